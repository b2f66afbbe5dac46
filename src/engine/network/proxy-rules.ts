// Models what kube-proxy makes of a Service and its EndpointSlices (pkg/proxy/{servicechangetracker,endpointslicecache,topology}.go, v1.36).
import { compareStrings } from "#api/compare";
import type { Endpoint, EndpointSlice } from "#api/discovery";
import { memoise } from "#api/memoise";
import type { KubeObject } from "#api/meta";
import { keyOf } from "#api/scheme";
import type { ObjectChange } from "../apiserver/store.ts";
import type { Sim } from "../sim.ts";

export interface ProxyEndpoint {
  readonly ip: string;
  readonly port: number;
  readonly pod?: string;
  readonly podUid?: string;
  readonly node?: string;
  /** Hints: who should rather use it. */
  readonly forNodes?: readonly string[];
  readonly forZones?: readonly string[];
}

export interface ProxyPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly nodePort?: number;
  /** What the slices list for it, a part each: of a big Service few are others at a sync. */
  readonly parts: readonly PortEndpoints[];
}

export interface PortEndpoints {
  readonly ready: readonly ProxyEndpoint[];
  /** Not ready, but serving while they terminate: used when nothing else is there. */
  readonly terminating: readonly ProxyEndpoint[];
}

/** What a proxy has in its tables for a service. */
export interface ServiceRules {
  readonly service: string;
  readonly clusterIP: string;
  /** ClientIP affinity: for how long. */
  readonly affinityMs?: number;
  readonly isExternalLocal: boolean;
  readonly isInternalLocal: boolean;
  readonly ports: readonly ProxyPort[];
}

export const SERVICE_NAME_LABEL = "kubernetes.io/service-name";
const INDEX = "network/service";
const DEFAULT_AFFINITY_SECONDS = 10_800;

/** Files slices under the service that they belong to. */
export const indexSlices = (sim: Sim): void =>
  sim.store.addIndex("endpointslices", INDEX, (o) => {
    const service = serviceOf(o);
    return service === undefined ? [] : [service];
  });

/** The rules of a service from the objects as they are now; null when proxies have none for it. */
export const rulesOf = (sim: Sim, key: string, order: SliceOrder): ServiceRules | null => {
  const service = sim.store.get("services", key);
  if (!service) return null;
  const { type, clusterIP, ports, sessionAffinity, sessionAffinityConfig } = service.spec;
  if (type === "ExternalName" || !clusterIP || clusterIP === "None") return null;
  const slices = order.slicesOf(key);
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds ?? DEFAULT_AFFINITY_SECONDS;
  return {
    service: key,
    clusterIP,
    ...(sessionAffinity === "ClientIP" ? { affinityMs: seconds * 1000 } : {}),
    isExternalLocal: service.spec.externalTrafficPolicy === "Local",
    isInternalLocal: service.spec.internalTrafficPolicy === "Local",
    ports: (ports ?? []).map((p) => ({
      name: p.name ?? "",
      port: p.port,
      protocol: p.protocol ?? "TCP",
      ...(p.nodePort ? { nodePort: p.nodePort } : {}),
      parts: slices.map((slice) => partOf(slice, p.name ?? "")),
    })),
  };
};

/** The slices of a service, in the order of their names. */
export const slicesOf = (sim: Sim, service: string): EndpointSlice[] =>
  [...sim.store.byIndex("endpointslices", INDEX, service)].toSorted((a, b) =>
    compareStrings(a.metadata.name, b.metadata.name),
  );

/** The order of the slices of each service, for as long as none of them comes, goes or moves: to sort 1,500 names a second costs. */
export class SliceOrder {
  readonly #sim: Sim;
  readonly #keys = new Map<string, readonly string[]>();

  constructor(sim: Sim) {
    this.#sim = sim;
  }

