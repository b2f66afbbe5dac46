// What a line of help may ask the cluster.
import type { Pod } from "#api/core-pod";
import { resourceByName } from "#api/scheme";
import { networkOf, type Run } from "#engine";
import { hasLineParts, lineParts, terminalLook } from "#kubectl";

export interface ClusterFacts {
  /** The namespace in which the terminal stands. */
  readonly namespace: string;
  /** It is a shell on another machine. */
  readonly isElsewhere: boolean;
  /** Images that pods of one's own run. */
  readonly images: () => readonly string[];
  /** Where an object of that name is, in another namespace than the one that was asked. */
  readonly namespaceOf: (type: string, name: string) => string | undefined;
  /** The names of what there is of a type; undefined namespace: in all. */
  readonly namesOf: (type: string, namespace: string | undefined) => readonly string[];
  readonly hasFirewall: boolean;
  /** The commands under a path of kubectl's, and the flags that it takes. */
  readonly wordsUnder: (path: string) => { readonly commands: readonly string[]; readonly flags: readonly string[] };
  /** The pods of a Deployment, the newest first; undefined namespace: any. */
  readonly podsOf: (namespace: string | undefined, deployment: string) => readonly Pod[];
  /** Something was refused for a quota. */
  readonly isOverQuota: (namespace: string | undefined) => boolean;
}

export const factsOf = (run: Run, terminal: string): ClusterFacts => {
  const { sim } = run.cluster;
  const look = terminalLook(run.cluster, terminal);
  return {
    namespace: look.namespace,
    isElsewhere: look.remoteHistory !== undefined,
    images: () =>
      sim.store
        .list("pods")
        .filter(({ metadata }) => metadata.namespace !== "kube-system")
        .flatMap(({ spec }) => spec.containers.map(({ image }) => image))
        .filter((image) => image !== undefined),
    hasFirewall: networkOf(sim).firewall.isBuilt,
    namespaceOf: (type, name) => {
      const info = resourceByName(type.replace(/\..*$/, ""));
      if (!info?.namespaced) return undefined;
      return sim.store.list(info.plural).find(({ metadata }) => metadata.name === name)?.metadata.namespace;
    },
    namesOf: (type, namespace) => {
      const info = resourceByName(type);
      return info ? sim.store.list(info.plural, namespace).map(({ metadata }) => metadata.name) : [];
    },
    wordsUnder: (path) => (hasLineParts() ? lineParts().wordsUnder(path) : { commands: [], flags: [] }),
    podsOf: (namespace, deployment) =>
      sim.store
        .list("pods", namespace)
        .filter(({ metadata }) => (metadata.ownerReferences ?? []).some(({ name }) => isSetOf(deployment, name)))
        .toSorted((a, b) => ((a.metadata.creationTimestamp ?? "") < (b.metadata.creationTimestamp ?? "") ? 1 : -1)),
    isOverQuota: (namespace) =>
      sim.store
        .list("events", namespace)
        .some(({ reason, message = "" }) => reason === "FailedCreate" && message.includes("exceeded quota")),
  };
};

/** `web-6d4cf56db6` belongs to web, `web-api-6d4cf56db6` does not. */
const isSetOf = (deployment: string, set: string): boolean =>
  set.startsWith(`${deployment}-`) && /^[a-z0-9]+$/.test(set.slice(deployment.length + 1));

export type PodTrouble =
  | { readonly kind: "image" | "crash" | "pending" | "unready"; readonly pod: string }
  | { readonly kind: "quota" };

/** Why a Deployment does not come to its end. */
export const podTrouble = (
  facts: ClusterFacts,
  namespace: string | undefined,
  deployment: string,
): PodTrouble | undefined => {
  for (const pod of facts.podsOf(namespace, deployment)) {
    const { name } = pod.metadata;
    const statuses = pod.status?.containerStatuses ?? [];
    const reasons = statuses.map(({ state }) => state?.waiting?.reason ?? "");
    if (reasons.some((r) => /Image/.test(r))) return { kind: "image", pod: name };
    const isAgain = statuses.some(({ lastState }) => lastState?.terminated !== undefined);
    if (isAgain || reasons.includes("CrashLoopBackOff")) return { kind: "crash", pod: name };
    if (pod.spec.nodeName === undefined) return { kind: "pending", pod: name };
    if (statuses.some(({ ready, state }) => !ready && state?.running !== undefined))
      return { kind: "unready", pod: name };
  }
  return facts.isOverQuota(namespace) ? { kind: "quota" } : undefined;
};
