import { expect, it } from "vitest";
import type { FinishedRequest, Hop, Network, RequestRow } from "#engine";
import { requestViews } from "./request-views.ts";

const hop = (kind: Hop["kind"], name: string, what = ""): Hop => ({ kind, name, what, atMs: 0 });
const WAY = [
  hop("client", "clients"),
  hop("firewall", "firewall", "10.10.10.10:80"),
  hop("ingress", "ingress"),
  hop("service", "default/web"),
  hop("node", "worker-1"),
  hop("pod", "default/web-1"),
];
const DRAWN = ["clients/clients", "firewall/80", "ingress", "services/default/web", "uid-1"];

const ended = (over: object): FinishedRequest =>
  ({ id: "r1", endMs: 1000, hops: WAY, outcome: "200", ...over }) as unknown as FinishedRequest;
const flying = (startMs: number): RequestRow =>
  ({ head: { id: "r2", startMs }, hops: WAY.slice(0, 3) }) as unknown as RequestRow;
const views = (recent: readonly FinishedRequest[], inFlight: readonly RequestRow[] = []) =>
  requestViews({ recent: () => recent, inFlight: () => inFlight } as unknown as Network, {
    nowMs: 1000,
    sinceMs: 900,
    uidOf: (key) => (key === "default/web-1" ? "uid-1" : undefined),
  });

it.each([
  { name: "served", over: {}, want: { hops: DRAWN, outcome: "served", failedHop: null, reason: null } },
  {
    name: "refused by the pod: a node is not drawn, and not counted",
    over: { outcome: "502", failedAt: 5 },
    want: { hops: DRAWN, outcome: "failed", failedHop: 4, reason: "502" },
  },
  {
    name: "dropped at the firewall",
    over: { outcome: "timeout", failedAt: 1, hops: WAY.slice(0, 2) },
    want: { hops: DRAWN.slice(0, 2), outcome: "failed", failedHop: 1, reason: "timeout" },
  },
  {
    name: "at a pod that is gone: where it was last seen",
    over: { outcome: "502", failedAt: 5, hops: [...WAY.slice(0, 5), hop("pod", "default/gone")] },
    want: { hops: DRAWN.slice(0, 4), outcome: "failed", failedHop: 3, reason: "502" },
  },
])("a request that is over: $name", ({ over, want }) => {
  expect(views([ended(over)])).toEqual([{ id: "r1", ...want }]);
});

it("leaves out what ended before the last view", () => {
  expect(views([ended({ endMs: 900 })])).toEqual([]);
});

it.each([
  { startMs: 600, outcome: "moving" },
  { startMs: 499, outcome: "slow" },
])("in flight since $startMs of 1000 ms it is $outcome", ({ startMs, outcome }) => {
  expect(views([], [flying(startMs)])).toEqual([
    { id: "r2", hops: DRAWN.slice(0, 3), outcome, failedHop: null, reason: null },
  ]);
});
