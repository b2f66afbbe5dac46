// What the controller knows of a Service from its last sync, so that the next one costs what has changed and not what there is. It is
// derived: never state, made anew after a restore, when the Service changed, or when somebody else wrote one of its slices.
import { compareStrings } from "#api/compare";
import { deepEqual } from "#api/json";
import type { Pod } from "#api/core-pod";
import type { Endpoints, Service } from "#api/core-service";
import type { Endpoint, EndpointPort, EndpointSlice } from "#api/discovery";
import { keyOf } from "#api/scheme";
import { addressTypesOf, partOf, type AddressType, type Part } from "./endpoints.ts";
import { addressOf, memberOf } from "./legacy-endpoints.ts";
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
  readonly #service: Service;
  readonly #parts = new Map<string, Part>();

  constructor(addressType: AddressType, service: Service) {
    this.addressType = addressType;
    this.#service = service;
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
    group.members.add(memberOf(endpoint, this.#service));
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

/** What a sync found of a Service's slices, and made of them. */
export interface SlicesWritten {
  readonly existing: readonly EndpointSlice[];
  readonly changed: readonly EndpointSlice[];
  readonly gone: readonly EndpointSlice[];
}

/** The oldest first. */
export const byAge = ({ metadata: a }: EndpointSlice, { metadata: b }: EndpointSlice): number =>
  compareStrings(a.creationTimestamp ?? "", b.creationTimestamp ?? "") || compareStrings(a.name, b.name);

export class ServiceView {
  readonly service: Service;
  readonly families: readonly Family[];
  /** Keys of the pods to look at again. */
  readonly dirty = new Set<string>();
  /** The slices as the last sync left them; undefined before the first one. */
  #left: Map<string, EndpointSlice> | undefined;
  #leftEndpoints: Endpoints | undefined;

  constructor(service: Service, pods: Iterable<Pod>) {
    this.service = service;
    this.families = addressTypesOf(service).map((type) => new Family(type, service));
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

  /** The slices as the last sync left them, the oldest first. */
  get slices(): readonly EndpointSlice[] | undefined {
    return this.#left && [...this.#left.values()];
  }

  /** Whether the Endpoints are those of the last sync, or there was none. */
  hasLeft(endpoints: Endpoints | undefined): boolean {
    return this.isFirst || this.#leftEndpoints === endpoints;
  }

  /** Whether this is how the last sync left the slice, or there was none. */
  isOwn(key: string, slice: EndpointSlice | undefined): boolean {
    return !this.#left || this.#left.get(key) === slice;
  }

  /** In which slices an endpoint was touched; undefined if nobody knows. */
  affected(family: Family): ReadonlySet<EndpointSlice> | undefined {
    if (!this.#left) return undefined;
    const slices = new Set<EndpointSlice>();
    for (const identity of family.touched.keys()) {
      const slice = this.#left.get(family.sliceKeys.get(identity) ?? "");
      if (slice) slices.add(slice);
    }
    return slices;
  }

  /** A sync is over and left this. */
  settle({ existing, changed, gone }: SlicesWritten, endpoints: Endpoints | undefined): void {
    for (const { touched, sliceKeys } of this.families)
      for (const identity of touched.keys()) sliceKeys.delete(identity);
    const isFirst = this.isFirst;
    const left = (this.#left ??= new Map(existing.map((slice) => [keyOf(slice), slice])));
    for (const slice of gone) left.delete(keyOf(slice));
    const kept = left.size;
    for (const slice of changed) left.set(keyOf(slice), slice);
    if (left.size > kept) this.#left = new Map([...left].toSorted(([, a], [, b]) => byAge(a, b)));
    for (const slice of isFirst ? left.values() : changed) this.#fileEndpoints(slice, isFirst);
    for (const { touched } of this.families) touched.clear();
    this.#leftEndpoints = endpoints;
  }

  /** Whoever was not touched is in the slice in which it was. */
  #fileEndpoints(slice: EndpointSlice, isFirst: boolean): void {
    const family = this.families.find((f) => f.addressType === slice.addressType);
    const key = keyOf(slice);
    for (const endpoint of family ? slice.endpoints : []) {
      const identity = identityOf(endpoint);
      if (isFirst || family!.touched.has(identity)) family!.sliceKeys.set(identity, key);
    }
  }
}
