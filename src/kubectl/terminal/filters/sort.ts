// sort: -n -r -u -f -h -V -b, -t, and any number of keys -k2,3nr.
import { compareStrings } from "#api/compare";
import type { Json } from "#api/meta";
import { collector } from "./collector.ts";

interface Key {
  readonly from: number;
  /** Infinity: to the end of the line. */
  readonly to: number | null;
  readonly letters: string;
}

interface Options {
  readonly letters: string;
  readonly separator: string;
  readonly keys: readonly Key[];
}

const KEY = /^(\d+)(?:\.\d+)?([a-zA-Z]*)(?:,(\d+)(?:\.\d+)?([a-zA-Z]*))?$/;

const keyOf = (text: string): Key | string => {
  const [whole, from, mine = "", to, others = ""] = KEY.exec(text) ?? [];
  if (whole === undefined || from === "0")
    return `sort: invalid number at field start: invalid count at start of '${text}'`;
  return { from: Number(from), to: to === undefined ? null : Number(to), letters: mine + others };
};

/** `-k`, `-t` and the letters, each by itself: `-rnk2` is `-rn -k 2`. */
const splitUp = (args: readonly string[]): readonly string[] =>
  args.flatMap((arg) => {
    if (arg.startsWith("--")) return [`-${LONG[arg] ?? ""}`];
    const [, letters, flag, value] = /^-([bdfghinMrRsuVz]*)([kt])([^]*)$/.exec(arg) ?? [];
    if (flag === undefined) return [arg];
    return [`-${letters}`, `-${flag}`, ...(value === "" ? [] : [value ?? ""])];
  });

const optionsOf = (args: readonly string[]): Options | string => {
  const words = splitUp(args);
  let letters = "";
  let separator = "";
  const keys: Key[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === "-t") separator = (words[++i] ?? "").replace(String.raw`\t`, "\t");
    else if (word === "-k") {
      const key = keyOf(words[++i] ?? "");
      if (typeof key === "string") return key;
      keys.push(key);
    } else if (word.startsWith("-")) letters += word.slice(1);
  }
  return separator.length > 1 ? `sort: multi-character tab '${separator}'` : { letters, separator, keys };
};

const LONG: { readonly [flag: string]: string } = {
  "--reverse": "r",
  "--numeric-sort": "n",
  "--unique": "u",
  "--human-numeric-sort": "h",
  "--version-sort": "V",
  "--ignore-case": "f",
};

/** Fields keep the blanks before them, as sort counts. */
const fieldsOf = (line: string, separator: string): readonly string[] =>
  separator === "" ? (line.match(/\s*\S+/g) ?? []) : line.split(separator);

const partOf = (line: string, { from, to }: Key, separator: string): string =>
  fieldsOf(line, separator)
    .slice(from - 1, to ?? undefined)
    .join(separator);

const SIZES = " KMGTPE";
const sizeOf = (text: string): number => {
  const [, number = "0", unit = ""] = /^\s*(-?\d*\.?\d*)([KMGTPEkmgtpe]?)/.exec(text) ?? [];
  return (Number.parseFloat(number) || 0) + (unit === "" ? 0 : 1e15 * SIZES.indexOf(unit.toUpperCase()));
};

/** Digits as numbers, what lies between as letters. */
const compareVersions = (a: string, b: string): number => {
  const [x, y] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [p, q] = [x[i]!, y[i]!];
    const order = /^\d/.test(p) && /^\d/.test(q) ? Number(p) - Number(q) : compareStrings(p, q);
    if (order !== 0) return order;
  }
  return x.length - y.length;
};

const compareBy = (a: string, b: string, letters: string): number => {
  if (letters.includes("n")) return (Number.parseFloat(a) || 0) - (Number.parseFloat(b) || 0);
  if (letters.includes("h")) return sizeOf(a) - sizeOf(b);
  if (letters.includes("V")) return compareVersions(a.trim(), b.trim());
  const [x, y] = letters.includes("b") ? [a.trimStart(), b.trimStart()] : [a, b];
  return letters.includes("f") ? compareStrings(x.toUpperCase(), y.toUpperCase()) : compareStrings(x, y);
};

const compareKeys = (a: string, b: string, { letters, separator, keys }: Options): number => {
  if (keys.length === 0) return compareBy(a, b, letters) * (letters.includes("r") ? -1 : 1);
  for (const key of keys) {
    const how = key.letters === "" ? letters : key.letters;
    const order = compareBy(partOf(a, key, separator), partOf(b, key, separator), how);
    if (order !== 0) return how.includes("r") ? -order : order;
  }
  return 0;
};

const sorted = (lines: readonly string[], json: Json): readonly string[] => {
  const options = json as unknown as Options;
  const { letters } = options;
  const isUnique = letters.includes("u");
  const last =
    isUnique || letters.includes("s")
      ? () => 0
      : (a: string, b: string) => compareStrings(a, b) * (letters.includes("r") ? -1 : 1);
  const ordered = lines.toSorted((a, b) => compareKeys(a, b, options) || last(a, b));
  return isUnique ? ordered.filter((line, i) => i === 0 || compareKeys(ordered[i - 1]!, line, options) !== 0) : ordered;
};

export const sort = collector("sort", (args) => optionsOf(args) as unknown as Json | string, sorted);
