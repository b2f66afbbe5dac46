// Models staging/src/k8s.io/apimachinery/pkg/labels/selector.go and apis/meta/v1/helpers.go (v1.36).

import { compareStrings } from "./compare.ts";
import { goQuote } from "./go-quote.ts";
import { fitsInt64 } from "./int64.ts";
import { labelKeyErrors, labelValueErrors } from "./label-names.ts";
import type { LabelSelector, StringMap } from "./meta.ts";
import { parsed, unparsed, type Parsed } from "./parsed.ts";

export type SelectorOperator = "in" | "notin" | "=" | "==" | "!=" | "gt" | "lt" | "exists" | "!";

export interface Requirement {
  readonly key: string;
  readonly operator: SelectorOperator;
  readonly values: readonly string[];
}

/** All must hold: an empty list matches everything. */
export type Selector = readonly Requirement[];

/** One requirement, or what is wrong with it. */
export const makeRequirement = (
  key: string,
  operator: SelectorOperator,
  values: readonly string[],
): Parsed<Requirement> => {
  const errors = [
    ...invalid("key", key, labelKeyErrors(key)),
    ...valueCountErrors(operator, values),
    ...values.flatMap((value, i) => invalid(`values[${i}][${key}]`, value, labelValueErrors(value))),
  ];
  return errors.length === 0 ? parsed({ key, operator, values }) : unparsed(aggregate(errors));
};

/** field.Error's text: several reasons are one error. */
export const invalid = (path: string, value: string, reasons: readonly string[]): string[] =>
  reasons.length === 0 ? [] : [`${path}: Invalid value: ${goQuote(value)}: ${reasons.join("; ")}`];

/** metav1.LabelSelectorAsSelector. An absent selector is the caller's to judge: it matches nothing. */
export const selectorOf = (labelSelector: LabelSelector): Parsed<Selector> => {
  const wanted: (readonly [string, SelectorOperator, readonly string[]])[] = Object.entries(
    labelSelector.matchLabels ?? {},
  ).map(([key, value]) => [key, "=", [value]]);
  const requirements: Requirement[] = [];
  for (const [key, operator, values] of wanted) {
    const made = makeRequirement(key, operator, values);
    if (!made.ok) return made;
    requirements.push(made.value);
  }
  for (const expression of labelSelector.matchExpressions ?? []) {
    const operator = OPERATORS.get(expression.operator);
    if (!operator) return unparsed(`${goQuote(expression.operator)} is not a valid label selector operator`);
    const made = makeRequirement(expression.key, operator, expression.values ?? []);
    if (!made.ok) return made;
    requirements.push(made.value);
  }
  return parsed(requirements.toSorted((a, b) => compareStrings(a.key, b.key)));
};

export const matchesSelector = (selector: Selector, labels: StringMap | undefined): boolean =>
  selector.every((requirement) => matchesRequirement(requirement, labels ?? {}));

type Test = (labels: StringMap) => boolean;
const compiled = new WeakMap<LabelSelector, Test>();
const NO_LABELS: StringMap = {};

/** A selector that is not valid matches nothing. Each selector object is compiled once. */
export const matchesLabelSelector = (selector: LabelSelector, labels: StringMap | undefined): boolean => {
  let test = compiled.get(selector);
  if (!test) {
    test = compile(selector);
    compiled.set(selector, test);
  }
  return test(labels ?? NO_LABELS);
};

/** As kubectl prints it: `app=web,tier in (a,b)`. */
export const formatSelector = (selector: Selector): string => selector.map(formatRequirement).join(",");

const OPERATORS: ReadonlyMap<string, SelectorOperator> = new Map<string, SelectorOperator>([
  ["In", "in"],
  ["NotIn", "notin"],
  ["Exists", "exists"],
  ["DoesNotExist", "!"],
]);

const compile = (labelSelector: LabelSelector): Test => {
  const pairs = Object.entries(labelSelector.matchLabels ?? {});
  const [first] = pairs;
  if (!labelSelector.matchExpressions?.length) {
    if (pairs.length === 1 && first) return (labels) => labels[first[0]] === first[1];
    return (labels) => pairs.every(([key, value]) => labels[key] === value);
  }
  const selector = selectorOf(labelSelector);
  return selector.ok ? (labels) => matchesSelector(selector.value, labels) : () => false;
};

const matchesRequirement = ({ key, operator, values }: Requirement, labels: StringMap): boolean => {
  const value = labels[key];
  const isPresent = typeof value === "string";
  switch (operator) {
    case "in":
    case "=":
    case "==":
      return isPresent && values.includes(value);
    case "notin":
    case "!=":
      return !isPresent || !values.includes(value);
    case "exists":
      return isPresent;
    case "!":
      return !isPresent;
    case "gt":
    case "lt":
    default:
      return isPresent && matchesInteger(operator, value, values[0] ?? "");
  }
};

const matchesInteger = (operator: "gt" | "lt", value: string, bound: string): boolean => {
  if (!isInt64(value) || !isInt64(bound)) return false;
  return operator === "gt" ? BigInt(value) > BigInt(bound) : BigInt(value) < BigInt(bound);
};

const isInt64 = (text: string): boolean => /^[+-]?\d+$/.test(text) && fitsInt64(BigInt(text));

const valueCountErrors = (operator: SelectorOperator, values: readonly string[]): string[] => {
  const all = values.length === 0 ? "null" : JSON.stringify(values);
  const refuse = (isWrong: boolean, why: string): string[] =>
    isWrong ? [`values: Invalid value: ${all}: ${why}`] : [];
  switch (operator) {
    case "in":
    case "notin":
      return refuse(values.length === 0, "for 'in', 'notin' operators, values set can't be empty");
    case "=":
    case "==":
    case "!=":
      return refuse(values.length !== 1, "exact-match compatibility requires one single value");
    case "exists":
    case "!":
      return refuse(values.length > 0, "values set must be empty for exists and does not exist");
    case "gt":
    case "lt":
    default:
      return [
        ...refuse(values.length !== 1, "for 'Gt', 'Lt' operators, exactly one value is required"),
        ...values.flatMap((value, i) =>
          isInt64(value)
            ? []
            : invalid(`values[${i}]`, value, ["for 'Gt', 'Lt' operators, the value must be an integer"]),
        ),
      ];
  }
};

/** utilerrors.Aggregate: one error speaks for itself, equal ones are said once. */
const aggregate = (errors: readonly string[]): string => {
  const distinct = [...new Set(errors)];
  return distinct.length === 1 ? (distinct[0] ?? "") : `[${distinct.join(", ")}]`;
};

const formatRequirement = ({ key, operator, values }: Requirement): string => {
  if (operator === "exists") return key;
  if (operator === "!") return `!${key}`;
  const list = values.toSorted(compareStrings).join(",");
  if (operator === "in" || operator === "notin") return `${key} ${operator} (${list})`;
  return `${key}${operator === "gt" ? ">" : operator === "lt" ? "<" : operator}${list}`;
};
