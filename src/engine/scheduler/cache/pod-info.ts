// Models PodInfo of pkg/scheduler/framework/types.go and the pod signatures of framework/runtime/batch.go (v1.36): pods that are alike
// in all that scheduling looks at share one signature, and what was worked out for one holds for all.
import type { Container } from "#api/core-container";
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
  /** By the labels, which the pods of a template share: a pod is told by its parts to be like the one before it, without their text. */
  readonly #byLabels = new WeakMap<object, Known>();
  /** By the containers, where pods share labels that are not alike: a pod that is bound has the same ones. */
  readonly #byContainers = new WeakMap<PodSpec["containers"], Known>();

  of(pod: Pod): PodSignature {
    const { containers } = pod.spec;
    const labels = pod.metadata.labels ?? containers;
    const like = this.#byLabels.get(labels);
    if (like && hasSameParts(like, pod)) return like.signature;
    const sibling = like && this.#byContainers.get(containers);
    if (sibling && hasSameParts(sibling, pod)) return sibling.signature;
    const known = { ...partsOf(pod), signature: this.#intern(pod) };
    this.#byLabels.set(labels, known);
    if (like) this.#byContainers.set(containers, known);
    return known.signature;
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
  readonly controller: OwnerReference | undefined;
  readonly spec: PodSpec;
}

type Known = SignatureParts & { readonly signature: PodSignature };

const partsOf = (pod: Pod): SignatureParts => ({
  namespace: pod.metadata.namespace,
  labels: pod.metadata.labels,
  controller: controllerOf(pod),
  spec: pod.spec,
});

/** All that `signatureText` reads is the same, part by part. */
const hasSameParts = (a: SignatureParts, pod: Pod): boolean =>
  a.namespace === pod.metadata.namespace &&
  a.labels === pod.metadata.labels &&
  (a.spec === pod.spec || hasSameSpec(a.spec, pod.spec)) &&
  sameController(a.controller, pod);

const hasSameSpec = (a: PodSpec, b: PodSpec): boolean =>
  sameContainers(a.containers, b.containers) &&
  sameContainers(a.initContainers, b.initContainers) &&
  a.nodeSelector === b.nodeSelector &&
  a.affinity === b.affinity &&
  a.tolerations === b.tolerations &&
  a.topologySpreadConstraints === b.topologySpreadConstraints &&
  a.overhead === b.overhead &&
  a.resources?.requests === b.resources?.requests;

/** Each pod mounts a token of its own: the containers are others, what is read of them is not. */
const sameContainers = (a: PodSpec["initContainers"], b: PodSpec["initContainers"]): boolean => {
  if (a === b) return true;
  if (a?.length !== b?.length) return false;
  return (a ?? []).every((x, i) => sameContainer(x, b?.[i] as Container));
};

const sameContainer = (a: Container, b: Container): boolean =>
  a.image === b.image &&
  a.ports === b.ports &&
  a.resources?.requests === b.resources?.requests &&
  a.restartPolicy === b.restartPolicy;

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
