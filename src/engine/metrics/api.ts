// Models the metrics.k8s.io/v1beta1 API of metrics-server v0.9.0: what `kubectl top` asks for. Nothing of it is stored.
import type { JsonObject, ObjectMeta } from "#api/meta";
import { formatTime } from "#api/time";
import type { Sim } from "../sim.ts";
import { hasMetrics, nodeUsages, podUsages } from "./metrics.ts";

const WINDOW = "15s";
const KIBIBYTE = 1024;

const usage = (cpuMilli: number, memoryBytes: number): JsonObject => ({
  cpu: `${Math.round(cpuMilli * 1_000_000)}n`,
  memory: `${Math.round(memoryBytes / KIBIBYTE)}Ki`,
});

/** What is measured has the labels of what it was measured of, so that it can be selected by them. */
const labelsOf = (object: { readonly metadata: ObjectMeta } | undefined): JsonObject =>
  object?.metadata.labels ? { labels: object.metadata.labels } : {};

/** PodMetrics or NodeMetrics by name; undefined if no metrics-server answers. */
export const metricsObjects = (
  sim: Sim,
  kind: "nodes" | "pods",
  namespace?: string,
): readonly JsonObject[] | undefined => {
  if (!hasMetrics(sim)) return undefined;
  const head = (name: string, atMs: number): JsonObject => ({
    apiVersion: "metrics.k8s.io/v1beta1",
    metadata: { name },
    timestamp: formatTime(sim.wallMs(atMs)),
    window: WINDOW,
  });
  if (kind === "nodes") {
    return nodeUsages(sim).map(([name, { cpuMilli, memoryBytes, atMs }]) => ({
      ...head(name, atMs),
      kind: "NodeMetrics",
      metadata: { name, ...labelsOf(sim.store.get("nodes", name)) },
      usage: usage(cpuMilli, memoryBytes),
    }));
  }
  return podUsages(sim, namespace).map(([key, { atMs, containers }]) => {
    const [podNamespace = "", name = ""] = key.split("/");
    return {
      ...head(name, atMs),
      kind: "PodMetrics",
      metadata: { name, namespace: podNamespace, ...labelsOf(sim.store.get("pods", key)) },
      containers: containers.map((c) => ({ name: c.name, usage: usage(c.cpuMilli, c.memoryBytes) })),
    };
  });
};
