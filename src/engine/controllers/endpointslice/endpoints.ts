// Models podToEndpoint, getEndpointPorts and newEndpointSlice of staging/src/k8s.io/endpointslice/utils.go and the desired state of
// reconciler.go (v1.36): which endpoints a Service has.
// Simplified: the annotation topology-mode does nothing; only spec.trafficDistribution gives hints.

import type { Pod } from "#api/core-pod";
import type { Service, ServicePort } from "#api/core-service";
import type { Endpoint, EndpointHints, EndpointPort, EndpointSlice } from "#api/discovery";
import { memoise } from "#api/memoise";
import type { ObjectMeta, StringMap } from "#api/meta";
import { controllerRefTo } from "../controller-ref.ts";
import { isPodReady, isPodTerminal } from "../pod-state.ts";
import { slicePortsInOrder } from "./port-order.ts";

export type AddressType = "IPv4" | "IPv6";

/** The endpoints that share an address family and the ports behind it: named target ports may differ from pod to pod. */
export interface EndpointGroup {
  readonly addressType: AddressType;
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}

export interface EndpointsInput {
  readonly service: Service;
  /** The pods that the Service selects, in the order of the lister. */
  readonly pods: readonly Pod[];
  /** Zone by the name of the node, "" if it is in none. A node that is missing does not exist. */
  readonly nodeZones: ReadonlyMap<string, string>;
}

/** An EndpointSlice before the API server has named it. */
export type NewEndpointSlice = Omit<EndpointSlice, "metadata"> & { readonly metadata: Omit<ObjectMeta, "name"> };

export const MAX_ENDPOINTS_PER_SLICE = 100;

const MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
export const SERVICE_NAME = "kubernetes.io/service-name";
const HEADLESS = "service.kubernetes.io/headless";
export const TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time";
const RESERVED_LABELS = [MANAGED_BY, SERVICE_NAME, HEADLESS];
const CONTROLLER = "endpointslice-controller.k8s.io";

/** What the Service's slices hold when there are none yet; without any endpoint one empty slice per family stands for it. */
export const desiredSlices = (input: EndpointsInput, triggerTime?: string): readonly NewEndpointSlice[] =>
  addressTypesOf(input.service).flatMap((addressType) => {
    const full = groupsOfFamily(input, addressType).flatMap(splitGroup);
    const groups = full.length > 0 ? full : [placeholderOf(addressType)];
    return groups.map((group) => newSlice(input.service, group, triggerTime));
  });

export const placeholderOf = (addressType: AddressType): EndpointGroup => ({ addressType, ports: [], endpoints: [] });

export const newSlice = (service: Service, group: EndpointGroup, triggerTime?: string): NewEndpointSlice => ({
  apiVersion: "discovery.k8s.io/v1",
  kind: "EndpointSlice",
  metadata: {
    generateName: `${service.metadata.name}-`,
    ...(service.metadata.namespace === undefined ? {} : { namespace: service.metadata.namespace }),
    labels: sliceLabels(service),
    ...(triggerTime === undefined ? {} : { annotations: { [TRIGGER_TIME]: triggerTime } }),
    ownerReferences: [controllerRefTo({ ...service, apiVersion: "v1", kind: "Service" })],
  },
  addressType: group.addressType,
  endpoints: group.endpoints,
  ports: group.ports,
});

/** Those of the Service, and the three that are the controller's own. */
export const sliceLabels = ({ metadata, spec }: Service): StringMap => ({
  ...Object.fromEntries(Object.entries(metadata.labels ?? {}).filter(([key]) => !RESERVED_LABELS.includes(key))),
  ...(spec.clusterIP === undefined || spec.clusterIP === "" || spec.clusterIP === "None" ? { [HEADLESS]: "" } : {}),
  [SERVICE_NAME]: metadata.name,
  [MANAGED_BY]: CONTROLLER,
});

export const addressTypesOf = ({ spec }: Service): readonly AddressType[] => {
  if (spec.ipFamilies && spec.ipFamilies.length > 0) return spec.ipFamilies;
  if (spec.clusterIP && spec.clusterIP !== "None") return [spec.clusterIP.includes(":") ? "IPv6" : "IPv4"];
  return ["IPv4", "IPv6"];
};

interface OpenGroup extends EndpointGroup {
  readonly endpoints: Endpoint[];
}

const groupsOfFamily = (input: EndpointsInput, addressType: AddressType): readonly EndpointGroup[] => {
  const { service, pods, nodeZones } = input;
  const groups = new Map<string, OpenGroup>();
  for (const pod of pods) {
    const part = partOf(pod, service, addressType, nodeZones.get(pod.spec.nodeName ?? ""));
    if (!part) continue;
    let group = groups.get(part.key);
    if (!group) groups.set(part.key, (group = { addressType, ports: part.ports, endpoints: [] }));
    group.endpoints.push(part.endpoint);
  }
  return [...groups.values()];
};

/** What one pod gives to a Service. */
export interface Part {
  readonly ports: readonly EndpointPort[];
  /** Of the group: the ports as a text. */
  readonly key: string;
  readonly endpoint: Endpoint;
}

