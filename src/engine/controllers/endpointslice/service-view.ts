// What the controller knows of a Service from its last sync, so that the next one costs what has changed and not what there is. It is
// derived: never state, made anew after a restore, when the Service changed, or when somebody else wrote one of its slices.
import { deepEqual } from "#api/json";
import type { Pod } from "#api/core-pod";
import type { Endpoints, Service } from "#api/core-service";
import type { Endpoint, EndpointPort, EndpointSlice } from "#api/discovery";
import { keyOf } from "#api/scheme";
import { addressTypesOf, partOf, type AddressType, type Part } from "./endpoints.ts";
import { addressOf } from "./legacy-endpoints.ts";
import { Members } from "./members.ts";

/** Within a Service and a family a pod has one endpoint. */
export const identityOf = ({ targetRef, addresses }: Endpoint): string => targetRef?.uid ?? addresses.join(",");

/** The pods that share the ports behind their addresses, in the order of address and uid. */
export interface Group {
  readonly ports: readonly EndpointPort[];
  readonly members: Members;
}

export class Family {
  readonly addressType: AddressType;
  /** By the text of their ports. */
  readonly groups = new Map<string, Group>();
  /** Endpoints that came, went or are others since the last sync: the key of the pod, by identity. */
  readonly touched = new Map<string, string>();
  /** In which slice an endpoint is, by identity. */
  readonly sliceKeys = new Map<string, string>();
  readonly #parts = new Map<string, Part>();

  constructor(addressType: AddressType) {
    this.addressType = addressType;
  }

  /** What a pod gives now; undefined: it is gone, or no longer selected. */
  take(key: string, part: Part | undefined): void {
    const before = this.#parts.get(key);
    if (before?.key === part?.key && deepEqual(before?.endpoint, part?.endpoint)) return;
    if (before) this.#leave(key, before);
    if (part) this.#enter(key, part);
    else this.#parts.delete(key);
  }

  /** The touched endpoints that belong to a group now, by identity. */
  touchedOf(groupKey: string): Map<string, Endpoint> {
    const found = new Map<string, Endpoint>();
    for (const [identity, key] of this.touched) {
      const part = this.#parts.get(key);
      if (part?.key === groupKey && identityOf(part.endpoint) === identity) {
        found.set(identity, part.endpoint);
      }
    }
    return found;
  }

  #enter(key: string, part: Part): void {
    const { endpoint, ports } = part;
    let group = this.groups.get(part.key);
    if (!group) this.groups.set(part.key, (group = { ports, members: new Members() }));
    group.members.add({ endpoint, address: addressOf(endpoint) });
    this.#parts.set(key, part);
    this.touched.set(identityOf(endpoint), key);
  }

  #leave(key: string, part: Part): void {
    const group = this.groups.get(part.key);
    group?.members.remove(addressOf(part.endpoint));
    if (group?.members.size === 0) this.groups.delete(part.key);
    this.touched.set(identityOf(part.endpoint), key);
  }
}

export class ServiceView {
  readonly service: Service;
  readonly families: readonly Family[];
  /** Keys of the pods to look at again. */
  readonly dirty = new Set<string>();
  /** The slices as the last sync left them; undefined before the first one. */
  #left: ReadonlyMap<string, EndpointSlice> | undefined;
  #leftEndpoints: Endpoints | undefined;

  constructor(service: Service, pods: Iterable<Pod>) {
    this.service = service;
    this.families = addressTypesOf(service).map((type) => new Family(type));
    for (const pod of pods) this.dirty.add(keyOf(pod));
  }

  /** Takes in what is dirty. */
  refresh(podOf: (key: string) => Pod | undefined, zoneOf: (pod: Pod) => string | undefined): void {
    for (const key of this.dirty) {
      const pod = podOf(key);
      for (const family of this.families) {
        family.take(key, pod && partOf(pod, this.service, family.addressType, zoneOf(pod)));
      }
    }
    this.dirty.clear();
  }

  get isFirst(): boolean {
    return this.#left === undefined;
  }

  /** Whether the slices and the Endpoints are those of the last sync, or there was none. */
  isOwn(slices: readonly EndpointSlice[], endpoints: Endpoints | undefined): boolean {
    const left = this.#left;
    if (!left) return true;
    return (
      this.#leftEndpoints === endpoints &&
      left.size === slices.length &&
      slices.every((slice) => left.get(keyOf(slice)) === slice)
    );
  }

  /** Whether an endpoint in this slice was touched, or nobody knows. */
  affected(family: Family): ReadonlySet<string> | undefined {
    if (this.isFirst) return undefined;
    const keys = new Set<string>();
    for (const identity of family.touched.keys()) {
      const key = family.sliceKeys.get(identity);
      if (key !== undefined) keys.add(key);
    }
    return keys;
  }

  /** A sync is over and left this. */
  settle(slices: readonly EndpointSlice[], endpoints: Endpoints | undefined): void {
    const left = new Map(slices.map((slice) => [keyOf(slice), slice]));
    for (const { touched, sliceKeys } of this.families)
      for (const identity of touched.keys()) sliceKeys.delete(identity);
    for (const [key, slice] of left) {
      if (this.#left?.get(key) === slice) continue;
      const family = this.families.find((f) => f.addressType === slice.addressType);
      if (family) this.#fileEndpoints(family, key, slice);
    }
    for (const { touched } of this.families) touched.clear();
    this.#left = left;
    this.#leftEndpoints = endpoints;
  }

  /** Whoever was not touched is in the slice in which it was. */
  #fileEndpoints({ touched, sliceKeys }: Family, key: string, { endpoints }: EndpointSlice): void {
    for (const endpoint of endpoints) {
      const identity = identityOf(endpoint);
      if (this.isFirst || touched.has(identity)) sliceKeys.set(identity, key);
    }
  }
}
