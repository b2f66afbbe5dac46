// Models staging/src/k8s.io/apimachinery/pkg/fields/selector.go (v1.36).

import { compareStrings } from "./compare.ts";
import type { StringMap } from "./meta.ts";
import { parsed, unparsed, type Parsed } from "./parsed.ts";

export interface FieldRequirement {
  readonly field: string;
  readonly operator: "=" | "!=";
  readonly value: string;
}

export type FieldSelector = readonly FieldRequirement[];

/** `--field-selector status.phase=Running,spec.nodeName!=`, or what is wrong with it. */
export const parseFieldSelector = (text: string): Parsed<FieldSelector> => {
  const requirements: FieldRequirement[] = [];
  for (const term of splitTerms(text).toSorted(compareStrings)) {
    if (term === "") continue;
    const match = /^(.*?)(!=|==|=)(.*)$/s.exec(term);
    if (!match) return unparsed(`invalid selector: '${text}'; can't understand '${term}'`);
    const value = unescapeValue(match[3] ?? "");
    if (!value.ok) return value;
    requirements.push({ field: match[1] ?? "", operator: match[2] === "!=" ? "!=" : "=", value: value.value });
  }
  return parsed(requirements);
};

/** A field that the object does not have is empty. */
export const matchesFieldSelector = (selector: FieldSelector, fields: StringMap): boolean =>
  selector.every(({ field, operator, value }) => ((fields[field] ?? "") === value) === (operator === "="));

export const formatFieldSelector = (selector: FieldSelector): string =>
  selector.map(({ field, operator, value }) => `${field}${operator}${value.replace(/[\\,=]/g, "\\$&")}`).join(",");

/** At commas without a backslash before them. */
const splitTerms = (text: string): string[] => {
  const terms: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === ",") {
      terms.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...terms, text.slice(start)];
};

const unescapeValue = (text: string): Parsed<string> => {
  let value = "";
  let isEscaped = false;
  for (const character of text) {
    const isSpecial = character === "\\" || character === "," || character === "=";
    if (isEscaped && !isSpecial) return unparsed(`invalid field selector: invalid escape sequence: \\${character}`);
    if (!isEscaped && isSpecial && character !== "\\") {
      return unparsed(`invalid field selector: unescaped character in value: ${character.charCodeAt(0)}`);
    }
    isEscaped = !isEscaped && character === "\\";
    if (!isEscaped) value += character;
  }
  return isEscaped ? unparsed("invalid field selector: invalid escape sequence: \\") : parsed(value);
};