/** On a node in this zone; undefined: the node is unknown. */
export const partOf = (
  pod: Pod,
  service: Service,
  addressType: AddressType,
  zone: string | undefined,
): Part | undefined => {
  if (!hasEndpoint(pod)) return undefined;
  const addresses = addressesOf(pod, addressType);
  // A pod on a node that nobody knows is left out, unless even those that are not ready are to be published.
  if (addresses.length === 0 || (zone === undefined && !service.spec.publishNotReadyAddresses)) return undefined;
  const ports = sameForAll(service) ?? slicePortsInOrder(endpointPorts(service, pod));
  return { ports, key: portsKey(ports), endpoint: podToEndpoint(pod, service, addresses, zone) };
};

/** Ports that are the same in all that counts. */
export const portsKey = memoise((ports: readonly EndpointPort[]): string =>
  ports.map((p) => [p.name ?? "", p.protocol ?? "", p.port ?? "", p.appProtocol ?? ""].join("|")).join(","),
);

export const splitGroup = (group: EndpointGroup): readonly EndpointGroup[] => {
  const parts: EndpointGroup[] = [];
  for (let i = 0; i < group.endpoints.length; i += MAX_ENDPOINTS_PER_SLICE) {
    parts.push({ ...group, endpoints: group.endpoints.slice(i, i + MAX_ENDPOINTS_PER_SLICE) });
  }
  return parts;
};

/** A pod that ends keeps its endpoint (not ready) until it is over. */
const hasEndpoint = (pod: Pod): boolean => !isPodTerminal(pod) && podIps(pod).length > 0;

const podIps = ({ status }: Pod): readonly string[] =>
  status?.podIPs?.map(({ ip }) => ip) ?? (status?.podIP ? [status.podIP] : []);

const addressesOf = (pod: Pod, addressType: AddressType): readonly string[] =>
  podIps(pod).filter((ip) => ip.includes(":") === (addressType === "IPv6"));

const podToEndpoint = (
  pod: Pod,
  service: Service,
  addresses: readonly string[],
  zone: string | undefined,
): Endpoint => {
  const { metadata, spec } = pod;
  const serving = isPodReady(pod);
  const terminating = metadata.deletionTimestamp !== undefined;
  const isNamed = spec.hostname && spec.subdomain === service.metadata.name;
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating);
  const hints = ready ? hintsOf(service, zone, spec.nodeName) : undefined;
  return {
    addresses,
    conditions: { ready, serving, terminating },
    ...(isNamed && metadata.namespace === service.metadata.namespace ? { hostname: spec.hostname } : {}),
    targetRef: {
      kind: "Pod",
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      name: metadata.name,
      ...(metadata.uid === undefined ? {} : { uid: metadata.uid }),
    },
    ...(spec.nodeName ? { nodeName: spec.nodeName } : {}),
    ...(zone ? { zone } : {}),
    ...(hints ? { hints } : {}),
  };
};

/** preferCloseHeuristic of trafficdist.go: where the endpoint would rather be used. */
const hintsOf = ({ spec }: Service, zone = "", nodeName = ""): EndpointHints | undefined => {
  // Validation lets three values through, and all are about what is near.
  const { trafficDistribution } = spec;
  if (!trafficDistribution) return undefined;
  const forNodes = trafficDistribution === "PreferSameNode" && nodeName ? { forNodes: [{ name: nodeName }] } : {};
  const hints = { ...(zone ? { forZones: [{ name: zone }] } : {}), ...forNodes };
  return Object.keys(hints).length > 0 ? hints : undefined;
};

/** Of a Service whose target ports are all numbers: the same for each pod. */
const sameForAll = memoise((service: Service): readonly EndpointPort[] | undefined => {
  const isNamed = (service.spec.ports ?? []).some((p) => typeof p.targetPort === "string");
  return isNamed ? undefined : slicePortsInOrder(endpointPorts(service));
});

/** A port whose target this pod does not name is left out for this pod. */
const endpointPorts = (service: Service, pod?: Pod): readonly EndpointPort[] =>
  (service.spec.ports ?? []).flatMap((servicePort) => {
    const port = targetPortOf(servicePort, pod);
    if (port === undefined) return [];
    return [
      {
        name: servicePort.name ?? "",
        protocol: servicePort.protocol ?? "TCP",
        port,
        ...(servicePort.appProtocol === undefined ? {} : { appProtocol: servicePort.appProtocol }),
      },
    ];
  });

/** The number, or the port of that name and protocol in the pod's containers and sidecars. */
export const targetPortOf = ({ targetPort, port, protocol = "TCP" }: ServicePort, pod?: Pod): number | undefined => {
  if (typeof targetPort !== "string") return targetPort ?? port;
  if (!pod) return undefined;
  const sidecars = (pod.spec.initContainers ?? []).filter((container) => container.restartPolicy === "Always");
  return [...pod.spec.containers, ...sidecars]
    .flatMap((container) => container.ports ?? [])
    .find((candidate) => candidate.name === targetPort && (candidate.protocol ?? "TCP") === protocol)?.containerPort;
};
