// Models cli-runtime/pkg/printers/tableprinter.go (v1.36): rows of cells as aligned text.
import type { JsonObject } from "#api/meta";
import { formatLabels } from "../go/selector-text.ts";
import { aligned, TABLE } from "../go/tabwriter.ts";
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

const NONE: readonly string[] = [];

const extraCells = (object: JsonObject, options: TableOptions): readonly string[] => {
  if (options.labelColumns.length === 0 && !options.showLabels) return NONE;
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

/** What is the same for all rows of a table. */
interface Layout {
  readonly printer: TablePrinter;
  readonly options: TableOptions;
  readonly context: PrintContext;
  /** Which of the printer's cells are shown. */
  readonly shown: readonly number[];
  /** Goes before the first cell, which is the name. */
  readonly prefix: string;
}

const layoutOf = (printer: TablePrinter, options: TableOptions, context: PrintContext): Layout => {
  const { columns } = printer;
  const isPrefixed = options.kindPrefix !== "" && columns[0]?.name === "Name";
  return {
    printer,
    options,
    context,
    shown: [...columns.keys()].filter((index) => options.wide || !columns[index]?.wide),
    prefix: isPrefixed ? `${options.kindPrefix}/` : "",
  };
};

const row = ({ printer, options, context, shown, prefix }: Layout, object: JsonObject, index: number): string[] => {
  const cells: string[] = [];
  if (options.events) cells.push(options.events[index] ?? "");
  if (options.withNamespace) cells.push(namespaceOf(object));
  const all = printer.cells(object, context);
  for (const at of shown) {
    const cell = all[at];
    if (cell !== undefined) cells.push(at === 0 ? prefix + clean(cell) : clean(cell));
  }
  for (const cell of extraCells(object, options)) cells.push(cell);
  return cells;
};

export const printTable = (
  printer: TablePrinter,
  objects: readonly JsonObject[],
  options: TableOptions,
  context: PrintContext,
): TableText => {
  const layout = layoutOf(printer, options, context);
  const lines = objects.map((object, index) => row(layout, object, index));
  if (!options.noHeaders) lines.unshift(header(printer, options));
  if (lines.length === 0) return { text: "", widths: options.remembered ?? [] };
  const { text, widths } = aligned(lines, { ...TABLE, remembered: options.remembered ?? [] });
  return { text: `${text}\n`, widths };
};
