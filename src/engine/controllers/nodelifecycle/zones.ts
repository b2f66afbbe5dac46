// Models the zones of pkg/controller/nodelifecycle (v1.36) and scheduler/rate_limited_queue.go: how fast nodes that are lost are emptied,
// by how many others of their zone are lost too.
import { compareStrings } from "#api/compare";
import type { KubeObject } from "#api/meta";

export type ZoneState = "Initial" | "Normal" | "PartialDisruption" | "FullDisruption";

export interface ZoneRow {
  readonly state: ZoneState;
  /** Nodes that are to be emptied, in order. */
  readonly queue: readonly string[];
  /** When the next one may be: virtual ms. */
  readonly nextMs: number;
}

export const NEW_ZONE: ZoneRow = { state: "Initial", queue: [], nextMs: 0 };

const UNHEALTHY_SHARE = 0.55;
const LARGE_ZONE = 50;
const NORMAL_PERIOD_MS = 10_000;
const LARGE_ZONE_PERIOD_MS = 100_000;

export const zoneOf = ({ metadata: { labels = {} } }: KubeObject): string => {
  const region = labels["topology.kubernetes.io/region"] ?? "";
  const zone = labels["topology.kubernetes.io/zone"] ?? "";
  return region || zone ? `${region}:${zone}` : "";
};

export const zoneState = (ready: number, notReady: number): ZoneState => {
  if (ready === 0 && notReady > 0) return "FullDisruption";
  return notReady > 2 && notReady / (ready + notReady) >= UNHEALTHY_SHARE ? "PartialDisruption" : "Normal";
};

/** Between two nodes that are emptied; undefined: none is. */
export const periodMs = (state: ZoneState, size: number, isAllDisrupted: boolean): number | undefined => {
  if (isAllDisrupted) return undefined;
  if (state !== "PartialDisruption") return NORMAL_PERIOD_MS;
  return size > LARGE_ZONE ? LARGE_ZONE_PERIOD_MS : undefined;
};

export const enqueued = (row: ZoneRow, node: string): ZoneRow =>
  row.queue.includes(node) ? row : { ...row, queue: [...row.queue, node] };

export const dequeued = (row: ZoneRow, node: string): ZoneRow =>
  row.queue.includes(node) ? { ...row, queue: row.queue.filter((n) => n !== node) } : row;

export const compareNames = (a: KubeObject, b: KubeObject): number => compareStrings(a.metadata.name, b.metadata.name);
