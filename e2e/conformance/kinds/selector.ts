import { formatFieldSelector, matchesFieldSelector, parseFieldSelector } from "#api/field-selector";
import type { LabelSelector, StringMap } from "#api/meta";
import { formatSelector, matchesSelector, selectorOf } from "#api/selector";
import { parseSelector } from "#api/selector-parse";

export type SelectorIn =
  | { op: "parse" | "field"; selector: string; sets?: StringMap[] }
  | { op: "labelSelector"; labelSelector: LabelSelector | null; sets?: StringMap[] };

export interface SelectorAnswer {
  readonly error: string;
  readonly matches?: readonly boolean[];
  readonly string?: string;
}

export const answerSelector = (input: SelectorIn): SelectorAnswer => {
  const sets = input.sets ?? [];
  if (input.op === "field") return fieldSelector(input.selector, sets);
  // An absent selector matches nothing.
  if (input.op === "labelSelector" && input.labelSelector === null) {
    return { error: "", matches: sets.map(() => false), string: "" };
  }
  const result = input.op === "labelSelector" ? selectorOf(input.labelSelector ?? {}) : parseSelector(input.selector);
  if (!result.ok) return { error: result.error };
  const selector = result.value;
  return {
    error: "",
    matches: sets.map((set) => matchesSelector(selector, set)),
    string: formatSelector(selector),
  };
};

const fieldSelector = (text: string, sets: readonly StringMap[]): SelectorAnswer => {
  const result = parseFieldSelector(text);
  if (!result.ok) return { error: result.error };
  return {
    error: "",
    matches: sets.map((set) => matchesFieldSelector(result.value, set)),
    string: formatFieldSelector(result.value),
  };
};
