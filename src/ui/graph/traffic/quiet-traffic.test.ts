import { describe, expect, it } from "vitest";
import { countDoors, recent } from "./quiet-traffic.ts";

const a = { x: 1, y: 2 };
const b = { x: 3, y: 4 };

describe("quiet traffic", () => {
  it("counts served and failed at each door", () => {
    const arrivals = [
      { end: a, isFailed: false, timeMs: 0 },
      { end: b, isFailed: true, timeMs: 0 },
      { end: { ...a }, isFailed: false, timeMs: 0 },
    ];
    expect(countDoors(arrivals)).toEqual([
      { end: a, served: 2, failed: 0 },
      { end: b, served: 0, failed: 1 },
    ]);
  });
  it("forgets after a second", () => {
    const arrivals = [
      { end: a, isFailed: false, timeMs: 0 },
      { end: a, isFailed: false, timeMs: 500 },
    ];
    expect(recent(arrivals, 1000)).toEqual([{ end: a, isFailed: false, timeMs: 500 }]);
  });
});
