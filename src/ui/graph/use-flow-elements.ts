import { useMemo } from "react";
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
  return useMemo(() => {
    const nodes = flowNodes(view, layout);
    return { nodes, edges: flowEdges(layout.edges, nodes) };
    // The key stands for the boxes and edges; what is inside of them subscribes by itself.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key, hasWall]);
}

function placesKey(layout: GraphLayout): string {
  const boxes = [...layout.boxes].map(([id, box]) => `${id}@${box.x},${box.y},${box.width},${box.height}`);
  const rest = [layout.queue?.y, layout.queue?.height, layout.fold?.box.y, layout.fold?.box.width];
  return [...boxes, ...layout.edges.map((edge) => edge.id), ...rest].join("|");
}
