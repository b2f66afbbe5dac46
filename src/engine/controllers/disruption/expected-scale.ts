// Models getExpectedScale of pkg/controller/disruption/disruption.go (v1.36): how many pods the controllers of a budget's pods want.
import type { OwnerReference } from "#api/meta";
import type { Pod } from "#api/core-pod";
import { qualifiedPlural, resources } from "#api/scheme";
import type { Sim } from "../../sim.ts";
import { controllerOf } from "../controller-ref.ts";

interface Scale {
  readonly uid: string;
  readonly replicas: number;
}

export type ExpectedScale = { readonly scale: number; readonly isUnmanaged: boolean } | { readonly error: string };

/** The sizes of the controllers of the pods, each once; of a ReplicaSet that has a Deployment, the Deployment's. */
export const expectedScale = (sim: Sim, pods: readonly Pod[]): ExpectedScale => {
  // One Deployment counts once, however many ReplicaSets it has.
  const scales = new Map<string, number>();
  const seen = new Set<string>();
  let isUnmanaged = false;
  for (const pod of pods) {
    const ref = controllerOf(pod);
    if (!ref) isUnmanaged = true;
    if (!ref || seen.has(ref.uid)) continue;
    seen.add(ref.uid);
    const found = scaleOf(sim, ref, pod);
    if ("error" in found) return found;
    scales.set(found.uid, found.replicas);
  }
  return { scale: [...scales.values()].reduce((a, b) => a + b, 0), isUnmanaged };
};

const SCALED = {
  ReplicaSet: "replicasets",
  StatefulSet: "statefulsets",
  ReplicationController: "replicationcontrollers",
} as const;

const scaleOf = (sim: Sim, ref: OwnerReference, pod: Pod): Scale | { readonly error: string } => {
  const { namespace } = pod.metadata;
  const plural = SCALED[ref.kind as keyof typeof SCALED] as (typeof SCALED)[keyof typeof SCALED] | undefined;
  if (plural === undefined) return { error: `${pluralOf(ref)} does not implement the scale subresource` };
  const owner = sim.store.get(plural, `${namespace}/${ref.name}`);
  const above = owner && controllerOf(owner);
  if (owner?.metadata.uid !== ref.uid) {
    return { error: `found no controllers for pod ${JSON.stringify(pod.metadata.name)}` };
  }
  // A ReplicaSet whose Deployment is gone counts itself: its own scale is what is asked for last (getScaleController).
  const deployment =
    above?.kind === "Deployment" ? sim.store.get("deployments", `${namespace}/${above.name}`) : undefined;
  const counted = deployment?.metadata.uid === above?.uid ? (deployment ?? owner) : owner;
  return { uid: counted.metadata.uid ?? "", replicas: counted.spec.replicas ?? 1 };
};

/** `daemonsets.apps`. */
const pluralOf = (ref: OwnerReference): string => {
  const info = resources.find((one) => one.kind === ref.kind);
  return info ? qualifiedPlural(info) : ref.kind;
};
