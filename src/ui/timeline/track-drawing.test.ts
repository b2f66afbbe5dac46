import { describe, expect, it } from "vitest";
import { barsOf, branchEnd } from "./track-drawing.tsx";

const bins = (...failed: readonly number[]): { fromMs: number; served: number; failed: number }[] =>
  failed.map((n, i) => ({ fromMs: i * 1000, served: 0, failed: n }));
/** So many pixels a second. */
const at = (pixels: number): { toX: (ms: number) => number } => ({ toX: (ms) => (ms / 1000) * pixels });

describe("barsOf", () => {
  it("draws a bar a second where there is room", () => {
    expect(barsOf(bins(4, 8), 1000, at(10))).toEqual([
      { x: 0, width: 9, served: 0, failed: 4 },
      { x: 10, width: 9, served: 0, failed: 8 },
    ]);
  });

  it("draws the mean of as many seconds as a bar needs, however many there are", () => {
    expect(barsOf(bins(4, 8, 0, 0), 1000, at(1.5))).toEqual([
      { x: 0, width: 2, served: 0, failed: 6 },
      { x: 3, width: 2, served: 0, failed: 0 },
    ]);
  });

  it("puts nothing together over a pause", () => {
    const [first, second] = [
      { fromMs: 0, served: 2, failed: 0 },
      { fromMs: 60_000, served: 4, failed: 0 },
    ];
    expect(barsOf([first, second], 1000, at(1.5)).map((bar) => bar.served)).toEqual([2, 4]);
  });
});

it("ends a branch behind its curve, however soon it ends", () => {
  const branch = { id: "b", name: "A", label: "", isCurrent: false, partsMs: 5000, bins: [] };
  expect(branchEnd({ ...branch, endMs: 5100 }, at(10))).toBe(78);
  expect(branchEnd({ ...branch, endMs: 9000 }, at(10))).toBe(90);
});
