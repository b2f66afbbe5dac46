// Models staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go (v1.36).
import { own } from "#api/json";
import type { NodeSelectorRequirement, NodeSelectorTerm } from "#api/core-affinity";
import type { PodSpec } from "#api/core-pod";
import type { StringMap } from "#api/meta";

/** What a node is matched by. */
interface NodeIdentity {
  readonly name: string;
  readonly labels: StringMap;
}

const INTEGER = /^[+-]?\d+$/;

/** nodeSelector and required node affinity: both must hold; of the affinity's terms one. */
export const matchesRequiredNodeAffinity = ({ nodeSelector, affinity }: PodSpec, node: NodeIdentity): boolean => {
  for (const key in nodeSelector) if (node.labels[key] !== nodeSelector[key]) return false;
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return !required || required.nodeSelectorTerms.some((t) => matchesNodeSelectorTerm(t, node));
};

export const hasRequiredNodeAffinity = ({ nodeSelector, affinity }: PodSpec): boolean =>
  nodeSelector !== undefined || affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution !== undefined;

/** An empty term matches nothing. */
export const matchesNodeSelectorTerm = (term: NodeSelectorTerm, node: NodeIdentity): boolean => {
  const { matchExpressions = [], matchFields = [] } = term;
  if (matchExpressions.length === 0 && matchFields.length === 0) return false;
  return (
    matchExpressions.every((r) => holds(r, own(node.labels, r.key))) && matchFields.every((r) => fieldHolds(r, node))
  );
};

const holds = ({ operator, values = [] }: NodeSelectorRequirement, value: string | undefined): boolean => {
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
    case "Lt":
      return value !== undefined && isBeyond(operator, value, values[0] ?? "");
  }
};

/** Whole numbers only: anything else is never greater or less. */
const isBeyond = (operator: "Gt" | "Lt", value: string, bound: string): boolean => {
  if (!INTEGER.test(value) || !INTEGER.test(bound)) return false;
  const [a, b] = [BigInt(value.replace("+", "")), BigInt(bound.replace("+", ""))];
  return operator === "Gt" ? a > b : a < b;
};

/** The one field there is: metadata.name. */
const fieldHolds = ({ key, operator, values = [] }: NodeSelectorRequirement, node: NodeIdentity): boolean => {
  const value = key === "metadata.name" ? node.name : "";
  if (operator === "In") return values.length === 1 && values[0] === value;
  return operator === "NotIn" && values.length === 1 && values[0] !== value;
};
