// Do two views stand in the same places? Then the layout of the first serves the second, untouched.
import type { ClusterView, NodeView, ServiceView } from "../view-models/graph.ts";

/** Looks at what the layout reads, and at nothing else: levels, counts and words may differ. */
export function sameStructure(a: ClusterView, b: ClusterView): boolean {
  return (
    sameWayIn(a, b) &&
    sameRows(a.services, b.services, sameService) &&
    sameRows(a.deployments, b.deployments, (x, y) => x.id === y.id && x.replicaSets.length === y.replicaSets.length) &&
    sameRows(a.bays, b.bays, sameBay) &&
    sameRows(a.queue, b.queue, (x, y) => x.uid === y.uid) &&
    sameRows(a.edges, b.edges, (x, y) => x.id === y.id && x.from === y.from && x.to === y.to && x.state === y.state)
  );
}

function sameRows<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  return a.every((row, index) => {
    const other = b[index];
    return other !== undefined && (row === other || same(row, other));
  });
}

function sameWayIn(a: ClusterView, b: ClusterView): boolean {
  const portsOfA = a.firewall?.ports ?? [];
  const portsOfB = b.firewall?.ports ?? [];
  return (
    a.firewall?.id === b.firewall?.id &&
    a.registry?.id === b.registry?.id &&
    sameRows(a.clients, b.clients, (x, y) => x.id === y.id) &&
    sameRows(portsOfA, portsOfB, (x, y) => x.id === y.id && x.open === y.open && x.toId === y.toId) &&
    sameRows(
      a.ingresses,
      b.ingresses,
      (x, y) => x.id === y.id && sameRows(x.paths, y.paths, (p, q) => p.serviceId === q.serviceId),
    )
  );
}

function sameService(a: ServiceView, b: ServiceView): boolean {
  return (
    a.id === b.id &&
    a.selector.length === b.selector.length &&
    sameRows(a.endpoints, b.endpoints, (x, y) => x.podUid === y.podUid && x.state === y.state)
  );
}

function sameBay(a: NodeView, b: NodeView): boolean {
  const isSame = a.id === b.id && a.role === b.role && a.look === b.look;
  return isSame && sameRows(a.pods, b.pods, (x, y) => x.uid === y.uid && x.kind === y.kind);
}
