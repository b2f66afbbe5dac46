// A stand-in for scheduler and kubelet in tests of controllers: it binds each pod to a node, runs it, and ends it when it is deleted.
import type { KubeObject } from "#api/meta";
import type { Pod } from "#api/core-pod";
import type { ResourceMap, ResourceName } from "#api/resources";
import { resourceOf } from "#api/scheme";
import { Cluster } from "../../cluster.ts";
import type { Scenario } from "../../scenario.ts";
import { nodeOf } from "../daemonset/node-fit.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";

export interface FakeKubeletOptions {
  /** From bound to Ready; undefined: never ready. */
  readonly readyMs?: number | undefined;
  /** Leaves pods to the real scheduler and kubelet. */
  readonly isIdle?: boolean;
  /** From deletion to gone. */
  readonly endMs?: number;
}

const isReadyIn = (pod: Pod): boolean => pod.status?.conditions?.some((c) => c.type === "Ready") ?? false;

export const createFakeKubelet =
  ({ readyMs, endMs = 500, isIdle = false }: FakeKubeletOptions): ComponentFactory =>
  (sim) => ({
    name: "fake-kubelet",
    timers: {
      run: (key) => {
        const pod = sim.store.get("pods", key);
        if (!pod || isReadyIn(pod)) return;
        const ready = { type: "Ready", status: "True" as const, lastTransitionTime: sim.timestamp() };
        const count = sim.store.count("pods");
        sim.api.writeStatus("pods", key, {
          ...pod.status,
          phase: "Running",
          podIP: `10.1.0.${count}`,
          podIPs: [{ ip: `10.1.0.${count}` }],
          conditions: [...(pod.status?.conditions ?? []), ready],
        });
      },
      end: (key) => {
        const pod = sim.store.get("pods", key);
        if (pod) sim.api.writeStatus("pods", key, { ...pod.status, phase: "Succeeded" });
        sim.setTimer(sim.now() + 300, "fake-kubelet/gone", key);
      },
      gone: (key) => {
        sim.api.delete("pods", key, { gracePeriodSeconds: 0 });
      },
    },
    watch: {
      pods: ({ type, key, object, old }) => {
        const pod = object as Pod;
        if (isIdle) return;
        if (type === "ADDED" && !pod.spec.nodeName) sim.api.bind(key, nodeOf(pod) || "worker-1");
        if (type === "ADDED" && readyMs !== undefined) sim.setTimer(sim.now() + readyMs, "fake-kubelet/run", key);
        if (type === "MODIFIED" && pod.metadata.deletionTimestamp && !old?.metadata.deletionTimestamp) {
          sim.setTimer(sim.now() + endMs, "fake-kubelet/end", key);
        }
      },
    },
    commands: {
      act: () => {
        pending?.(sim);
        pending = undefined;
        return null;
      },
    },
  });

let pending: ((sim: Sim) => void) | undefined;

/** Does something to the cluster now, as somebody's command: what it changes is told to the components. */
export const act = (cluster: Cluster, what: (sim: Sim) => unknown): void => {
  pending = what;
  cluster.run({ component: "fake-kubelet", action: "act", data: {} });
};

/** Creates objects by their whole way through the API server; a refusal throws. */
export const create = (cluster: Cluster, ...objects: readonly object[]): void =>
  act(cluster, (sim) => {
    for (const object of objects as KubeObject[]) {
      const info = resourceOf(object.apiVersion, object.kind);
      const namespace = info?.namespaced ? { namespace: "default" } : {};
      const named = { ...object, metadata: { ...namespace, ...object.metadata } };
      const created = info && sim.api.create(info.plural, named);
      if (!created?.ok) throw new Error(created?.status.message ?? `no kind ${object.kind}`);
    }
  });

/** Changes an object by an update request, defaults and validation included; a refusal throws. */
export const update = <R extends ResourceName>(
  cluster: Cluster,
  resource: R,
  key: string,
  change: (old: ResourceMap[R]) => object,
): void =>
  act(cluster, (sim) => {
    const old = sim.store.get(resource, key);
    if (!old) throw new Error(`no ${resource} ${key}`);
    const updated = sim.api.update(resource, change(old) as KubeObject);
    if (!updated.ok) throw new Error(updated.status.message);
  });

const emptyScenario: Scenario = {
  name: "controllers",
  seed: 1,
  startTime: "2026-06-03T10:20:30Z",
  nodes: [],
  images: {},
};

/** A cluster of the engine's components and the fake kubelet; nothing is Ready of itself if `readyMs` is absent. */
export const makeFakeCluster = (options: FakeKubeletOptions = {}, scenario: Partial<Scenario> = {}): Cluster => {
  const cluster = new Cluster({ ...emptyScenario, ...scenario }, { components: [createFakeKubelet(options)] });
  cluster.start();
  return cluster;
};
