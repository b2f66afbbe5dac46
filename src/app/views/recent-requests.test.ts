import { describe, expect, it } from "vitest";
import type { LoggedEntry, Run } from "#engine";
import { recentRequests } from "./recent-requests.ts";

const request = (atMs: number, outcome: string, pod = "default/a"): LoggedEntry =>
  ({ type: "request", atMs, client: "clients", outcome, data: { pod } }) as unknown as LoggedEntry;
const other = (atMs: number): LoggedEntry => ({ type: "machine", atMs }) as unknown as LoggedEntry;

const entries = [
  request(0, "200"),
  request(900, "502"),
  other(950),
  request(1000, "503"),
  request(1800, "200", "default/b"),
];
const runAt = (nowMs: number): Run =>
  ({ nowMs, logLength: entries.filter((e) => e.atMs <= nowMs).length, branch: { entries } }) as unknown as Run;

const A = "default/a";
const moments = [
  { nowMs: 0, pod: A, tally: { served: 1, failed: 0, outcome: null } },
  { nowMs: 950, pod: A, tally: { served: 1, failed: 1, outcome: "502" } },
  { nowMs: 1000, pod: A, tally: { served: 0, failed: 2, outcome: "503" } },
  { nowMs: 1900, pod: A, tally: { served: 0, failed: 1, outcome: "503" } },
  { nowMs: 1900, pod: "default/b", tally: { served: 1, failed: 0, outcome: null } },
  { nowMs: 2000, pod: A, tally: undefined },
];

describe("requests of the last second", () => {
  it.each(moments)("asked for the first time at $nowMs: $pod", ({ nowMs, pod, tally }) => {
    expect(recentRequests(runAt(nowMs), 1000).byPod.get(pod)).toEqual(tally);
  });

  it("counted on, and back after a rewind, they are the same", () => {
    const run = runAt(0);
    for (const { nowMs, pod, tally } of [...moments, ...moments.toReversed(), ...moments]) {
      Object.assign(run, runAt(nowMs));
      expect(recentRequests(run, 1000).byPod.get(pod)).toEqual(tally);
    }
  });
});
