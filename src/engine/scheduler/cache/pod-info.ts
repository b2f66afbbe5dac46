// Models PodInfo of pkg/scheduler/framework/types.go and the pod signatures of framework/runtime/batch.go (v1.36): pods that are alike
// in all that scheduling looks at share one signature, and what was worked out for one holds for all.
import type { Pod, PodSpec } from "#api/core-pod";
import type { OwnerReference, StringMap } from "#api/meta";
import { parseTime } from "#api/time";
import type { HostPort } from "./host-ports.ts";
import { hostPortsOf } from "./host-ports.ts";
import type { PodClass, TermCounts } from "./matcher.ts";
import type { PodRequests } from "./pod-requests.ts";
import { podRequests } from "./pod-requests.ts";

export interface PodSignature extends PodRequests {
  readonly namespace: string;
  readonly labels: StringMap;
  readonly controller: OwnerReference | undefined;
  readonly spec: PodSpec;
  readonly hostPorts: readonly HostPort[];
  /** Of init containers and containers, in this order. */
  readonly images: readonly string[];
  /** What plugins worked out, with what it was worked out from. */
  readonly memo: Map<string, { readonly from: readonly unknown[]; readonly value: unknown }>;
}

export interface PodInfo {
  /** `namespace/name`. */
  readonly key: string;
  readonly pod: Pod;
  readonly uid: string;
  readonly priority: number;
  readonly terminating: boolean;
  readonly signature: PodSignature;
  readonly class: PodClass;
  /** Terms of this pod that other pods are checked against. */
  readonly ownedTerms: readonly TermCounts[];
}

export const podKey = (pod: Pod): string => `${pod.metadata.namespace}/${pod.metadata.name}`;
export const priorityOf = (pod: Pod): number => pod.spec.priority ?? 0;
/** Milliseconds since 1970; a pod that has not started counts as started at the end of time. */
export const startTimeOf = (pod: Pod): number => parseTime(pod.status?.startTime ?? "") ?? Number.MAX_SAFE_INTEGER;

const MAX_SIGNATURES = 20_000;

/** Signatures by what they are made of. */
export class PodSignatures {
  readonly #byText = new Map<string, PodSignature>();
  readonly #bySpec = new WeakMap<PodSpec, { labels: StringMap | undefined; signature: PodSignature }>();
  /** By the containers: a pod that is bound has the same, under a spec that differs in what no signature says. */
  readonly #byContainers = new WeakMap<PodSpec["containers"], { parts: SignatureParts; signature: PodSignature }>();

  of(pod: Pod): PodSignature {
    const { labels } = pod.metadata;
    const known = this.#bySpec.get(pod.spec);
    // Pods may share a spec by reference, or change labels under it.
    if (known && known.labels === labels && known.signature.namespace === pod.metadata.namespace) {
      if (sameController(known.signature.controller, pod)) return known.signature;
    }
    const sibling = this.#byContainers.get(pod.spec.containers);
    const signature = sibling && hasSameParts(sibling.parts, pod) ? sibling.signature : this.#intern(pod);
    this.#bySpec.set(pod.spec, { labels, signature });
    // The newer one's parts: nothing older is kept for this.
    this.#byContainers.set(pod.spec.containers, { parts: partsOf(pod), signature });
    return signature;
  }

  #intern(pod: Pod): PodSignature {
    const text = textOf(pod);
    const known = this.#byText.get(text);
    if (known) return known;
    if (this.#byText.size >= MAX_SIGNATURES) this.#byText.clear();
    const { spec, metadata } = pod;
    const signature: PodSignature = {
      ...podRequests(spec),
      namespace: metadata.namespace ?? "",
      labels: metadata.labels ?? {},
      controller: controllerOf(pod),
      spec,
      hostPorts: hostPortsOf(spec),
      images: [...(spec.initContainers ?? []), ...spec.containers].map((c) => c.image ?? ""),
      memo: new Map(),
    };
    this.#byText.set(text, signature);
    return signature;
  }
}

interface SignatureParts {
  readonly namespace: string | undefined;
  readonly labels: StringMap | undefined;
  readonly owners: readonly OwnerReference[] | undefined;
  readonly spec: PodSpec;
}

const partsOf = ({ metadata, spec }: Pod): SignatureParts => ({
  namespace: metadata.namespace,
  labels: metadata.labels,
  owners: metadata.ownerReferences,
  spec,
});

/** All that `signatureText` reads is the same, part by part. */
const hasSameParts = (a: SignatureParts, b: Pod): boolean =>
  a.namespace === b.metadata.namespace &&
  a.labels === b.metadata.labels &&
  a.owners === b.metadata.ownerReferences &&
  a.spec.containers === b.spec.containers &&
  a.spec.initContainers === b.spec.initContainers &&
  a.spec.nodeSelector === b.spec.nodeSelector &&
  a.spec.affinity === b.spec.affinity &&
  a.spec.tolerations === b.spec.tolerations &&
  a.spec.topologySpreadConstraints === b.spec.topologySpreadConstraints &&
  a.spec.overhead === b.spec.overhead &&
  a.spec.resources === b.spec.resources;

const controllerOf = (pod: Pod): OwnerReference | undefined => pod.metadata.ownerReferences?.find((r) => r.controller);

const sameController = (controller: OwnerReference | undefined, pod: Pod): boolean => {
  const own = controllerOf(pod);
  return own?.name === controller?.name && own?.kind === controller?.kind && own?.apiVersion === controller?.apiVersion;
};

/** A cache that is built anew after each step back in time meets the same pods again. */
const texts = new WeakMap<Pod, string>();

const textOf = (pod: Pod): string => {
  let text = texts.get(pod);
  if (text === undefined) texts.set(pod, (text = signatureText(pod)));
  return text;
};

const signatureText = (pod: Pod): string => {
  const { metadata, spec } = pod;
  const owner = controllerOf(pod);
  return JSON.stringify([
    metadata.namespace,
    metadata.labels,
    owner ? [owner.apiVersion, owner.kind, owner.name] : 0,
    spec.containers.map(containerParts),
    spec.initContainers?.map(containerParts),
    spec.nodeSelector,
    spec.affinity,
    spec.tolerations,
    spec.topologySpreadConstraints,
    spec.overhead,
    spec.resources?.requests,
  ]);
};

const containerParts = (c: PodSpec["containers"][number]): unknown => [
  c.image,
  c.ports,
  c.resources?.requests,
  c.restartPolicy,
];
