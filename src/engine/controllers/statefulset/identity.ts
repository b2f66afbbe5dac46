// Models pkg/controller/statefulset/stateful_set_utils.go (v1.36): the name, labels and claims of the pod with an ordinal. Pure.
import type { ControllerRevision, StatefulSet } from "#api/apps";
import type { PersistentVolumeClaim } from "#api/core-volume";
import type { Pod, PodTemplateSpec } from "#api/core-pod";
import { REVISION_HASH } from "../controller-revision.ts";
import { podFromTemplate } from "../pod-control.ts";

const POD_NAME = "statefulset.kubernetes.io/pod-name";
const POD_INDEX = "apps.kubernetes.io/pod-index";

/** The number at the end of the pod's name, or undefined if the name is none of the set's. */
export const ordinalOf = (
  set: StatefulSet,
  pod: { readonly metadata: { readonly name: string } },
): number | undefined => {
  const prefix = `${set.metadata.name}-`;
  const rest = pod.metadata.name.startsWith(prefix) ? pod.metadata.name.slice(prefix.length) : "";
  return /^\d+$/.test(rest) ? Number(rest) : undefined;
};

export const firstOrdinal = (set: StatefulSet): number => set.spec.ordinals?.start ?? 0;

export const revisionNameOf = (pod: Pod): string => pod.metadata.labels?.[REVISION_HASH] ?? "";

const claimName = (template: PersistentVolumeClaim, podName: string): string => `${template.metadata.name}-${podName}`;

/** The pod of an ordinal by the template of a revision. */
export const statefulPod = (
  set: StatefulSet,
  ordinal: number,
  revision: ControllerRevision,
  template: PodTemplateSpec,
): Pod => {
  const name = `${set.metadata.name}-${ordinal}`;
  const labels = {
    ...template.metadata?.labels,
    [POD_NAME]: name,
    [POD_INDEX]: String(ordinal),
    [REVISION_HASH]: revision.metadata.name,
  };
  const claims = set.spec.volumeClaimTemplates ?? [];
  const own = claims.map((c) => ({
    name: c.metadata.name,
    persistentVolumeClaim: { claimName: claimName(c, name) },
  }));
  const others = (template.spec.volumes ?? []).filter((v) => !claims.some((c) => c.metadata.name === v.name));
  const volumes = [...own, ...others];
  const spec = {
    ...template.spec,
    ...(volumes.length > 0 ? { volumes } : {}),
    hostname: name,
    ...(set.spec.serviceName ? { subdomain: set.spec.serviceName } : {}),
  };
  return podFromTemplate(set, { ...template, spec }, { name, labels });
};

export const claimsOf = (set: StatefulSet, podName: string): readonly PersistentVolumeClaim[] =>
  (set.spec.volumeClaimTemplates ?? []).map((template) => ({
    ...template,
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: {
      ...template.metadata,
      name: claimName(template, podName),
      namespace: set.metadata.namespace ?? "",
      labels: { ...template.metadata.labels, ...set.spec.selector.matchLabels },
    },
  }));
