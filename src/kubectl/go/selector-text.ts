// Models labels.FormatLabels and metav1.FormatLabelSelector (v1.36): how selectors read in tables and descriptions.
import type { JsonObject, StringMap } from "#api/meta";
import { compareStrings } from "#api/compare";
import { has, list, map, sortedKeys, strings, text } from "../object.ts";

export const formatLabels = (labels: StringMap): string => {
  // Sorted as whole `key=value` texts, so that `app.kubernetes.io/name=` comes before `app=`.
  const joined = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .toSorted(compareStrings)
    .join(",");
  return joined === "" ? "<none>" : joined;
};

interface Requirement {
  readonly key: string;
  readonly text: string;
}

const requirement = (expression: JsonObject): Requirement => {
  const key = text(expression, "key");
  const values = [...strings(expression, "values")].toSorted(compareStrings).join(",");
  switch (text(expression, "operator")) {
    case "In":
      return { key, text: `${key} in (${values})` };
    case "NotIn":
      return { key, text: `${key} notin (${values})` };
    case "Exists":
      return { key, text: key };
    default:
      return { key, text: `!${key}` };
  }
};

/** labels.Selector.String() of a LabelSelector: requirements by key; empty for one that matches everything. */
export const selectorString = (selector: JsonObject): string => {
  const labels = map(selector, "matchLabels");
  const requirements = [
    ...sortedKeys(labels).map((key): Requirement => ({ key, text: `${key}=${labels[key] ?? ""}` })),
    ...list(selector, "matchExpressions").map(requirement),
  ];
  return requirements
    .toSorted((a, b) => compareStrings(a.key, b.key))
    .map((item) => item.text)
    .join(",");
};

/** metav1.FormatLabelSelector: `<none>` for an empty or absent one. */
export const formatLabelSelector = (root: JsonObject, ...path: readonly string[]): string => {
  if (!has(root, ...path)) return "<none>";
  const value = selectorString(readSelector(root, path));
  return value === "" ? "<none>" : value;
};

const readSelector = (root: JsonObject, path: readonly string[]): JsonObject =>
  path.reduce<JsonObject>((value, key) => (value[key] ?? {}) as JsonObject, root);
