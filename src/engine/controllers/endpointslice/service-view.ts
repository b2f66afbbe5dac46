// What the controller knows of a Service from its last sync, so that the next one costs what has changed and not what there is. It is
// derived: never state, made anew after a restore, when the Service changed, or when somebody else wrote one of its slices.
import { compareStrings } from "#api/compare";
import { deepEqual } from "#api/json";
import type { Pod } from "#api/core-pod";
import type { EndpointAddress, Endpoints, Service } from "#api/core-service";
import type { Endpoint, EndpointPort, EndpointSlice } from "#api/discovery";
import { keyOf } from "#api/scheme";
import { addressTypesOf, partOf, type AddressType, type Part } from "./endpoints.ts";
import { addressOf } from "./legacy-endpoints.ts";

/** Within a Service and a family a pod has one endpoint. */
export const identityOf = ({ targetRef, addresses }: Endpoint): string => targetRef?.uid ?? addresses.join(",");

/** An endpoint, and how the deprecated Endpoints object writes it. */
export interface Member {
  readonly endpoint: Endpoint;
  readonly address: EndpointAddress;
}

/** The pods that share the ports behind their addresses, in the order of address and uid. */
export interface Group {
  readonly ports: readonly EndpointPort[];
  readonly members: Member[];
}

const uidOf = ({ targetRef }: EndpointAddress): string => targetRef?.uid ?? "";

/** Where an address stands among the members, or would. */
const placeOf = (members: readonly Member[], address: EndpointAddress): number => {
  let low = 0;
  for (let high = members.length; low < high;) {
    const middle = (low + high) >> 1;
    const other = members[middle]!.address;
    const order = compareStrings(other.ip, address.ip) || compareStrings(uidOf(other), uidOf(address));
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

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
    if (!group) this.groups.set(part.key, (group = { ports, members: [] }));
    const address = addressOf(endpoint);
    group.members.splice(placeOf(group.members, address), 0, { endpoint, address });
    this.#parts.set(key, part);
    this.touched.set(identityOf(endpoint), key);
  }

  #leave(key: string, part: Part): void {
    const group = this.groups.get(part.key);
    group?.members.splice(placeOf(group.members, addressOf(part.endpoint)), 1);
    if (group?.members.length === 0) this.groups.delete(part.key);
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
    for (const family of this.families) {
      for (const identity of family.touched.keys()) family.sliceKeys.delete(identity);
      family.touched.clear();
    }
    for (const [key, slice] of left) {
      if (this.#left?.get(key) === slice) continue;
      const family = this.families.find((f) => f.addressType === slice.addressType);
      for (const endpoint of slice.endpoints) family?.sliceKeys.set(identityOf(endpoint), key);
    }
    this.#left = left;
    this.#leftEndpoints = endpoints;
  }
}
