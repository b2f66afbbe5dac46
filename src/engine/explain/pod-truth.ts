// What the machine and the application know of a pod and Kubernetes does not say: is anybody listening, how far is the pull, when does
// it start again, what does it use. For pictures and explanations; nothing in the cluster acts on it.
import { memoise } from "#api/memoise";
import type { Container } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import { bytes, cpuMilli } from "#api/quantity";
import { applicationsOf, type Applications } from "../apps/applications.ts";
import { parseReference, sizeOf } from "../apps/image.ts";
import { isAlive, portOf, whenElapsed, type ProcessRow } from "../apps/process.ts";
import { allocatedPod } from "../kubelet/allocated.ts";
import type { ProbeRow } from "../kubelet/prober.ts";
import type { PodRow } from "../kubelet/rows.ts";
import type { Sim } from "../sim.ts";

export interface PodTruth {
  /** The port its application listens on when it is up. */
  readonly port?: number;
  /** False while the application starts; absent if it never listens. */
  readonly isListening?: boolean;
  /** When it will have opened its port, in virtual ms. */
  readonly listensAtMs?: number;
  /** It accepts connections and answers none. */
  readonly isHung: boolean;
  /** Start of its present life. */
  readonly startedMs?: number;
  readonly pull?: {
    readonly image: string;
    readonly share: number;
    readonly bytes: number;
    readonly totalBytes: number;
  };
  /** When a container in back-off is started again. */
  readonly startsAgainMs?: number;
  readonly memoryBytes: number;
  readonly memoryRequestBytes?: number;
  readonly memoryLimitBytes?: number;
  readonly cpuMilli: number;
  readonly cpuRequestMilli?: number;
  readonly cpuLimitMilli?: number;
  /** CPU that it wanted and did not get. */
  readonly throttledMilli: number;
  /** The share of what it wanted that it did not get, 0 to 1. */
  readonly throttledShare: number;
  readonly probes: readonly {
    readonly kind: "startup" | "liveness" | "readiness";
    /** Oldest first. */
    readonly ticks: readonly ("ok" | "fail" | "wait")[];
  }[];
}

/** The truth about a pod that has come to a node; undefined before its kubelet knows it. */
export const podTruth = (sim: Sim, pod: Pod): PodTruth | undefined => {
  const row = sim.table<PodRow>("kubelet/pods").get(pod.metadata.uid ?? "");
  if (!row) return undefined;
  const apps = applicationsOf(sim);
  const alive = aliveIn(apps, row.uid);
  let [isHung, memoryBytes, wantedMilli, gotMilli] = [false, 0, 0, 0];
  for (const process of alive) {
    const demandMilli = apps.cpuDemandMilli(process);
    isHung ||= process.state === "hung";
    memoryBytes += apps.memoryBytes(process);
    wantedMilli += demandMilli;
    gotMilli += demandMilli * process.rate;
  }
  const serving = alive.find((p) => portOf(p, apps.imageOf(p)) > 0) ?? alive[0];
  // Each part in one go: two dozen pods are asked in every frame, and an object that grows is copied each time.
  const pull = pullOf(sim, row, pod);
  const startsAgainMs = startsAgain(sim, row);
  return {
    isHung,
    memoryBytes,
    cpuMilli: gotMilli,
    throttledMilli: Math.max(0, wantedMilli - gotMilli),
    throttledShare: wantedMilli > 0 ? Math.max(0, 1 - gotMilli / wantedMilli) : 0,
    probes: probesOf(sim, row, pod),
    ...(serving && lifeOf(apps, serving)),
    ...(pull && { pull }),
    ...(startsAgainMs !== undefined && { startsAgainMs }),
    ...sumOf(allocatedPod(sim, pod).spec.containers),
  };
};

const aliveIn = (apps: Applications, podUid: string): readonly ProcessRow[] => {
  const alive: ProcessRow[] = [];
  for (const id of apps.idsOfPod(podUid)) {
    const process = apps.get(id);
    if (process && isAlive(process)) alive.push(process);
  }
  return alive;
};

