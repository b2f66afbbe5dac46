// Requests as the canvas plays them: each once, from its first hop to where it ended.
import type { FinishedRequest, Hop, Network, RequestRow } from "#engine";
import { isServed } from "#tutor";
import type { RequestView } from "../view-models/graph.ts";

export const CLIENTS_ID = (name: string): string => `clients/${name}`;
export const FIREWALL_ID = "firewall";
export const PORT_ID = (port: number): string => `firewall/${port}`;
export const INGRESS_ID = "ingress";
export const SERVICE_ID = (key: string): string => `services/${key}`;

/** From this long in flight on a request is drawn as one that waits. */
const SLOW_MS = 500;

/** Requests in flight, and those that ended after `sinceMs`. `uidOf` finds the pod that a hop names. */
export const requestViews = (
  network: Network,
  {
    nowMs,
    sinceMs,
    uidOf,
  }: {
    readonly nowMs: number;
    readonly sinceMs: number;
    readonly uidOf: (key: string) => string | undefined;
  },
): readonly RequestView[] => {
  const views: RequestView[] = [];
  for (const r of network.recent()) if (r.endMs > sinceMs) views.push(finished(r, uidOf));
  for (const row of network.inFlight()) views.push(onItsWay(row, nowMs - row.head.startMs > SLOW_MS, uidOf));
  return views;
};

const finished = (request: FinishedRequest, uidOf: (key: string) => string | undefined): RequestView => {
  const isGood = isServed(request.outcome);
  const hops = idsOf(request.hops, uidOf);
  return {
    id: request.id,
    hops,
    outcome: isGood ? "served" : "failed",
    failedHop: isGood ? null : drawnIndex(request, uidOf),
    reason: isGood ? null : request.outcome,
  };
};

/** Where it failed, counted in the hops that are drawn. */
const drawnIndex = (request: FinishedRequest, uidOf: (key: string) => string | undefined): number => {
  const until = request.hops.slice(0, (request.failedAt ?? request.hops.length - 1) + 1);
  return Math.max(0, idsOf(until, uidOf).length - 1);
};

/** A request on its way is one row until it takes its next hop: a thousand of them are not drawn up again for every frame. */
const kept = new WeakMap<RequestRow, RequestView>();

const onItsWay = (row: RequestRow, isSlow: boolean, uidOf: (key: string) => string | undefined): RequestView => {
  const before = kept.get(row);
  const outcome = isSlow ? "slow" : "moving";
  if (before?.outcome === outcome) return before;
  const hops = before?.hops ?? idsOf(row.hops, uidOf);
  const view: RequestView = { id: row.head.id, hops, outcome, failedHop: null, reason: null };
  kept.set(row, view);
  return view;
};

const idsOf = (hops: readonly Hop[], uidOf: (key: string) => string | undefined): readonly string[] => {
  const ids: string[] = [];
  for (const hop of hops) {
    const id = idOf(hop, uidOf);
    if (id !== undefined) ids.push(id);
  }
  return ids;
};

const idOf = ({ kind, name, what }: Hop, uidOf: (key: string) => string | undefined): string | undefined => {
  switch (kind) {
    case "client":
      return CLIENTS_ID(name);
    case "firewall": {
      const port = /:(\d+)/.exec(what)?.[1];
      return port === undefined ? FIREWALL_ID : PORT_ID(Number(port));
    }
    case "ingress":
      return INGRESS_ID;
    case "service":
      return SERVICE_ID(name);
    case "pod":
      return uidOf(name);
    case "node":
      return undefined;
  }
};
