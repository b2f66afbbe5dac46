// Models the condition updater of pkg/controller/namespace/deletion/status_condition_utils.go (v1.36). A namespace goes only when somebody deletes
// it, so these words come with what requests need (apiserver/checks.ts).
import type { Namespace } from "#api/core-node";
import type { ResourceInfo } from "#api/discovered";
import type { Condition } from "#api/meta";

/** What is left of one resource. */
export interface Remainder {
  readonly info: ResourceInfo;
  readonly count: number;
  readonly finalizers: readonly string[];
}

export const namespaceConditions = (
  namespace: Namespace,
  remaining: readonly Remainder[],
  time: string,
): readonly Condition[] => {
  const counts = remaining.map(({ info, count }) => `${info.plural}.${info.group} has ${count} resource instances`);
  const finalizers = new Map<string, number>();
  for (const name of remaining.flatMap((r) => r.finalizers)) finalizers.set(name, (finalizers.get(name) ?? 0) + 1);
  const held = [...finalizers].map(([name, count]) => `${name} in ${count} resource instances`);
  const notes: readonly (readonly [type: string, isTrue: boolean, reason: string, message: string])[] = [
    ["NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered"],
    [
      "NamespaceDeletionGroupVersionParsingFailure",
      false,
      "ParsedGroupVersions",
      "All legacy kube types successfully parsed",
    ],
    [
      "NamespaceDeletionContentFailure",
      false,
      "ContentDeleted",
      "All content successfully deleted, may be waiting on finalization",
    ],
    [
      "NamespaceContentRemaining",
      true,
      "SomeResourcesRemain",
      `Some resources are remaining: ${counts.toSorted().join(", ")}`,
    ],
    held.length === 0
      ? ["NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers", "All content-preserving finalizers finished"]
      : [
          "NamespaceFinalizersRemaining",
          true,
          "SomeFinalizersRemain",
          `Some content in the namespace has finalizers remaining: ${held.toSorted().join(", ")}`,
        ],
  ];
  return notes.map(([type, isTrue, reason, message]) => {
    const status = isTrue ? "True" : "False";
    const before = namespace.status?.conditions?.find((c) => c.type === type && c.status === status);
    return { type, status, reason, message, lastTransitionTime: before?.lastTransitionTime ?? time };
  });
};
