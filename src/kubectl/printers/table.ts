// A printer of one resource: its columns as a table, and the cells of one object. Columns marked wide appear with -o wide only.
import type { JsonObject } from "#api/meta";

export interface Column {
  readonly name: string;
  readonly wide?: true;
}

export interface PrintContext {
  /** What "now" is on the wall clock, for ages. */
  readonly nowMs: number;
  readonly wide: boolean;
}

export interface TablePrinter {
  readonly columns: readonly Column[];
  /** One cell a column, the wide ones too. */
  cells(object: JsonObject, context: PrintContext): readonly string[];
}

/** `NAME STATUS AGE | IP NODE`: what stands after the bar is wide. */
export const columns = (...names: readonly string[]): Column[] => {
  const bar = names.indexOf("|");
  return names
    .filter((name) => name !== "|")
    .map((name, index): Column => (bar >= 0 && index >= bar ? { name, wide: true } : { name }));
};
