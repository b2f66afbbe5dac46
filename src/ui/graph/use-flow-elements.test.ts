import { Position, type Edge, type Node } from "@xyflow/react";
import { expect, it } from "vitest";
import { keepElements } from "./use-flow-elements.ts";

const node = (id: string, x: number): Node => ({
  id,
  type: "bay",
  position: { x, y: 0 },
  width: 10,
  height: 10,
  sourcePosition: Position.Right,
  data: {},
});
const edge = (id: string, target: string): Edge => ({ id, type: "rail", source: "svc", target });

it("what stands where it stood keeps its object, and where all do, nothing is another one", () => {
  const before = { nodes: [node("a", 0), node("b", 1)], edges: [edge("1", "a"), edge("2", "b")] };
  const moved = keepElements({ nodes: [node("a", 0), node("b", 2)], edges: [edge("1", "a"), edge("2", "c")] }, before);
  expect(moved.nodes[0]).toBe(before.nodes[0]);
  expect(moved.nodes[1]).toEqual(node("b", 2));
  expect(moved.edges[0]).toBe(before.edges[0]);
  expect(moved.edges[1]).toEqual(edge("2", "c"));
  const same = keepElements({ nodes: [node("a", 0), node("b", 1)], edges: [edge("1", "a"), edge("2", "b")] }, before);
  expect(same.nodes).toBe(before.nodes);
  expect(same.edges).toBe(before.edges);
});
