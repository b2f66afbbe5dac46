// Models BeforeDelete and deletion finalizers of staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go and
// registry/generic/registry/store.go, and CheckGracefulDelete of pkg/registry/core/pod/strategy.go (v1.36).
import type { KubeObject } from "#api/meta";
import type { Pod } from "#api/core-pod";
import type { ResourceName } from "#api/resources";
import { formatTime } from "#api/time";

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: "Background" | "Foreground" | "Orphan";
  /** Only if the object still is this one. */
  readonly uid?: string;
  readonly dryRun?: boolean;
}

const FINALIZERS: Readonly<Record<string, string>> = {
  Foreground: "foregroundDeletion",
  Orphan: "orphan",
};

/** The object marked for deletion; the same object if it already is so; undefined if it can go at once. */
export const deletionOf = (
  resource: ResourceName,
  object: KubeObject,
  options: DeleteOptions,
  wallMs: number,
): KubeObject | undefined => {
  const graceSeconds = resource === "pods" ? podGrace(object as Pod, options.gracePeriodSeconds) : 0;
  const finalizers = finalizersFor(object, options);
  const waits = graceSeconds > 0 || finalizers.length > 0 || heldByNamespace(resource, object);
  if (!waits) return undefined;
  const { deletionTimestamp, deletionGracePeriodSeconds: before } = object.metadata;
  const sameFinalizers = finalizers.length === (object.metadata.finalizers?.length ?? 0);
  if (deletionTimestamp && sameFinalizers && graceSeconds >= (before ?? 0)) return object;
  const grace = deletionTimestamp ? Math.min(graceSeconds, before ?? 0) : graceSeconds;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      ...bumped(object),
      deletionTimestamp: formatTime(wallMs + grace * 1000),
      ...graceOf(resource, grace),
      ...(finalizers.length > 0 ? { finalizers } : {}),
    },
    ...(resource === "namespaces" ? { status: { phase: "Terminating" } } : {}),
  };
};

/** An object is of a new generation when its deletion begins, and not again when it is hurried. */
const bumped = ({ metadata: { generation, deletionTimestamp } }: KubeObject): { readonly generation?: number } =>
  generation && !deletionTimestamp ? { generation: generation + 1 } : {};

/** A namespace has a registry of its own, which sets the time alone (pkg/registry/core/namespace/storage/storage.go). */
const graceOf = (resource: ResourceName, grace: number): { readonly deletionGracePeriodSeconds?: number } =>
  resource === "namespaces" ? {} : { deletionGracePeriodSeconds: grace };

/**
 * The last state of a pod that goes at once: pods have graceful deletion, so even a grace of 0 s is written down, and seen by who
 * watches, before the pod is removed. Every other kind, and a pod of which it was written before, goes as it stands.
 */
export const lastStateOf = (resource: ResourceName, object: KubeObject, wallMs: number): KubeObject => {
  const { metadata } = object;
  if (resource !== "pods" || metadata.deletionGracePeriodSeconds === 0) return object;
  return {
    ...object,
    metadata: {
      ...metadata,
      ...bumped(object),
      deletionTimestamp: formatTime(wallMs),
      deletionGracePeriodSeconds: 0,
    },
  };
};

/** Whole seconds a pod may take; 0 if no kubelet has anything to end. */
const podGrace = (pod: Pod, asked: number | undefined): number => {
  const phase = pod.status?.phase;
  if (!pod.spec.nodeName || phase === "Succeeded" || phase === "Failed") return 0;
  const grace = asked ?? pod.spec.terminationGracePeriodSeconds ?? 30;
  return grace < 0 ? 1 : grace;
};

const finalizersFor = (object: KubeObject, { propagationPolicy }: DeleteOptions): readonly string[] => {
  const others = (object.metadata.finalizers ?? []).filter((f) => !Object.values(FINALIZERS).includes(f));
  const wanted = propagationPolicy ? FINALIZERS[propagationPolicy] : undefined;
  if (!propagationPolicy) return object.metadata.finalizers ?? [];
  return wanted ? [...others, wanted] : others;
};

const heldByNamespace = (resource: ResourceName, object: KubeObject): boolean =>
  resource === "namespaces" &&
  ((object as KubeObject & { spec?: { finalizers?: readonly string[] } }).spec?.finalizers ?? []).length > 0;
