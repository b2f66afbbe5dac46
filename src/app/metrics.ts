// Numbers over time: what machines and pods use against what they asked for, and how the clients' requests went. Loaded when opened.
// Nothing is measured while the cluster runs: a second cluster loads the run's keyframes, one after the other, and is read.
import { podLimits, podRequests, type Amounts } from "#api/pod-resources";
import type { PodSpec } from "#api/core-pod";
import { bytes, milliValue, wholeValue } from "#api/quantity";
import { Cluster, LogPlaces, usageOfNode, type Keyframe, type LoggedEntry, type Run, type Sim } from "#engine";
import { createShell } from "#kubectl";
import { isServed } from "#tutor";
import { app } from "./store.ts";

export interface Point {
  /** On the page's clock. */
  readonly atMs: number;
  readonly value: number;
}

/** A level that means something: a request, a limit, all that there is. */
export interface Level {
  readonly kind: "request" | "limit" | "capacity" | "eviction";
  readonly value: number;
}

export interface Gauge {
  readonly points: readonly Point[];
  readonly levels: readonly Level[];
}

export interface PodMetrics {
  readonly uid: string;
  readonly name: string;
  readonly isGone: boolean;
  /** Milli-CPUs. */
  readonly cpu: Gauge;
  /** Bytes. */
  readonly memory: Gauge;
  /** Times at which its CPU limit held it back. */
  readonly throttledMs: readonly number[];
}

export interface NodeMetrics {
  readonly name: string;
  readonly cpu: Gauge;
  readonly memory: Gauge;
  readonly pods: readonly PodMetrics[];
}

export interface TrafficMetrics {
  readonly client: string;
  /** Requests a second. */
  readonly served: readonly Point[];
  readonly failed: readonly Point[];
  /** Milliseconds that 95 of 100 answered requests stayed below. */
  readonly p95: readonly Point[];
}

export interface MetricsView {
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly traffic: readonly TrafficMetrics[];
  readonly nodes: readonly NodeMetrics[];
  /** Some of the past has not been read yet: ask again. */
  readonly isComplete: boolean;
}

interface PodSample {
  readonly name: string;
  readonly cpuMilli: number;
  readonly memoryBytes: number;
  readonly isThrottled: boolean;
  readonly spec: PodSpec | undefined;
}

interface NodeSample {
  readonly cpuMilli: number;
  readonly cpuCapacityMilli: number;
  readonly memoryBytes: number;
  readonly memoryCapacityBytes: number;
  /** Memory in use at which the kubelet begins to evict. */
  readonly evictionBytes: number;
  readonly pods: ReadonlyMap<string, PodSample>;
}

interface Sample {
  readonly atMs: number;
  readonly nodes: ReadonlyMap<string, NodeSample>;
}

/** More than a chart has pixels would be read for nothing. */
const MOST_SAMPLES = 240;
/** How much of a frame the reading of the past may take. */
const BUDGET_MS = 6;

export class UsageHistory {
  readonly #samples = new WeakMap<Keyframe, Sample>();
  #shadow: { readonly run: Run; readonly cluster: Cluster } | undefined;

  /** What there is to see of the branch, as far as the time allowed; `isComplete` if all of it. */
  read(
    run: Run,
    fromMs: number,
    mayGoOn: () => boolean,
  ): { readonly samples: readonly Sample[]; readonly isComplete: boolean } {
    const frames = thinned(run.branch.keyframes.filter((k) => k.nowMs >= fromMs));
    const samples: Sample[] = [];
    let isComplete = true;
    for (const frame of frames) {
      const sample = this.#samples.get(frame) ?? (mayGoOn() ? this.#take(run, frame) : undefined);
      if (sample) samples.push(sample);
      else isComplete = false;
    }
    return { samples, isComplete };
  }

  #take(run: Run, frame: Keyframe): Sample {
    if (this.#shadow?.run !== run) {
      this.#shadow = { run, cluster: new Cluster(run.scenario, { components: [createShell] }) };
    }
    const { cluster } = this.#shadow;
    cluster.load(frame);
    const sample = sampleOf(cluster.sim, frame.nowMs);
    this.#samples.set(frame, sample);
    return sample;
  }
}

