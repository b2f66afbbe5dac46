// Models pkg/controller/endpoint/endpoints_controller.go (v1.36): the deprecated Endpoints object that `kubectl get endpoints` shows.
import { compareStrings } from "#api/compare";
import type { EndpointAddress, Endpoints, EndpointSubset, Service } from "#api/core-service";
import type { Endpoint } from "#api/discovery";
import type { EndpointGroup } from "./endpoints.ts";

const MANAGED_BY = "endpoints.kubernetes.io/managed-by";
const MAX_ADDRESSES = 1000;
const HEADLESS = "service.kubernetes.io/headless";

/** The object as it should be, without the time of the last change. */
export const legacyEndpoints = (service: Service, groups: readonly EndpointGroup[]): Endpoints => {
  const { name, namespace, labels } = service.metadata;
  const isHeadless = !service.spec.clusterIP || service.spec.clusterIP === "None";
  const ofIpv4 = groups.filter((g) => g.addressType === "IPv4");
  const count = ofIpv4.reduce((n, g) => n + g.endpoints.length, 0);
  const subsets = ofIpv4.map((g) => cut(g, count)).flatMap((group) => subsetOf(service, group));
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

/** The object holds 1000 addresses at most, each subset its part of them. */
const cut = (group: EndpointGroup, count: number): EndpointGroup =>
  count <= MAX_ADDRESSES
    ? group
    : { ...group, endpoints: group.endpoints.slice(0, Math.floor((group.endpoints.length * MAX_ADDRESSES) / count)) };

const subsetOf = (service: Service, group: EndpointGroup): readonly EndpointSubset[] => {
  const publishesAll = service.spec.publishNotReadyAddresses === true;
  // A port that no container names gives no subset; a Service that has no ports at all gives one without.
  if (group.ports.length === 0 && (service.spec.ports ?? []).length > 0) return [];
  const living = group.endpoints.filter((e) => publishesAll || !e.conditions?.terminating);
  const isReady = (e: Endpoint): boolean => publishesAll || e.conditions?.serving === true;
  const ready = living.filter(isReady);
  const notReady = living.filter((e) => !isReady(e));
  if (living.length === 0) return [];
  const ports = group.ports.map(({ name, port = 0, protocol, appProtocol }) => ({
    ...(name ? { name } : {}),
    port,
    ...(protocol ? { protocol } : {}),
    ...(appProtocol ? { appProtocol } : {}),
  }));
  return [
    {
      ...(ready.length > 0 ? { addresses: addressesOf(ready) } : {}),
      ...(notReady.length > 0 ? { notReadyAddresses: addressesOf(notReady) } : {}),
      ...(ports.length > 0 ? { ports } : {}),
    },
  ];
};

const addressesOf = (endpoints: readonly Endpoint[]): readonly EndpointAddress[] =>
  endpoints.map(addressOf).toSorted((a, b) => compareStrings(a.ip, b.ip));

/** An endpoint that is the same object gives the same address: comparing a thousand of them is then quick. */
const made = new WeakMap<Endpoint, EndpointAddress>();

const addressOf = (endpoint: Endpoint): EndpointAddress => {
  const before = made.get(endpoint);
  if (before) return before;
  const { addresses, hostname, nodeName, targetRef } = endpoint;
  const address = {
    ip: addresses[0] ?? "",
    ...(hostname ? { hostname } : {}),
    ...(nodeName ? { nodeName } : {}),
    ...(targetRef ? { targetRef } : {}),
  };
  made.set(endpoint, address);
  return address;
};
