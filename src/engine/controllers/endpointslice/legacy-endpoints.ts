// Models pkg/controller/endpoint/endpoints_controller.go (v1.36): the deprecated Endpoints object that `kubectl get endpoints` shows.
// Simplified: no cut at 1000 addresses.
import { compareStrings } from "#api/compare";
import type { EndpointAddress, Endpoints, EndpointSubset, Service } from "#api/core-service";
import type { Endpoint } from "#api/discovery";
import type { EndpointGroup } from "./endpoints.ts";

const MANAGED_BY = "endpoints.kubernetes.io/managed-by";
const HEADLESS = "service.kubernetes.io/headless";

/** The object as it should be, without the time of the last change. */
export const legacyEndpoints = (service: Service, groups: readonly EndpointGroup[]): Endpoints => {
  const { name, namespace, labels } = service.metadata;
  const isHeadless = !service.spec.clusterIP || service.spec.clusterIP === "None";
  const subsets = groups.filter((g) => g.addressType === "IPv4").flatMap((group) => subsetOf(service, group));
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

const subsetOf = (service: Service, group: EndpointGroup): readonly EndpointSubset[] => {
  const publishesAll = service.spec.publishNotReadyAddresses === true;
  // A port that no container names gives no subset; a Service that has no ports at all gives one without.
  if (group.ports.length === 0 && (service.spec.ports ?? []).length > 0) return [];
  const living = group.endpoints.filter((e) => publishesAll || !e.conditions?.terminating);
  const ready = living.filter((e) => publishesAll || e.conditions?.serving);
  const notReady = living.filter((e) => !ready.includes(e));
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
  endpoints
    .map(({ addresses, hostname, nodeName, targetRef }) => ({
      ip: addresses[0] ?? "",
      ...(hostname ? { hostname } : {}),
      ...(nodeName ? { nodeName } : {}),
      ...(targetRef ? { targetRef } : {}),
    }))
    .toSorted((a, b) => compareStrings(a.ip, b.ip));