  slicesOf(service: string): readonly EndpointSlice[] {
    const known = this.#keys.get(service);
    if (known) return known.map((key) => this.#sim.store.get("endpointslices", key) as EndpointSlice);
    const slices = slicesOf(this.#sim, service);
    this.#keys.set(service, slices.map(keyOf));
    return slices;
  }
  sliceChanged({ type, object, old = object }: ObjectChange): void {
    const [now, before] = [serviceOf(object), serviceOf(old)];
    if (type === "MODIFIED" && now === before) return;
    for (const service of [now, before]) if (service !== undefined) this.#keys.delete(service);
  }
  clear(): void {
    this.#keys.clear();
  }
}

/** The service that a slice says it belongs to. */
export const serviceOf = ({ metadata: { namespace, labels } }: KubeObject): string | undefined => {
  const service = labels?.[SERVICE_NAME_LABEL];
  return service ? `${namespace}/${service}` : undefined;
};

/** The endpoints of a port, put together when somebody asks: rules are made with each change, and few are ever asked. */
export const endpointsOf: (port: Pick<ProxyPort, "parts">) => PortEndpoints = memoise(({ parts }) => ({
  ready: parts.flatMap(({ ready }) => ready),
  terminating: parts.flatMap(({ terminating }) => terminating),
}));

/** The endpoints that slices list as ready for the service port of this name. */
export const readyOf = (slices: readonly EndpointSlice[], portName: string): readonly ProxyEndpoint[] =>
  slices.flatMap((slice) => partOf(slice, portName).ready);

/** A slice never changes in place: what it gave to a port, it gives again. Of a big Service few slices change at a time. */
const known = new WeakMap<EndpointSlice, Map<string, PortEndpoints>>();

const partOf = (slice: EndpointSlice, portName: string): PortEndpoints => {
  let parts = known.get(slice);
  if (!parts) known.set(slice, (parts = new Map()));
  let part = parts.get(portName);
  if (!part) parts.set(portName, (part = readSlice(slice, portName)));
  return part;
};

const readSlice = (slice: EndpointSlice, portName: string): PortEndpoints => {
  const ready: ProxyEndpoint[] = [];
  const terminating: ProxyEndpoint[] = [];
  const port = slice.ports?.find((p) => (p.name ?? "") === portName)?.port;
  if (port === undefined) return { ready, terminating };
  for (const endpoint of slice.endpoints) {
    const { ready: isReady = true, serving, terminating: isTerminating } = endpoint.conditions ?? {};
    if (isReady) ready.push(toEndpoint(endpoint, port));
    else if (serving && isTerminating) terminating.push(toEndpoint(endpoint, port));
  }
  return { ready, terminating };
};

const toEndpoint = ({ addresses, targetRef, nodeName, hints }: Endpoint, port: number): ProxyEndpoint => {
  const pod = targetRef?.kind === "Pod" && targetRef.name ? targetRef : undefined;
  return {
    ip: addresses[0] ?? "",
    port,
    ...(pod ? { pod: `${pod.namespace}/${pod.name}` } : {}),
    ...(pod?.uid ? { podUid: pod.uid } : {}),
    ...(nodeName ? { node: nodeName } : {}),
    ...(hints?.forNodes ? { forNodes: hints.forNodes.map((n) => n.name) } : {}),
    ...(hints?.forZones ? { forZones: hints.forZones.map((z) => z.name) } : {}),
  };
};

/** topologyModeFromHints: those meant for this node, else those meant for its zone, and all if that is nobody or a hint is missing. */
export const nearest = (
  ready: readonly ProxyEndpoint[],
  node: string,
  zoneOf: (node: string) => string | undefined,
): readonly ProxyEndpoint[] => {
  if (ready.every((e) => e.forNodes)) {
    const here = ready.filter((e) => e.forNodes?.includes(node));
    if (here.length > 0) return here;
  }
  if (!ready.every((e) => e.forZones)) return ready;
  const zone = zoneOf(node) ?? "";
  const near = ready.filter((e) => e.forZones?.includes(zone));
  return near.length > 0 ? near : ready;
};
