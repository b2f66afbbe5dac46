// Models cli-runtime/pkg/printers/tableprinter.go (v1.36): rows of cells as aligned text.
import type { JsonObject } from "#api/meta";
import { formatLabels } from "../go/selector-text.ts";
import { TABLE, tabbed } from "../go/tabwriter.ts";
import { map, namespaceOf } from "../object.ts";
import type { PrintContext, TablePrinter } from "../printers/table.ts";

export interface TableOptions {
  readonly wide: boolean;
  readonly noHeaders: boolean;
  readonly withNamespace: boolean;
  /** Prefix of names: `pod`, `deployment.apps`. */
  readonly kindPrefix: string;
  readonly showLabels: boolean;
  readonly labelColumns: readonly string[];
  /** With --output-watch-events: one event a row. */
  readonly events?: readonly string[];
  /** Column widths printed before, in a watch. */
  readonly remembered?: readonly number[];
}

export interface TableText {
  readonly text: string;
  readonly widths: readonly number[];
}

const ESCAPES = /[\n\r\f]/;

/** Only the first line of a cell is shown; control characters cannot leave it. */
const clean = (cell: string): string => {
  const cut = cell.search(ESCAPES);
  const line = cut < 0 ? cell : `${cell.slice(0, cut)}...`;
  // Hardly any cell holds one: looking is cheaper than replacing.
  const visible = line.includes("\u001B") ? line.replaceAll("\u001B", "^[") : line;
  return visible.includes("\t") ? visible.replaceAll("\t", "\\t") : visible;
};

const labelHeader = (label: string): string => (label.split("/").at(-1) ?? label).toUpperCase();

const extraCells = (object: JsonObject, options: TableOptions): string[] => {
  const labels = map(object, "metadata", "labels");
  const cells = options.labelColumns.map((label) => labels[label] ?? "");
  return options.showLabels ? [...cells, formatLabels(labels)] : cells;
};

const header = (printer: TablePrinter, options: TableOptions): string[] => [
  ...(options.events ? ["EVENT"] : []),
  ...(options.withNamespace ? ["NAMESPACE"] : []),
  ...printer.columns.filter((column) => options.wide || !column.wide).map((column) => column.name.toUpperCase()),
  ...options.labelColumns.map(labelHeader),
  ...(options.showLabels ? ["LABELS"] : []),
];

const row = (printer: TablePrinter, object: JsonObject, options: TableOptions, context: PrintContext): string[] => {
  const all = printer.cells(object, context);
  const cells = all.filter((_, index) => options.wide || !printer.columns[index]?.wide).map(clean);
  const nameAt = printer.columns.findIndex((column) => column.name === "Name");
  if (options.kindPrefix !== "" && nameAt === 0) cells[0] = `${options.kindPrefix}/${cells[0] ?? ""}`;
  const namespace = options.withNamespace ? [namespaceOf(object)] : [];
  return [...namespace, ...cells, ...extraCells(object, options)];
};

export const printTable = (
  printer: TablePrinter,
  objects: readonly JsonObject[],
  options: TableOptions,
  context: PrintContext,
): TableText => {
  const lines = objects.map((object, index) => {
    const event = options.events ? [options.events[index] ?? ""] : [];
    return [...event, ...row(printer, object, options, context)].join("\t");
  });
  if (!options.noHeaders) lines.unshift(header(printer, options).join("\t"));
  if (lines.length === 0) return { text: "", widths: options.remembered ?? [] };
  const aligned = tabbed(lines.join("\n"), { ...TABLE, remembered: options.remembered ?? [] });
  return { text: `${aligned.text}\n`, widths: aligned.widths };
};
