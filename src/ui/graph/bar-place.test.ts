import { describe, expect, it } from "vitest";
import type { Box } from "#app/graph/geometry";
import type { GraphLayout } from "#app/graph/layout";
import { placeBar } from "./bar-place.ts";

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

/** Bays of a node each, one below the other, with pods at these places in them. */
const layoutOf = (bays: readonly (readonly number[])[], shape: "wide" | "tall" = "wide"): GraphLayout => {
  const width = shape === "tall" ? 350 : 660;
  const x = shape === "tall" ? 30 : 420;
  const all = bays.map((places, i) => ({ id: `nodes/n${i}`, box: box(x, 10 + i * 105, width, 98), places }));
  return {
    shape,
    width: x + width,
    height: 10 + bays.length * 105,
    boxes: new Map([["services/web", box(270, 120, 130, 140)], ...all.map((bay) => [bay.id, bay.box] as const)]),
    bays: all,
    pods: new Map(
      all.flatMap((bay, i) =>
        bay.places.map((place) => [
          `${i}.${place}`,
          { box: box(x + 124 + place * 130, bay.box.y + 12, 124, 68), bayId: bay.id },
        ]),
      ),
    ),
    portY: new Map([["p80", 90]]),
    queue: null,
  } as unknown as GraphLayout;
};
const OWN = { width: 140, height: 36 };
const PANE = { width: 1104, height: 440 };
const placed = (id: string, layout: GraphLayout, pane = PANE): Box | null => {
  const spot = placeBar(id, { layout, transform: [0, 0, 1], pane, own: OWN });
  return spot && box(spot.left, spot.top, OWN.width, OWN.height);
};
const lie = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe("what is asked of a selected object", () => {
  it("stands below it where nothing is", () => {
    expect(placed("2.0", layoutOf([[0], [0], [0]]))).toMatchObject({ x: 544, y: 304 });
  });

  it("stands in the bow where pods are all around, and never on one of them, nor on a node's name", () => {
    const layout = layoutOf([
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
    expect(placed("1.0", layout)).toMatchObject({ x: 420 + 660 - 140 - 24 });
    for (const id of layout.pods.keys()) {
      const at = placed(id, layout)!;
      for (const [other, { box: theirs }] of layout.pods) expect(lie(at, theirs), `${id} on ${other}`).toBe(false);
      for (const bay of layout.bays) expect(lie(at, { ...bay.box, width: 112 }), `${id} on ${bay.id}`).toBe(false);
      expect(lie(at, layout.boxes.get("services/web")!)).toBe(false);
    }
  });

  it("stands in a corner where bays are full", () => {
    expect(
      placed(
        "1.1",
        layoutOf([
          [0, 1, 2, 3],
          [0, 1, 2, 3],
          [0, 1, 2, 3],
        ]),
      ),
    ).toMatchObject({ x: 958, y: 398 });
  });

  it("stands in a node's bow, and at a port in the wall", () => {
    expect(placed("nodes/n1", layoutOf([[0], [0], [0]]))).toMatchObject({ x: 916, y: 146 });
    expect(placed("p80", layoutOf([[0], [0], [0]]))).toMatchObject({ y: 72 });
  });

  it("is not there for what is not drawn", () => {
    expect(placed("pods/gone", layoutOf([[0]]))).toBeNull();
  });
});
