// Models sigs.k8s.io/yaml.Marshal: JSON written as YAML, keys in go-yaml's natural order, sequences at their key's indent.
import type { Json } from "#api/meta";
import { goValue } from "./format.ts";
import { yamlString } from "./yaml-scalar.ts";

const isLetter = (ch: string): boolean => /\p{L}/u.test(ch);
const isDigit = (ch: string | undefined): boolean => ch !== undefined && ch >= "0" && ch <= "9";

/** go-yaml's keyList.Less: digits compare as numbers, letters come after what is none. */
const compareYamlKeys = (left: string, right: string): number => {
  const a = Array.from(left);
  const b = Array.from(right);
  for (let index = 0; index < a.length && index < b.length; index++) {
    const x = a[index] as string;
    const y = b[index] as string;
    if (x !== y) return compareAt(a, b, index);
  }
  return a.length - b.length;
};

const compareAt = (a: readonly string[], b: readonly string[], index: number): number => {
  const x = a[index] as string;
  const y = b[index] as string;
  const isLetterX = isLetter(x);
  const isLetterY = isLetter(y);
  if (isLetterX && isLetterY) return x < y ? -1 : 1;
  if (isLetterX || isLetterY) return isLetterY ? -1 : 1;
  const numberX = runOfDigits(a, index, x === "0" || y === "0");
  const numberY = runOfDigits(b, index, x === "0" || y === "0");
  if (numberX.value !== numberY.value) return numberX.value - numberY.value;
  if (numberX.end !== numberY.end) return numberX.end - numberY.end;
  return x < y ? -1 : 1;
};

/** The number that begins at `start`; a zero after other digits counts as if a one stood before it. */
const runOfDigits = (chars: readonly string[], start: number, isZero: boolean): { value: number; end: number } => {
  let value = 0;
  if (isZero) {
    for (let back = start - 1; back >= 0 && isDigit(chars[back]); back--) {
      if (chars[back] !== "0") {
        value = 1;
        break;
      }
    }
  }
  let end = start;
  for (; isDigit(chars[end]); end++) value = value * 10 + Number(chars[end]);
  return { value, end };
};

type Collection = readonly Json[] | { readonly [key: string]: Json };

const isEmpty = (value: Collection): boolean => Object.keys(value).length === 0;
const isCollection = (value: Json): value is Collection => typeof value === "object" && value !== null;

const scalar = (value: Json, column: number, indent: number, isKey = false): string => {
  if (typeof value === "string") return yamlString(value, { column, indent, isKey });
  if (value === null) return "null";
  if (typeof value === "number") return numberText(value);
  return goValue(value);
};

const numberText = (value: number): string => {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  return String(value).replace(/e([+-])(\d)$/, "e$10$2");
};

/** Lines of a mapping at `indent`; `first` is the column at which its first line already stands. */
const mapping = (value: { readonly [key: string]: Json }, indent: number): string => {
  const pad = " ".repeat(indent);
  return Object.keys(value)
    .toSorted(compareYamlKeys)
    .map((key) => {
      const item = value[key] ?? null;
      const head = `${scalar(key, indent, indent + 2, true)}:`;
      return pad + head + afterKey(item, indent, Array.from(head).length);
    })
    .join("\n");
};

const afterKey = (item: Json, indent: number, headWidth: number): string => {
  if (!isCollection(item)) return ` ${scalar(item, indent + headWidth + 1, indent + 2)}`;
  if (isEmpty(item)) return Array.isArray(item) ? " []" : " {}";
  return Array.isArray(item)
    ? `\n${sequence(item, indent)}`
    : `\n${mapping(item as { readonly [key: string]: Json }, indent + 2)}`;
};

const sequence = (items: readonly Json[], indent: number): string => {
  const pad = " ".repeat(indent);
  return items
    .map((item) => {
      if (!isCollection(item)) return `${pad}- ${scalar(item, indent + 2, indent + 2)}`;
      if (isEmpty(item)) return `${pad}- ${Array.isArray(item) ? "[]" : "{}"}`;
      const block = Array.isArray(item)
        ? sequence(item, indent + 2)
        : mapping(item as { readonly [key: string]: Json }, indent + 2);
      return `${pad}- ${block.slice(indent + 2)}`;
    })
    .join("\n");
};

/** The document, with its closing newline. */
export const toYaml = (value: Json): string => {
  if (!isCollection(value)) return `${scalar(value, 0, 0)}\n`;
  if (isEmpty(value)) return Array.isArray(value) ? "[]\n" : "{}\n";
  const text = Array.isArray(value) ? sequence(value, 0) : mapping(value as { readonly [key: string]: Json }, 0);
  return `${text}\n`;
};
