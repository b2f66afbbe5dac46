import { useLayoutEffect, useMemo, useRef } from "react";
import type { Edge, Node } from "@xyflow/react";
import type { GraphLayout } from "#app/graph/layout";
import type { ClusterView } from "#app/view-models/graph";
import { flowEdges, flowNodes } from "./flow-elements.tsx";

export interface FlowElements {
  readonly nodes: Node[];
  readonly edges: Edge[];
}

/** Places for React Flow; the same object for as long as nothing moved, came or went. */
export function useFlowElements(view: ClusterView, layout: GraphLayout): FlowElements {
  const key = useMemo(() => placesKey(layout), [layout]);
  const hasWall = view.firewall !== null;
  const past = useRef<FlowElements>({ nodes: [], edges: [] });
  const elements = useMemo(() => {
    const nodes = flowNodes(view, layout);
    // What stands where it stood keeps its object: React Flow does nothing for it.
    // oxlint-disable-next-line react/refs
    return keepElements({ nodes, edges: flowEdges(layout.edges, nodes) }, past.current);
    // The key stands for the boxes and edges; what is inside of them subscribes by itself.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key, hasWall]);
  useLayoutEffect(() => {
    past.current = elements;
  }, [elements]);
  return elements;
}

export function keepElements(next: FlowElements, before: FlowElements): FlowElements {
  return {
    nodes: keepRows(next.nodes, before.nodes, isSameNode),
    edges: keepRows(next.edges, before.edges, isSameEdge),
  };
}

function keepRows<T extends { readonly id: string }>(next: T[], before: T[], isSame: (a: T, b: T) => boolean): T[] {
  const old = new Map(before.map((row) => [row.id, row]));
  const kept = next.map((row) => {
    const known = old.get(row.id);
    return known !== undefined && isSame(known, row) ? known : row;
  });
  return kept.length === before.length && kept.every((row, at) => row === before[at]) ? before : kept;
}

function isSameNode(a: Node, b: Node): boolean {
  const isThere = a.position.x === b.position.x && a.position.y === b.position.y;
  return isThere && a.type === b.type && a.width === b.width && a.height === b.height;
}

function isSameEdge(a: Edge, b: Edge): boolean {
  return a.type === b.type && a.source === b.source && a.target === b.target;
}

function placesKey(layout: GraphLayout): string {
  const boxes = [...layout.boxes].map(([id, box]) => `${id}@${box.x},${box.y},${box.width},${box.height}`);
  const rest = [layout.queue?.y, layout.queue?.height, layout.fold?.box.y, layout.fold?.box.width];
  return [...boxes, ...layout.edges.map((edge) => edge.id), ...rest].join("|");
}
