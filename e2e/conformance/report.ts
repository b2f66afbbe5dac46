// How differences are printed: line by line where both are texts, value by value where both are data.
import { isJsonObject } from "#api/json";
import { isDeepStrictEqual } from "node:util";
import type { Check } from "./compare/compare.ts";

export const formatCheck = (file: string, check: Check, show: number): string => {
  const head = `FAIL ${file} ${check.name}${check.why ? `: ${check.why}` : ""}`;
  return `${head}\n${cut(difference(check.want, check.got), show)}`;
};

const cut = (text: string, show: number): string => (text.length > show ? `${text.slice(0, show)} ...` : text);

const difference = (want: unknown, got: unknown): string => {
  if (typeof want === "string" && typeof got === "string") return lineDifference(want.split("\n"), got.split("\n"));
  const rows = valueDifferences("", want, got);
  return rows.length > 0 ? rows.join("\n") : both("", want, got);
};

/** Lines of both, `-` only wanted, `+` only got, by the longest common subsequence; of what agrees only the lines around. */
const lineDifference = (want: readonly string[], got: readonly string[]): string => {
  const common = commonLengths(want, got);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < want.length || j < got.length) {
    if (i < want.length && j < got.length && want[i] === got[j]) {
      lines.push(`    ${want[i]}`);
      i++;
      j++;
    } else if (j >= got.length || (i < want.length && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      lines.push(`  - ${want[i++]}`);
    } else lines.push(`  + ${got[j++]}`);
  }
  return aroundChanges(lines).join("\n");
};

const LINES_AROUND = 2;

const isChange = (line: string | undefined): boolean => line !== undefined && !line.startsWith("    ");

const aroundChanges = (lines: readonly string[]): readonly string[] => {
  const isNear = (_: string, at: number): boolean =>
    lines.slice(Math.max(0, at - LINES_AROUND), at + LINES_AROUND + 1).some(isChange);
  const near = lines.map(isNear);
  return lines.flatMap((line, at) => {
    if (near[at]) return [line];
    return near[at - 1] === true || (at === 0 && near.length > 0) ? ["    ..."] : [];
  });
};

const commonLengths = (a: readonly string[], b: readonly string[]): number[][] => {
  const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const [row, below] = [table[i]!, table[i + 1]!];
      row[j] = a[i] === b[j] ? below[j + 1]! + 1 : Math.max(below[j]!, row[j + 1]!);
    }
  }
  return table;
};

/** `a.b[0]: want 1, got 2`: the innermost places at which two values part. */
const valueDifferences = (at: string, want: unknown, got: unknown): readonly string[] => {
  if (isDeepStrictEqual(want, got)) return [];
  if (isSeries(want)) return [both(at, want, got)];
  if (Array.isArray(want) && Array.isArray(got)) {
    const length = Math.max(want.length, got.length);
    return Array.from({ length }, (_, i) => valueDifferences(`${at}[${i}]`, want[i], got[i])).flat();
  }
  if (isJsonObject(want) && isJsonObject(got)) {
    return [...new Set([...Object.keys(want), ...Object.keys(got)])].flatMap((key) =>
      valueDifferences(at === "" ? key : `${at}.${key}`, want[key], got[key]),
    );
  }
  return [both(at, want, got)];
};

const isSeries = (value: unknown): boolean =>
  Array.isArray(value) && value.every((row) => Array.isArray(row) && row.length === 2);

const both = (at: string, want: unknown, got: unknown): string => {
  const place = at === "" ? "" : `  ${at}\n`;
  const isText = typeof want === "string" && typeof got === "string" && (want + got).includes("\n");
  if (isText && at !== "") return place + lineDifference(want.split("\n"), got.split("\n"));
  return `${place}    want ${textOf(want)}\n    got  ${textOf(got)}`;
};

const textOf = (value: unknown): string =>
  typeof value === "string" ? JSON.stringify(value) : (JSON.stringify(value) ?? "nothing");
