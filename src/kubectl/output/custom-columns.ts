// Models kubectl/pkg/cmd/get/customcolumn.go (v1.36): `-o custom-columns=NAME:.metadata.name,...`.
import type { Json } from "#api/meta";
import { goValue } from "../go/format.ts";
import { TABLE, tabbed } from "../go/tabwriter.ts";
import { findJsonPath, relaxedJsonPath, UNEXPECTED_PATH } from "./jsonpath.ts";
import { JsonPathError, parseJsonPath } from "./jsonpath-parse.ts";

export interface CustomColumn {
  readonly header: string;
  readonly path: string;
}

export type Parsed = { readonly columns: readonly CustomColumn[] } | { readonly error: string };

export const parseCustomColumns = (spec: string): Parsed => {
  if (spec === "") return { error: "custom-columns format specified but no custom columns given" };
  const columns: CustomColumn[] = [];
  for (const part of spec.split(",")) {
    const colon = part.indexOf(":");
    if (colon < 0) return { error: `unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>` };
    const text = part.slice(colon + 1);
    const path = relaxedJsonPath(text);
    if (path === undefined) {
      return {
        error: UNEXPECTED_PATH,
      };
    }
    columns.push({ header: part.slice(0, colon), path });
  }
  return { columns };
};

/** Two lines of a file: headers, and the paths under them. */
export const parseCustomColumnsFile = (text: string): Parsed => {
  const [headers = "", paths = ""] = text.split("\n");
  const names = headers.split(/\s+/).filter((word) => word !== "");
  const specs = paths.split(/\s+/).filter((word) => word !== "");
  if (names.length !== specs.length) {
    return { error: `number of headers (${names.length}) and field specifications (${specs.length}) don't match` };
  }
  return parseCustomColumns(names.map((name, index) => `${name}:${specs[index] ?? ""}`).join(","));
};

/** The headers stand before the first path is read: what is wrong with one is said under them. */
export const badPathOf = (columns: readonly CustomColumn[]): { headers: string; error: string } | undefined => {
  try {
    for (const { path } of columns) parseJsonPath(path);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    return { headers: printCustomColumns(columns, [], false), error: error.message };
  }
  return undefined;
};

const cell = (column: CustomColumn, object: Json): string => {
  const values = column.path === "" ? [] : findJsonPath(column.path, object);
  return values.length === 0 ? "<none>" : values.map((value) => goValue(value)).join(",");
};

export const printCustomColumns = (
  columns: readonly CustomColumn[],
  objects: readonly Json[],
  noHeaders: boolean,
): string => {
  const lines = objects.map((object) => columns.map((column) => cell(column, object)).join("\t"));
  if (!noHeaders) lines.unshift(columns.map((column) => column.header).join("\t"));
  if (lines.length === 0) return "";
  return `${tabbed(lines.join("\n"), TABLE).text}\n`;
};
