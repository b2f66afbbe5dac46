// Models pod failure and success policies of pkg/apis/batch/validation/validation.go (v1.36).
import { isJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { goQuote } from "#api/go-quote";
import { listOf, numberOf, objectOf, objectsOf, optionalNumber, textOf } from "../json-object.ts";
import { checkName, nonNegative } from "./basics.ts";
import {
  duplicate,
  invalid,
  invalidOmitted,
  NONE,
  notSupported,
  required,
  tooLong,
  tooMany,
  type Errors,
  type FieldError,
} from "./field-error.ts";
import { isQualifiedName } from "./names.ts";

const ACTIONS: readonly string[] = ["Count", "FailIndex", "FailJob", "Ignore"];
const OPERATORS: readonly string[] = ["In", "NotIn"];
const STATUSES: readonly string[] = ["False", "True", "Unknown"];
const MAX_RULES = 20;
const MAX_VALUES = 255;

/** `["In" "NotIn"]`, as Go prints a list of quoted texts. */
const quoted = (values: readonly string[]): string => `[${values.map(goQuote).join(" ")}]`;

export const validateFailurePolicy = (spec: JsonObject, path: string): Errors => {
  const rules = objectsOf(objectOf(spec["podFailurePolicy"])["rules"]);
  const pod = objectOf(objectOf(spec["template"])["spec"]);
  const names = [...objectsOf(pod["containers"]), ...objectsOf(pod["initContainers"])].map((c) => textOf(c["name"]));
  const many = rules.length > MAX_RULES ? [tooMany(`${path}.rules`, rules.length, MAX_RULES)] : NONE;
  const isPerIndex = spec["backoffLimitPerIndex"] !== undefined;
  return [...many, ...rules.flatMap((rule, i) => validateRule(rule, `${path}.rules[${i}]`, names, isPerIndex))];
};

const validateRule = (rule: JsonObject, path: string, names: readonly string[], isPerIndex: boolean): Errors => {
  const action = textOf(rule["action"]);
  const codes = rule["onExitCodes"];
  const conditions = objectsOf(rule["onPodConditions"]);
  const errors: FieldError[] = [];
  if (action === "") errors.push(required(`${path}.action`, `valid values: ${quoted(ACTIONS)}`));
  else if (action === "FailIndex") {
    if (!isPerIndex) errors.push(invalid(`${path}.action`, action, "requires the backoffLimitPerIndex to be set"));
  } else if (!ACTIONS.includes(action)) errors.push(notSupported(`${path}.action`, action, ACTIONS));
  if (isJsonObject(codes)) errors.push(...validateExitCodes(codes, `${path}.onExitCodes`, names));
  if (conditions.length > 0) errors.push(...validateConditions(conditions, `${path}.onPodConditions`));
  const words = "OnExitCodes and OnPodConditions is";
  if (isJsonObject(codes) && conditions.length > 0) {
    errors.push(invalidOmitted(path, `specifying both ${words} not supported`));
  }
  if (!isJsonObject(codes) && conditions.length === 0) {
    errors.push(invalidOmitted(path, `specifying one of ${words} required`));
  }
  return errors;
};

const validateConditions = (conditions: readonly JsonObject[], path: string): Errors => {
  const many = conditions.length > MAX_RULES ? [tooMany(path, conditions.length, MAX_RULES)] : NONE;
  return [
    ...many,
    ...conditions.flatMap((condition, i) => {
      const status = textOf(condition["status"]);
      const here = `${path}[${i}].status`;
      const errors: FieldError[] = [...checkName(textOf(condition["type"]), `${path}[${i}].type`, isQualifiedName)];
      if (status === "") errors.push(required(here, `valid values: ${quoted(STATUSES)}`));
      else if (!STATUSES.includes(status)) errors.push(notSupported(here, status, STATUSES));
      return errors;
    }),
  ];
};

const validateExitCodes = (codes: JsonObject, path: string, names: readonly string[]): Errors => {
  const operator = textOf(codes["operator"]);
  const container = codes["containerName"];
  const values = listOf(codes["values"]).map(numberOf);
  const here = `${path}.values`;
  const errors: FieldError[] = [];
  if (operator === "") errors.push(required(`${path}.operator`, `valid values: ${quoted(OPERATORS)}`));
  else if (!OPERATORS.includes(operator)) errors.push(notSupported(`${path}.operator`, operator, OPERATORS));
  if (typeof container === "string" && !names.includes(container)) {
    const detail = "must be one of the container or initContainer names in the pod template";
    errors.push(invalid(`${path}.containerName`, container, detail));
  }
  if (values.length === 0) errors.push(invalid(here, codes["values"] ?? null, "at least one value is required"));
  else if (values.length > MAX_VALUES) errors.push(tooMany(here, values.length, MAX_VALUES));
  for (const [i, value] of values.entries()) {
    if (operator === "In" && value === 0) errors.push(invalid(`${here}[${i}]`, 0, "must not be 0 for the In operator"));
    if (values.indexOf(value) < i) errors.push(duplicate(`${here}[${i}]`, value));
  }
  const isOrdered = values.every((value, i) => i === 0 || (values[i - 1] ?? 0) <= value);
  return isOrdered ? errors : [...errors, invalid(here, values, "must be ordered")];
};

const MAX_INDEXES_BYTES = 65_536;

export const validateSuccessPolicy = (spec: JsonObject, path: string): Errors => {
  const rules = objectsOf(objectOf(spec["successPolicy"])["rules"]);
  const errors: FieldError[] = [];
  if (rules.length === 0) {
    errors.push(required(`${path}.rules`, "at least one rules must be specified when the successPolicy is specified"));
  }
  if (rules.length > MAX_RULES) errors.push(tooMany(`${path}.rules`, rules.length, MAX_RULES));
  const completions = numberOf(spec["completions"]);
  return [...errors, ...rules.flatMap((rule, i) => validateSuccessRule(rule, `${path}.rules[${i}]`, completions))];
};

const validateSuccessRule = (rule: JsonObject, path: string, completions: number): Errors => {
  const count = optionalNumber(rule["succeededCount"]);
  const indexes = rule["succeededIndexes"];
  const errors: FieldError[] = [];
  if (count === undefined && indexes === undefined) {
    errors.push(required(path, "at least one of succeededCount or succeededIndexes must be specified"));
  }
  let total = 0;
  if (typeof indexes === "string") {
    const here = `${path}.succeededIndexes`;
    if (indexes.length > MAX_INDEXES_BYTES) errors.push(tooLong(here, MAX_INDEXES_BYTES));
    const parsed = countIndexes(indexes, completions);
    if (typeof parsed === "string") errors.push(invalid(here, indexes, `error parsing succeededIndexes: ${parsed}`));
    else total = parsed;
  }
  if (count === undefined) return errors;
  const here = `${path}.succeededCount`;
  errors.push(...nonNegative(count, here));
  if (count > completions) {
    const detail = `must be less than or equal to ${completions} (the number of specified completions)`;
    errors.push(invalid(here, count, detail));
  }
  if (typeof indexes === "string" && count > total) {
    const detail = `must be less than or equal to ${total} (the number of indexes in the specified succeededIndexes field)`;
    errors.push(invalid(here, count, detail));
  }
  return errors;
};

/** How many indexes `1,3-5` names, or what is wrong with the text. */
const countIndexes = (text: string, completions: number): number | string => {
  if (text === "") return 0;
  let last: number | undefined;
  let total = 0;
  for (const interval of text.split(",")) {
    const limits = parseInterval(interval, completions);
    if (typeof limits === "string") return limits;
    const [low, high] = limits;
    if (last !== undefined && last >= low) return `non-increasing order, previous: ${last}, current: ${low}`;
    total += high - low + 1;
    last = high;
  }
  return total;
};

const parseInterval = (interval: string, completions: number): readonly [number, number] | string => {
  const parts = interval.split("-");
  if (parts.length > 2) {
    return `the fragment ${goQuote(interval)} violates the requirement that an index interval can have at most two parts separated by '-'`;
  }
  for (const part of parts) {
    if (!/^[+-]?\d+$/.test(part)) return `cannot convert string to integer for index: ${goQuote(part)}`;
    if (Number(part) >= completions) return `too large index: ${goQuote(part)}`;
  }
  const [low = 0, high = low] = parts.map(Number);
  return parts.length === 2 && low >= high ? `non-increasing order, previous: ${low}, current: ${high}` : [low, high];
};