/** Every second, fourth, eighth one, so that what has been read stays of use as the run grows. */
const thinned = (frames: readonly Keyframe[]): readonly Keyframe[] => {
  let step = 1;
  while (frames.length / step > MOST_SAMPLES) step *= 2;
  return frames.filter((_, i) => i % step === 0);
};

const sampleOf = (sim: Sim, atMs: number): Sample => ({
  atMs,
  nodes: new Map(
    sim.store.list("nodes").flatMap((node) => {
      const sample = nodeSample(sim, node.metadata.name, node.status?.allocatable?.["memory"]);
      return sample ? [[node.metadata.name, sample] as const] : [];
    }),
  ),
});

const nodeSample = (sim: Sim, name: string, allocatable: string | undefined): NodeSample | undefined => {
  const usage = usageOfNode(sim, name);
  if (!usage) return undefined;
  const pods = new Map<string, PodSample>();
  for (const c of usage.containers) {
    const before = pods.get(c.podUid);
    pods.set(c.podUid, {
      name: c.pod.slice(c.pod.indexOf("/") + 1),
      cpuMilli: (before?.cpuMilli ?? 0) + c.cpuMilli,
      memoryBytes: (before?.memoryBytes ?? 0) + c.memoryBytes,
      isThrottled: before?.isThrottled === true || c.throttledShare > 0,
      spec: sim.store.get("pods", c.pod)?.spec,
    });
  }
  const { cpuMilli, cpuCapacityMilli, memoryBytes, memoryCapacityBytes } = usage;
  const evictionBytes = allocatable === undefined ? memoryCapacityBytes : bytes(allocatable);
  return { cpuMilli, cpuCapacityMilli, memoryBytes, memoryCapacityBytes, evictionBytes, pods };
};

const nodesOf = (samples: readonly Sample[], run: Run): readonly NodeMetrics[] => {
  const names = new Set(samples.flatMap(({ nodes }) => [...nodes.keys()]));
  return [...names].map((name) => {
    const at = samples.flatMap(({ atMs, nodes }) => {
      const node = nodes.get(name);
      return node ? [{ atMs, ...node }] : [];
    });
    const last = at.at(-1)!;
    return {
      name,
      cpu: {
        points: at.map(({ atMs, cpuMilli }) => ({ atMs, value: cpuMilli })),
        levels: [{ kind: "capacity", value: last.cpuCapacityMilli }],
      },
      memory: {
        points: at.map(({ atMs, memoryBytes }) => ({ atMs, value: memoryBytes })),
        levels: [
          { kind: "eviction", value: last.evictionBytes },
          { kind: "capacity", value: last.memoryCapacityBytes },
        ],
      },
      pods: podsOf(at, run),
    };
  });
};

const podsOf = (at: readonly ({ readonly atMs: number } & NodeSample)[], run: Run): readonly PodMetrics[] => {
  const rows = new Map<string, { readonly atMs: number; readonly pod: PodSample }[]>();
  for (const { atMs, pods } of at) {
    for (const [uid, pod] of pods) {
      const row = rows.get(uid);
      if (row) row.push({ atMs, pod });
      else rows.set(uid, [{ atMs, pod }]);
    }
  }
  const alive = new Set(run.cluster.sim.store.list("pods").map((p) => p.metadata.uid));
  return [...rows].map(([uid, seen]) => {
    const { name, spec } = seen.at(-1)!.pod;
    return {
      uid,
      name,
      isGone: !alive.has(uid),
      cpu: {
        points: seen.map(({ atMs, pod }) => ({ atMs, value: pod.cpuMilli })),
        levels: levelsOf(spec, "cpu"),
      },
      memory: {
        points: seen.map(({ atMs, pod }) => ({ atMs, value: pod.memoryBytes })),
        levels: levelsOf(spec, "memory"),
      },
      throttledMs: seen.filter(({ pod }) => pod.isThrottled).map(({ atMs }) => atMs),
    };
  });
};

