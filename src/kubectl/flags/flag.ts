// One flag of a command, read from the tables.
import { COMMAND_ROWS, EVERYWHERE, FLAG_GROUPS } from "./tables.ts";

export type FlagType = "bool" | "string" | "int" | "duration" | "slice" | "array";

export interface Flag {
  readonly name: string;
  readonly shorthand: string;
  readonly type: FlagType;
  /** As help prints it: `''`, `[]`, `false`, `'none'`. */
  readonly shownDefault: string;
  /** What the flag means when it is given without a value; undefined: it needs one. */
  readonly bare: string | undefined;
}

/** Lists whose values may hold commas: each use adds one value. */
const ARRAYS = new Set([
  "from-literal",
  "env",
  "rule",
  "annotation",
  "annotations",
  "for",
  "as-group",
  "as-user-extra",
]);

const BARE: { readonly [name: string]: string } = { "dry-run": "unchanged", validate: "strict", cascade: "background" };

const typeOf = (name: string, shown: string): FlagType => {
  if (shown === "true" || shown === "false") return "bool";
  if (shown.startsWith("[")) return ARRAYS.has(name) ? "array" : "slice";
  if (/^-?\d+$/.test(shown)) return "int";
  return /^(\d+[hms]+)+$/.test(shown) ? "duration" : "string";
};

const readFlag = (word: string): Flag => {
  const equals = word.indexOf("=");
  const [name = "", shorthand = ""] = word.slice(0, equals).split(",");
  const shownDefault = word.slice(equals + 1);
  const type = typeOf(name, shownDefault);
  return { name, shorthand, type, shownDefault, bare: type === "bool" ? "true" : BARE[name] };
};

const read = (text: string): Flag[] =>
  text
    .split(" ")
    .filter((word) => word !== "")
    .flatMap((word) => {
      const group = FLAG_GROUPS[word];
      return group === undefined ? [readFlag(word)] : read(group);
    });

export const everywhereFlags: readonly Flag[] = read(EVERYWHERE);

/** A command's own flags, by name. */
export const flagsOf = (path: string): readonly Flag[] =>
  read(COMMAND_ROWS[path]?.flags ?? "").toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** What a flag holds when it is not given. */
export const defaultOf = (flag: Flag): string => flag.shownDefault.replaceAll(/^'|'$/g, "");
