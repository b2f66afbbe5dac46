import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  CRASH_LOOP_BACKOFF,
  isInBackoffSince,
  isInBackoffSinceUpdate,
  nextBackoff,
  type BackoffEntry,
} from "./backoff.ts";

interface Row {
  in: { initialSeconds: number; maxSeconds: number; steps: { op: "next" | "look" | "reset"; waitSeconds: number }[] };
  want: { steps: { inBackOffSince: boolean; inBackOffSinceUpdate: boolean; delaySeconds: number }[] };
}

const { cases }: { cases: Row[] } = JSON.parse(readFileSync("e2e/conformance/recordings/vectors/backoff.json", "utf8"));

const answer = ({ initialSeconds, maxSeconds, steps }: Row["in"]): Row["want"]["steps"] => {
  const limits = { initialMs: initialSeconds * 1000, maxMs: maxSeconds * 1000 };
  let entry: BackoffEntry | undefined;
  let nowMs = 0;
  return steps.map(({ op, waitSeconds }) => {
    nowMs += waitSeconds * 1000;
    const inBackOffSince = isInBackoffSince(entry, nowMs, nowMs, limits);
    const inBackOffSinceUpdate = isInBackoffSinceUpdate(entry, nowMs, limits);
    if (op === "next") entry = nextBackoff(entry, nowMs, limits);
    if (op === "reset") entry = undefined;
    return { inBackOffSince, inBackOffSinceUpdate, delaySeconds: (entry?.delayMs ?? 0) / 1000 };
  });
};

describe("recorded back-offs", () => {
  it.each(cases.map((row, i) => ({ ...row, i })))("back-off $i", (row) => {
    expect(answer(row.in)).toEqual(row.want.steps);
  });
});

describe("isInBackoffSince", () => {
  const entry = { delayMs: 20_000, updatedMs: 0 };

  it.each([
    [5_000, 24_999, true],
    [5_000, 25_000, false],
    [601_000, 602_000, false],
  ])("a container that ended at %d ms waits at %d ms: %s", (eventMs, nowMs, want) => {
    expect(isInBackoffSince(entry, eventMs, nowMs, CRASH_LOOP_BACKOFF)).toBe(want);
  });
});
