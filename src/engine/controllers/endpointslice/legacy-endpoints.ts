// Models pkg/controller/endpoint/endpoints_controller.go (v1.36): the deprecated Endpoints object that `kubectl get endpoints` shows.
import { compareStrings } from "#api/compare";
import type { EndpointAddress, Endpoints, EndpointSubset, Service } from "#api/core-service";
import type { Endpoint } from "#api/discovery";
import { legacyPortsInOrder } from "./port-order.ts";
import type { Member } from "./members.ts";
import type { Group, ServiceView } from "./service-view.ts";

const MANAGED_BY = "endpoints.kubernetes.io/managed-by";
const MAX_ADDRESSES = 1000;
const HEADLESS = "service.kubernetes.io/headless";

/** The object as it should be, without the time of the last change. */
export const legacyEndpoints = ({ service, families }: ServiceView): Endpoints => {
  const { name, namespace, labels } = service.metadata;
  const isHeadless = !service.spec.clusterIP || service.spec.clusterIP === "None";
  const ofIpv4 = [...(families.find((f) => f.addressType === "IPv4")?.groups ?? [])]
    .toSorted(([a], [b]) => compareStrings(a, b))
    .map(([, group]) => group);
  const count = ofIpv4.reduce((n, g) => n + g.members.size, 0);
  const subsets = ofIpv4.flatMap((group) => subsetOf(service, group, count));
  return {
    apiVersion: "v1",
    kind: "Endpoints",
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...labels, [MANAGED_BY]: "endpoint-controller", ...(isHeadless ? { [HEADLESS]: "" } : {}) },
    },
    ...(subsets.length > 0 ? { subsets } : {}),
  };
};

const subsetOf = (service: Service, group: Group, count: number): readonly EndpointSubset[] => {
  // A port that no container names gives no subset; a Service that has no ports at all gives one without.
  if (group.ports.length === 0 && (service.spec.ports ?? []).length > 0) return [];
  // The object holds 1000 addresses at most, each subset its part of them.
  const room = Math.floor((group.members.size * MAX_ADDRESSES) / Math.max(count, MAX_ADDRESSES));
  const { ready, notReady } = group.members.addresses(room);
  if (ready.length + notReady.length === 0) return [];
  const ports = legacyPortsInOrder(group.ports).map(({ name, port = 0, protocol, appProtocol }) => ({
    ...(name ? { name } : {}),
    port,
    ...(protocol ? { protocol } : {}),
    ...(appProtocol ? { appProtocol } : {}),
  }));
  return [
    {
      ...(ready.length > 0 ? { addresses: ready } : {}),
      ...(notReady.length > 0 ? { notReadyAddresses: notReady } : {}),
      ...(ports.length > 0 ? { ports } : {}),
    },
  ];
};

/** Which list an endpoint is in: one that ends without serving is in none. */
export const memberOf = (endpoint: Endpoint, { spec }: Service): Member => {
  const { serving, terminating } = endpoint.conditions ?? {};
  const isReady = spec.publishNotReadyAddresses === true || (serving && !terminating);
  return { address: addressOf(endpoint), list: isReady ? "ready" : terminating ? undefined : "notReady" };
};

export const addressOf = ({ addresses, hostname, nodeName, targetRef }: Endpoint): EndpointAddress => ({
  ip: addresses[0] ?? "",
  ...(hostname ? { hostname } : {}),
  ...(nodeName ? { nodeName } : {}),
  ...(targetRef ? { targetRef } : {}),
});
