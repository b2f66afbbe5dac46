import { memo, type ComponentType, type ReactNode } from "react";
import { Handle, Position, type Edge, type EdgeTypes, type Node, type NodeProps, type NodeTypes } from "@xyflow/react";
import type { Box } from "#app/graph/geometry";
import type { GraphLayout } from "#app/graph/layout";
import type { EdgeLayout } from "#app/graph/edge-layout";
import type { ClusterView } from "#app/view-models/graph";
import { DeploymentCard, IngressCard, RegistryCard, ServiceCard } from "./cards.tsx";
import { EndpointRail, OwnerEdge, PullEdge, TrafficEdge } from "./edges.tsx";
import { FoldedBays, NodeBay } from "./node-bay.tsx";
import { ClientsCard, FirewallWall, Ground, SchedulerQueue } from "./outside.tsx";

// React Flow sees places only; what is inside subscribes to its own object in the graph store.
const ClientsNode = connected(ClientsCard);
const FirewallNode = memo((): ReactNode => <FirewallWall />);
const IngressNode = connected(IngressCard);
const ServiceNode = connected(ServiceCard);
const DeploymentNode = connected(DeploymentCard);
const RegistryNode = connected(RegistryCard);
const BayNode = connected(NodeBay);
const GroundNode = memo((): ReactNode => <Ground />);
const QueueNode = memo((): ReactNode => <SchedulerQueue />);
const FoldNode = memo((): ReactNode => <FoldedBays />);

/** React Flow measures handles in the page, whatever it was told: without them it draws no edge. */
function connected(Inside: ComponentType<{ readonly id: string }>): ComponentType<NodeProps> {
  return memo(({ id }: NodeProps): ReactNode => (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <Inside id={id} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  ));
}

export const NODE_TYPES: NodeTypes = {
  clients: ClientsNode,
  firewall: FirewallNode,
  ingress: IngressNode,
  service: ServiceNode,
  deployment: DeploymentNode,
  registry: RegistryNode,
  bay: BayNode,
  ground: GroundNode,
  queue: QueueNode,
  fold: FoldNode,
};

export const EDGE_TYPES: EdgeTypes = {
  traffic: TrafficEdge,
  owns: OwnerEdge,
  pull: PullEdge,
  rail: EndpointRail,
};

const NO_DATA = {};

/** Only places: rebuilt when something moved, not when something changed its look. */
export function flowNodes(view: ClusterView, layout: GraphLayout): Node[] {
  const nodes: Node[] = [flowNode("ground", "ground", { x: 0, y: 0, width: 1, height: 1 }, -1)];
  if (view.firewall !== null) nodes.push(flowNode("wall", "firewall", { x: 0, y: 0, width: 1, height: 1 }, 0));
  const groups = [
    ["clients", view.clients],
    ["ingress", view.ingresses],
    ["service", view.services],
    ["deployment", view.deployments],
    ["registry", view.registry === null ? [] : [view.registry]],
    ["bay", view.bays],
  ] as const;
  for (const [type, members] of groups) {
    for (const member of members) {
      const box = layout.boxes.get(member.id);
      if (box !== undefined) nodes.push(flowNode(member.id, type, box, 0));
    }
  }
  if (layout.queue !== null) nodes.push(flowNode("queue", "queue", layout.queue, 0));
  if (layout.fold !== null) nodes.push(flowNode("fold", "fold", layout.fold.box, 0));
  return nodes;
}

/** width, height and measured are known, so React Flow never hides a node to measure it. */
function flowNode(id: string, type: string, box: Box, zIndex: number): Node {
  const { x, y, width, height } = box;
  const side = { y: height / 2, width: 1, height: 1 };
  return {
    id,
    type,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [
      { ...side, type: "target", position: Position.Left, x: 0 },
      { ...side, type: "source", position: Position.Right, x: width },
    ],
    data: NO_DATA,
    zIndex,
    draggable: false,
    selectable: false,
    focusable: false,
    connectable: false,
  };
}

export function flowEdges(edges: readonly EdgeLayout[], nodes: readonly Node[]): Edge[] {
  const drawn = new Set(nodes.map((node) => node.id));
  return edges
    .filter((edge) => drawn.has(edge.from) && drawn.has(edge.to))
    .map((edge) => ({
      id: edge.id,
      type: edge.kind,
      source: edge.from,
      target: edge.to,
      zIndex: 1,
      selectable: false,
      focusable: false,
      domAttributes: { "aria-hidden": true },
    }));
}
