// Clusters that run: how much faster than real time, how quickly one goes anywhere in their past, and what that past weighs.
import { createCluster, Run } from "#engine";
import { benchScenario, type ClusterSize } from "./clusters.ts";
import { cpuMilliseconds, cpuSeconds, heapMegabytes, percentile } from "./measure.ts";
import { advanceUntilReady, createAll, createHands } from "./pods-to-ready.ts";

/** Virtual seconds for each CPU second, once all pods are Ready. */
export const realTimeFactor = (size: ClusterSize, virtualSeconds: number): number => {
  const scenario = benchScenario(size);
  const cluster = createCluster(scenario, { components: [createHands] });
  cluster.advance(scenario.settleMs ?? 0);
  if (size.pods > 0) {
    for (const command of createAll(size)) cluster.run(command);
    advanceUntilReady(cluster, size);
  }
  const until = cluster.nowMs + virtualSeconds * 1000;
  return virtualSeconds / cpuSeconds(() => cluster.advance(until));
};

/** Timers that fire in a cluster without pods, each second. */
export const timersPerSecond = (size: ClusterSize, virtualSeconds: number): number => {
  const scenario = benchScenario(size);
  const cluster = createCluster(scenario, { components: [createHands] });
  cluster.advance(scenario.settleMs ?? 0);
  const until = cluster.nowMs + virtualSeconds * 1000;
  let fired = 0;
  while ((cluster.nextAtMs ?? Infinity) <= until && cluster.step()) fired++;
  return fired / virtualSeconds;
};

export interface History {
  readonly seekP95Ms: number;
  readonly megabytes: number;
  /** CPU seconds that it took to make it, keyframes and log included. */
  readonly seconds: number;
}

const SEEKS = 200;

/** Ten minutes of a run that is kept as the page keeps it. */
export const historyOf = (size: ClusterSize, virtualSeconds: number): History => {
  const before = heapMegabytes();
  const run = new Run(benchScenario(size), { components: [createHands] });
  for (const command of createAll(size)) run.act(command);
  const from = run.nowMs;
  const seconds = cpuSeconds(() => run.advance(from + virtualSeconds * 1000));
  const megabytes = heapMegabytes() - before;
  const times: number[] = [];
  let at = 0.5;
  for (let i = 0; i < SEEKS; i++) {
    // The golden ratio goes everywhere, and far from where it was.
    at = (at + 0.618_033_988_749_895) % 1;
    const target = from + Math.round(at * virtualSeconds * 1000);
    times.push(cpuMilliseconds(() => run.seek(target)));
  }
  return { seekP95Ms: percentile(times, 0.95), megabytes, seconds };
};