type Life = Pick<PodTruth, "port" | "isListening" | "listensAtMs" | "startedMs">;

const lifeOf = (apps: Applications, process: ProcessRow): Life => {
  const image = apps.imageOf(process);
  const port = portOf(process, image);
  if (!port) return { startedMs: process.startedMs };
  return {
    port,
    isListening: process.state === "listening" || process.state === "hung",
    startedMs: process.startedMs,
    listensAtMs: whenElapsed(process, image.startupMs ?? 0),
  };
};

/** A pull that is going on: its share by the time that is gone. */
const pullOf = (sim: Sim, { busy }: PodRow, pod: Pod): PodTruth["pull"] => {
  if (busy?.step !== "pull") return undefined;
  const container = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].find((c) => c.name === busy.container);
  const image = container?.image ?? "";
  const parsed = parseReference(image);
  const found = "canonical" in parsed ? applicationsOf(sim).registry.get(parsed.canonical) : undefined;
  const totalBytes = found ? sizeOf(found.behaviour) : 0;
  const span = sim.dueMs(busy.timer) - busy.beganMs;
  const share = span > 0 ? Math.min(1, Math.max(0, (sim.now() - busy.beganMs) / span)) : 0;
  return { image, share, bytes: Math.round(totalBytes * share), totalBytes };
};

/** The next try of a container in back-off: the pod's next look. */
const startsAgain = (sim: Sim, { containers, timerAtMs }: PodRow): number | undefined => {
  if (timerAtMs === undefined || timerAtMs <= sim.now()) return undefined;
  const isWaiting = Object.values(containers).some((c) => c.exit !== undefined && c.backoff !== undefined);
  return isWaiting ? timerAtMs : undefined;
};

type Bounds = Pick<PodTruth, "memoryRequestBytes" | "memoryLimitBytes" | "cpuRequestMilli" | "cpuLimitMilli">;

/** A pod's containers are the same list until somebody resizes them. */
const sumOf = memoise((containers: readonly Container[]): Bounds => {
  const sum = (of: "requests" | "limits", what: "cpu" | "memory"): number | undefined => {
    const texts = containers.map((c) => c.resources?.[of]?.[what]);
    // A container without a limit makes the pod's sum of limits no limit.
    if (of === "limits" ? texts.some((t) => t === undefined) : texts.every((t) => t === undefined)) return undefined;
    return texts.reduce((n, t) => n + (t === undefined ? 0 : what === "cpu" ? cpuMilli(t) : bytes(t)), 0);
  };
  const bounds = {
    memoryRequestBytes: sum("requests", "memory"),
    memoryLimitBytes: sum("limits", "memory"),
    cpuRequestMilli: sum("requests", "cpu"),
    cpuLimitMilli: sum("limits", "cpu"),
  };
  return Object.fromEntries(Object.entries(bounds).filter(([, v]) => v !== undefined));
});

const TYPES = ["startup", "liveness", "readiness"] as const;
const SHOWN_TICKS = 6;

/** The last ticks of each probe. A run of equal answers is kept as a count. */
const probesOf = (sim: Sim, row: PodRow, pod: Pod): PodTruth["probes"] =>
  pod.spec.containers.flatMap((container) =>
    TYPES.filter((kind) => container[`${kind}Probe`]).map((kind) => {
      const probe = sim.table<ProbeRow>("kubelet/probes").get(`${row.uid} ${container.name} ${kind}`);
      if (!probe?.lastResult || probe.lastResult === "Unknown") return { kind, ticks: ["wait" as const] };
      const tick = probe.lastResult === "Success" ? ("ok" as const) : ("fail" as const);
      return { kind, ticks: Array.from({ length: Math.min(SHOWN_TICKS, Math.max(1, probe.run)) }, () => tick) };
    }),
  );