const levelsOf = (spec: PodSpec | undefined, resource: "cpu" | "memory"): readonly Level[] => {
  if (!spec) return [];
  const level = (kind: Level["kind"], amounts: Amounts): readonly Level[] => {
    const quantity = amounts.get(resource);
    if (quantity === undefined) return [];
    const value = Number(resource === "cpu" ? milliValue(quantity) : wholeValue(quantity));
    return value > 0 ? [{ kind, value }] : [];
  };
  return [...level("request", podRequests(spec)), ...level("limit", podLimits(spec))];
};

type RequestEntry = Extract<LoggedEntry, { type: "request" }>;

const requestPlaces = new LogPlaces("request");
const COLUMNS = 120;

interface Bin {
  served: number;
  failed: number;
  readonly latencies: number[];
}

/** What became of each client's requests, in equal stretches of the run. */
const trafficOf = (run: Run, fromMs: number, toMs: number): readonly TrafficMetrics[] => {
  const { entries } = run.branch;
  const stepMs = Math.max(1000, Math.ceil((toMs - fromMs) / COLUMNS / 1000) * 1000);
  const clients = new Map<string, Map<number, Bin>>();
  for (const { name } of run.scenario.clients ?? []) clients.set(name, new Map());
  const { at, count } = requestPlaces.before(entries, entries.length);
  for (let i = 0; i < count; i++) {
    const entry = entries[at[i]!] as RequestEntry;
    const bins = entry.atMs < fromMs ? undefined : clients.get(entry.client);
    if (bins) take(bins, fromMs + Math.floor((entry.atMs - fromMs) / stepMs) * stepMs, entry);
  }
  // The stretch that is not over yet would look like a fall.
  const times = Array.from({ length: Math.floor((toMs - fromMs) / stepMs) }, (_, i) => fromMs + i * stepMs);
  return [...clients].map(([client, bins]) => {
    const points = (of: (bin: Bin) => number): readonly Point[] =>
      times.map((atMs) => ({ atMs: atMs - fromMs, value: bins.has(atMs) ? of(bins.get(atMs)!) : 0 }));
    const perSecond = 1000 / stepMs;
    return {
      client,
      served: points(({ served }) => served * perSecond),
      failed: points(({ failed }) => failed * perSecond),
      p95: times.flatMap((atMs) => {
        const latencies = bins.get(atMs)?.latencies ?? [];
        return latencies.length > 0 ? [{ atMs: atMs - fromMs, value: percentile95(latencies) }] : [];
      }),
    };
  });
};

const take = (bins: Map<number, Bin>, atMs: number, { outcome, data }: RequestEntry): void => {
  const bin = bins.get(atMs) ?? { served: 0, failed: 0, latencies: [] };
  bins.set(atMs, bin);
  if (!isServed(outcome)) {
    bin.failed++;
    return;
  }
  bin.served++;
  if (typeof data["latencyMs"] === "number") bin.latencies.push(data["latencyMs"]);
};

const percentile95 = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0;
};

/** The whole run so far, the future that was seen included. */
export const metricsView = (
  run: Run,
  history: UsageHistory,
  { zeroMs, mayGoOn }: { readonly zeroMs: number; readonly mayGoOn: () => boolean },
): MetricsView => {
  const { samples, isComplete } = history.read(run, zeroMs, mayGoOn);
  const toMs = Math.max(run.endMs, zeroMs + 1000);
  return {
    fromMs: 0,
    toMs: toMs - zeroMs,
    nowMs: run.nowMs - zeroMs,
    traffic: trafficOf(run, zeroMs, toMs),
    nodes: nodesOf(
      samples.map((sample) => ({ ...sample, atMs: sample.atMs - zeroMs })),
      run,
    ),
    isComplete,
  };
};

const history = new UsageHistory();

/** The numbers of the run on the page, read a few milliseconds at a time; null while there is none. */
export const presentMetrics = (): MetricsView | null => {
  if (!app.session) return null;
  const until = performance.now() + BUDGET_MS;
  return metricsView(app.session.run, history, { zeroMs: app.zeroMs, mayGoOn: () => performance.now() < until });
};
