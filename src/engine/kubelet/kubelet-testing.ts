// For tests of the kubelet: a cluster with a few pods, and what `kubectl get pods -w` would show of them.
import type { ContainerStatus } from "#api/core-container";
import type { Event } from "#api/core-event";
import type { Pod } from "#api/core-pod";
import { applicationsOf } from "../apps/applications.ts";
import type { Cluster } from "../cluster.ts";
import { createCluster } from "../cluster.ts";
import type { ComponentFactory } from "../sim.ts";
import type { ImageBehaviour, Scenario } from "../scenario.ts";
import { makeScenario } from "../testing/make.ts";

/** `[seconds, pod, "1/1", "Running", restarts]`. */
export type WatchRow = readonly [number, string, string, string, number];

export interface Watched {
  readonly cluster: Cluster;
  readonly rows: WatchRow[];
}

/** A cluster that notes each change of a pod from now on. */
export const watchedCluster = (
  images: { readonly [reference: string]: ImageBehaviour },
  over: Partial<Scenario> = {},
): Watched => {
  const rows: WatchRow[] = [];
  const watcher: ComponentFactory = (sim) => ({
    name: "watcher",
    watch: {
      pods: ({ type, object }) => {
        const { pod, ready, status, restarts } = columnsOf(object as Pod);
        rows.push([sim.now() / 1000, type === "DELETED" ? `-${pod}` : pod, ready, status, restarts]);
      },
    },
  });
  const cluster = createCluster(makeScenario({ images, ...over }), { components: [watcher, testingComponent] });
  return { cluster, rows };
};

export const createPod = (cluster: Cluster, pod: Pod, nodeName = "worker-1"): void => {
  const made = cluster.sim.api.create("pods", { ...pod, spec: { ...pod.spec, nodeName } } as Pod);
  if (!made.ok) throw new Error(made.status.message);
  cluster.advance(cluster.nowMs);
  settle(cluster);
};

/** Requests made beside a command are told to the watchers with the next one. */
export const settle = (cluster: Cluster): void => {
  cluster.run({ component: "testing", action: "nothing", data: {} });
};

export const testingComponent: ComponentFactory = (sim) => ({
  name: "testing",
  commands: {
    nothing: () => null,
    /** What a command in a container prints, with its exit code if it is not 0. */
    exec: ({ id, command }) => {
      const outcome = applicationsOf(sim).exec(id as string, command as string[]);
      if (outcome.kind === "missing") return outcome.error;
      return outcome.stdout + (outcome.stderr ?? "") + (outcome.exitCode === 0 ? "" : `(${outcome.exitCode})`);
    },
    kill: ({ id }) => {
      applicationsOf(sim).kill(id as string, { code: 137, reason: "Error" });
      return null;
    },
  },
});

export const podNamed = (cluster: Cluster, name: string): Pod | undefined =>
  cluster.sim.store.get("pods", `default/${name}`);

/** `Warning Unhealthy x3: message`, in the order of their first time. */
export const eventsOf = (cluster: Cluster, name: string): string[] =>
  cluster.sim.store
    .list("events")
    .filter((e: Event) => e.involvedObject.name === name)
    .map((e: Event) => `${e.type} ${e.reason} x${e.count}: ${e.message}`);

/** The rows without their times, one after the other, without repeats. */
export const shown = (rows: readonly WatchRow[], pod: string): string[] => {
  const texts = rows
    .filter((r) => r[1] === pod)
    .map(([, , ready, status, restarts]) => `${ready} ${status} ${restarts}`);
  return texts.filter((text, i) => text !== texts[i - 1]);
};

/** When the pod first showed this. */
export const firstAt = (rows: readonly WatchRow[], pod: string, text: string): number | undefined =>
  rows.find(([, name, ready, status, restarts]) => name === pod && `${ready} ${status} ${restarts}` === text)?.[0];

interface Columns {
  readonly pod: string;
  readonly ready: string;
  readonly status: string;
  readonly restarts: number;
}

const isSidecar = (pod: Pod, name: string): boolean =>
  pod.spec.initContainers?.find((c) => c.name === name)?.restartPolicy === "Always";

const columnsOf = (pod: Pod): Columns => {
  const sidecars = (pod.status?.initContainerStatuses ?? []).filter((s) => isSidecar(pod, s.name));
  const counted = [...sidecars, ...(pod.status?.containerStatuses ?? [])];
  const total =
    pod.spec.containers.length + (pod.spec.initContainers ?? []).filter((c) => isSidecar(pod, c.name)).length;
  const ready = counted.filter((s) => s.ready && s.state?.running).length;
  const init = initText(pod);
  const restarting = init === undefined ? counted : (pod.status?.initContainerStatuses ?? []);
  const restarts = restarting.reduce((n, s) => n + s.restartCount, 0);
  return { pod: pod.metadata.name, ready: `${ready}/${total}`, status: statusText(pod, init), restarts };
};

const reasonOf = ({ state }: ContainerStatus): string | undefined =>
  state?.waiting?.reason ?? state?.terminated?.reason;

/** `Init:1/2`: what printPod says while the pod is being initialised. */
const initText = (pod: Pod): string | undefined => {
  const inits = pod.status?.initContainerStatuses ?? [];
  for (const [i, status] of inits.entries()) {
    if (status.state?.terminated?.exitCode === 0) continue;
    if (isSidecar(pod, status.name) && status.started) continue;
    const reason = reasonOf(status);
    return reason && reason !== "PodInitializing" ? `Init:${reason}` : `Init:${i}/${inits.length}`;
  }
  return undefined;
};

const statusText = (pod: Pod, init: string | undefined): string => {
  const statuses = pod.status?.containerStatuses ?? [];
  const phase = pod.status?.phase ?? "Pending";
  const isOver = phase === "Succeeded" || phase === "Failed";
  if (pod.metadata.deletionTimestamp && !isOver) return "Terminating";
  if (init !== undefined) return init;
  return statuses.map(reasonOf).find((r) => r !== undefined) ?? pod.status?.reason ?? phase;
};
