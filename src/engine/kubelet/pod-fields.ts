// Models pkg/fieldpath, pkg/api/v1/resource/helpers.go ExtractContainerResourceValue and podFieldSelectorRuntimeValue of
// pkg/kubelet/kubelet_pods.go (v1.36): what a pod can read of itself, as a variable or as a file.
import type { ResourceFieldSelector, ResourceList } from "#api/core-env";
import type { Pod } from "#api/core-pod";
import { compareStrings } from "#api/compare";
import { goQuote } from "#api/go-quote";
import type { StringMap } from "#api/meta";
import { bytes, cpuMilli } from "#api/quantity";
import type { Store } from "../apiserver/store.ts";
import { allContainers } from "./restart.ts";

/** A pod, and what only its kubelet knows of it. */
export interface PodFacts {
  readonly store: Store;
  readonly pod: Pod;
  readonly ip?: string | undefined;
}

/** The value of `fieldRef.fieldPath`; undefined if there is no such field. */
export const fieldOf = ({ store, pod, ip }: PodFacts, fieldPath: string): string | undefined => {
  const { metadata } = pod;
  const [, map, key = ""] = /^(.+)\['(.*)'\]$/.exec(fieldPath) ?? [];
  if (map !== undefined) return (map === "metadata.labels" ? metadata.labels : metadata.annotations)?.[key] ?? "";
  return FIELDS[fieldPath]?.({ store, pod, ip });
};

const hostIp = ({ store, pod }: PodFacts): string =>
  store.get("nodes", pod.spec.nodeName ?? "")?.status?.addresses?.find((a) => a.type === "InternalIP")?.address ?? "";

const FIELDS: { readonly [path: string]: (facts: PodFacts) => string | undefined } = {
  "metadata.name": ({ pod }) => pod.metadata.name,
  "metadata.namespace": ({ pod }) => pod.metadata.namespace,
  "metadata.uid": ({ pod }) => pod.metadata.uid,
  "metadata.labels": ({ pod }) => textOf(pod.metadata.labels),
  "metadata.annotations": ({ pod }) => textOf(pod.metadata.annotations),
  "spec.nodeName": ({ pod }) => pod.spec.nodeName,
  "spec.serviceAccountName": ({ pod }) => pod.spec.serviceAccountName,
  "status.podIP": ({ ip }) => ip ?? "",
  "status.podIPs": ({ ip }) => ip ?? "",
  "status.hostIP": hostIp,
  "status.hostIPs": hostIp,
};

/** `app="web"`, a line for each, by name. */
const textOf = (map: StringMap = {}): string =>
  Object.entries(map)
    .toSorted(([a], [b]) => compareStrings(a, b))
    .map(([key, value]) => `${key}=${goQuote(value)}`)
    .join("\n");

/** The value of a `resourceFieldRef`, in units of its divisor, rounded up. What has no limit has all that the node can give. */
export const resourceOf = ({ store, pod }: PodFacts, own: string, ref: ResourceFieldSelector): string => {
  const dot = ref.resource.indexOf(".");
  const [side, resource] = [ref.resource.slice(0, dot), ref.resource.slice(dot + 1)];
  const resources = allContainers(pod).find((c) => c.name === (ref.containerName ?? own))?.resources;
  const allocatable = side === "limits" ? store.get("nodes", pod.spec.nodeName ?? "")?.status?.allocatable : undefined;
  const given: ResourceList | undefined = side === "limits" ? resources?.limits : resources?.requests;
  const inUnits = resource === "cpu" ? cpuMilli : bytes;
  const value = inUnits(given?.[resource] ?? allocatable?.[resource] ?? "0");
  const divisor = inUnits(ref.divisor ?? "0") || inUnits("1");
  return String(Math.ceil(value / divisor));
};
