// Models staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go and metav1.LabelSelectorAsSelector (v1.36).
import { isJsonObject } from "#api/json";
import { compareStrings } from "#api/compare";
import type { Json, JsonObject, StringMap } from "#api/meta";
import { orderFields } from "#api/schema/internal";
import { matchesLabelSelector } from "#api/selector";
import { listOf, objectOf, objectsOf, textOf } from "../json-object.ts";
import { utf8Length } from "#api/utf8";
import { checkName } from "./basics.ts";
import { forbidden, invalid, NONE, required, tooLong, type Errors } from "./field-error.ts";
import { isLabelValue, isQualifiedName } from "./names.ts";

/** Entries in the order of their keys: Go's own order is random. */
export const entriesOf = (map: Json | undefined): readonly (readonly [string, Json])[] =>
  Object.entries(objectOf(map)).toSorted(([a], [b]) => compareStrings(a, b));

export const validateLabels = (labels: Json | undefined, path: string): Errors =>
  entriesOf(labels).flatMap(([key, value]) => [
    ...checkName(key, path, isQualifiedName),
    ...checkName(textOf(value), path, isLabelValue),
  ]);

const MAX_ANNOTATIONS = 262_144;

export const validateAnnotations = (annotations: Json | undefined, path: string): Errors => {
  const entries = entriesOf(annotations);
  const size = entries.reduce((sum, [key, value]) => sum + utf8Length(key) + utf8Length(textOf(value)), 0);
  const errors = entries.flatMap(([key]) =>
    isQualifiedName(key.toLowerCase()).map((message) => invalid(path, key, message)),
  );
  return size > MAX_ANNOTATIONS ? [...errors, tooLong(path, MAX_ANNOTATIONS)] : errors;
};

export const validateLabelSelector = (selector: Json | undefined, path: string): Errors => {
  if (!isJsonObject(selector)) return NONE;
  return [
    ...validateLabels(selector["matchLabels"], `${path}.matchLabels`),
    ...objectsOf(selector["matchExpressions"]).flatMap((requirement, i) =>
      validateRequirement(requirement, `${path}.matchExpressions[${i}]`),
    ),
  ];
};

const validateRequirement = (requirement: JsonObject, path: string): Errors => [
  ...validateOperator(requirement, path),
  ...checkName(textOf(requirement["key"]), `${path}.key`, isQualifiedName),
  ...validateValues(requirement, path),
];

/** Whether an operator of a selector has the values that it needs. Those of nodes know two more, which compare with one number. */
export const validateOperator = (requirement: JsonObject, path: string, compares = false): Errors => {
  const operator = textOf(requirement["operator"]);
  const { length } = listOf(requirement["values"]);
  if (operator === "In" || operator === "NotIn") {
    return length > 0 ? NONE : [required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'")];
  }
  if (operator === "Exists" || operator === "DoesNotExist") {
    const detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
    return length === 0 ? NONE : [forbidden(`${path}.values`, detail)];
  }
  if (compares && (operator === "Gt" || operator === "Lt")) {
    const detail = "must be specified single value when `operator` is 'Lt' or 'Gt'";
    return length === 1 ? NONE : [required(`${path}.values`, detail)];
  }
  return [invalid(`${path}.operator`, operator, "not a valid selector operator")];
};

export const validateValues = (requirement: JsonObject, path: string): Errors =>
  listOf(requirement["values"]).flatMap((value, i) => checkName(textOf(value), `${path}.values[${i}]`, isLabelValue));

/** A selector as error texts show it. */
export const selectorValue = (selector: Json | undefined): Json =>
  isJsonObject(selector) ? orderFields("LabelSelector", selector) : null;

/** Whether metav1.LabelSelectorAsSelector takes it: operators and values must fit, keys and values must be labels. */
export const isUsableSelector = (selector: Json | undefined): boolean =>
  validateLabelSelector(selector, "").length === 0;

export const isEmptySelector = (selector: Json | undefined): boolean => {
  const { matchLabels, matchExpressions } = objectOf(selector);
  return Object.keys(objectOf(matchLabels)).length + listOf(matchExpressions).length === 0;
};

/** An absent selector selects nothing. */
export const selectorMatches = (selector: Json | undefined, labels: Json | undefined): boolean =>
  isJsonObject(selector) && matchesLabelSelector(selector, objectOf(labels) as unknown as StringMap);

/** Labels as error texts show them: sorted, null if there are none. */
export const labelsValue = (labels: Json | undefined): Json =>
  isJsonObject(labels) ? Object.fromEntries(entriesOf(labels)) : null;

const MISMATCH = "`selector` does not match template `labels`";

export const validateSelectorMatches = (selector: Json | undefined, template: JsonObject, path: string): Errors => {
  const labels = objectOf(template["metadata"])["labels"];
  return selectorMatches(selector, labels) ? NONE : [invalid(`${path}.metadata.labels`, labelsValue(labels), MISMATCH)];
};
