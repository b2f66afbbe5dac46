// Models kubernetes-sigs/metrics-server v0.9.0: every 15 s it reads what containers have burnt and hold; two readings make a usage.
import { compareStrings } from "#api/compare";
import { applicationsOf } from "../apps/applications.ts";
import type { ComponentFactory, Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import { usageOfNode } from "../node/usage.ts";
import { burntAt, createCpuMeters, type Meter } from "./cpu-meter.ts";

const NAME = "metrics";
const SCRAPE_MS = 15_000;

export interface ContainerUsageSample {
  readonly name: string;
  readonly cpuMilli: number;
  readonly memoryBytes: number;
}

export interface PodUsageSample {
  readonly uid: string;
  /** When it was read last: virtual ms. */
  readonly atMs: number;
  readonly windowMs: number;
  readonly containers: readonly ContainerUsageSample[];
}

interface Reading {
  readonly burnt: number;
  readonly atMs: number;
}

export interface NodeUsageSample {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
  readonly atMs: number;
}

const podTable = (sim: Sim): Table<PodUsageSample> => sim.table("metrics/pods");
const nodeTable = (sim: Sim): Table<NodeUsageSample> => sim.table("metrics/nodes");

/** Whether anybody answers for metrics.k8s.io. */
export const hasMetrics = (sim: Sim): boolean => sim.scenario.metricsServer === true;

/** The pod's usage as the metrics API has it; undefined until it was read twice. */
export const podUsage = (sim: Sim, podKey: string): PodUsageSample | undefined => podTable(sim).get(podKey);

export const podUsages = (sim: Sim, namespace?: string): readonly (readonly [key: string, PodUsageSample])[] =>
  [...podTable(sim).entries()]
    .filter(([key]) => namespace === undefined || key.startsWith(`${namespace}/`))
    .toSorted(([a], [b]) => compareStrings(a, b));

export const nodeUsages = (sim: Sim): readonly (readonly [name: string, NodeUsageSample])[] =>
  [...nodeTable(sim).entries()].toSorted(([a], [b]) => compareStrings(a, b));

export const createMetrics: ComponentFactory = (sim) => {
  if (!hasMetrics(sim)) return { name: NAME };
  const meters = createCpuMeters(sim);
  const readings: Table<Reading> = sim.table("metrics/readings");
  return {
    name: NAME,
    start: () => {
      sim.setTimer(SCRAPE_MS, `${NAME}/scrape`, "");
    },
    timers: {
      scrape: () => {
        scrapePods(sim, meters, readings);
        scrapeNodes(sim);
        sim.setTimer(sim.now() + SCRAPE_MS, `${NAME}/scrape`, "");
      },
    },
  };
};

const scrapePods = (sim: Sim, meters: Table<Meter>, readings: Table<Reading>): void => {
  const apps = applicationsOf(sim);
  const atMs = sim.now();
  const byPod = new Map<string, { uid: string; containers: ContainerUsageSample[] }>();
  for (const [id, meter] of meters.entries()) {
    const row = apps.get(id);
    const before = readings.get(id);
    const burnt = burntAt(meter, atMs);
    readings.set(id, { burnt, atMs });
    if (!row || !before) continue;
    const sample = byPod.get(row.pod) ?? { uid: row.podUid, containers: [] };
    const cpuMilli = (burnt - before.burnt) / (atMs - before.atMs);
    sample.containers.push({ name: row.container, cpuMilli, memoryBytes: apps.memoryBytes(row) });
    byPod.set(row.pod, sample);
  }
  const gone = [...readings.keys()].filter((id) => !meters.has(id));
  for (const id of gone) readings.delete(id);
  const pods = podTable(sim);
  const silent = [...pods.keys()].filter((key) => !byPod.has(key));
  for (const key of silent) pods.delete(key);
  for (const [key, { uid, containers }] of byPod) pods.set(key, { uid, atMs, windowMs: SCRAPE_MS, containers });
};

const scrapeNodes = (sim: Sim): void => {
  const atMs = sim.now();
  const nodes = nodeTable(sim);
  for (const { name } of sim.scenario.nodes) {
    const usage = usageOfNode(sim, name);
    if (usage && usage.cpuMilli > 0)
      nodes.set(name, { cpuMilli: usage.cpuMilli, memoryBytes: usage.memoryBytes, atMs });
    else nodes.delete(name);
  }
};
