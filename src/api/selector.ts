// Models staging/src/k8s.io/apimachinery/pkg/labels/selector.go (v1.36).
import type { LabelSelector, LabelSelectorRequirement, StringMap } from "./meta.ts";

const holds = ({ key, operator, values = [] }: LabelSelectorRequirement, labels: StringMap): boolean => {
  const value = labels[key];
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
  }
};

export const matchesLabelSelector = (selector: LabelSelector, labels: StringMap): boolean =>
  Object.entries(selector.matchLabels ?? {}).every(([k, v]) => labels[k] === v) &&
  (selector.matchExpressions ?? []).every((r) => holds(r, labels));
