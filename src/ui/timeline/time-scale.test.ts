import { describe, expect, it } from "vitest";
import type { TimelineSegment } from "#app/view-models/timeline";
import { createScale } from "./time-scale.ts";

const SEGMENTS: readonly TimelineSegment[] = [
  { kind: "run", fromMs: 0, toMs: 20_000, text: "" },
  { kind: "cut", fromMs: 20_000, toMs: 110_000, text: "1 min 30 s without an event" },
  { kind: "run", fromMs: 110_000, toMs: 190_000, text: "" },
];

describe("createScale", () => {
  // 100 s of run in 1000 px less one cut of 36 px: 9.64 px a second.
  const scale = createScale(SEGMENTS, 20, 1020);
  const rows = [
    { name: "start", ms: 0, x: 20 },
    { name: "end of the first run", ms: 20_000, x: 212.8 },
    { name: "middle of the cut", ms: 65_000, x: 230.8 },
    { name: "start of the second run", ms: 110_000, x: 248.8 },
    { name: "end", ms: 190_000, x: 1020 },
    { name: "beyond the end", ms: 999_000, x: 1020 },
    { name: "before the start", ms: -5, x: 20 },
  ];
  it.each(rows)("places $name", ({ ms, x }) => {
    expect(scale.toX(ms)).toBeCloseTo(x, 6);
  });
  it.each([0, 12_345, 65_000, 110_000, 142_000, 190_000])("comes back to %i ms", (ms) => {
    expect(scale.toMs(scale.toX(ms))).toBe(ms);
  });
  it("draws nothing wider than it is given when there is only a cut", () => {
    const only = createScale([{ kind: "cut", fromMs: 0, toMs: 1000, text: "" }], 0, 500);
    expect(only.right).toBe(36);
  });
});
