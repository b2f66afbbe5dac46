// Models reconciler.go of staging/src/k8s.io/endpointslice (v1.36): from the slices that exist to the endpoints that should, with as few
// writes as may be. Pure.
import { compareStrings } from "#api/compare";
import { deepEqual, withFields } from "#api/json";
import type { StringMap } from "#api/meta";
import type { Endpoint, EndpointPort, EndpointSlice } from "#api/discovery";
import {
  MAX_ENDPOINTS_PER_SLICE,
  placeholderOf,
  portsKey,
  splitGroup,
  type AddressType,
  type EndpointGroup,
} from "./endpoints.ts";
import { identityOf } from "./service-view.ts";

export interface SliceUpdate {
  readonly slice: EndpointSlice;
  readonly group: EndpointGroup;
}

export interface SlicePlan {
  readonly creates: readonly EndpointGroup[];
  readonly updates: readonly SliceUpdate[];
  readonly deletes: readonly EndpointSlice[];
}

export interface SlicesInput {
  readonly addressType: AddressType;
  readonly existing: readonly EndpointSlice[];
  /** Of this address type, by the text of their ports. */
  readonly groups: ReadonlyMap<string, WantedGroup>;
  /** The slices in which something is others now; the rest hold what they should. Undefined: all of them. */
  readonly affected: ReadonlySet<EndpointSlice> | undefined;
  /** Whether an endpoint that is in no group's `touched` is no longer wanted; the others in a slice stay as they are. */
  readonly isTouched: (identity: string) => boolean;
  /** The labels that every slice should have. */
  readonly labels: StringMap;
}

export interface WantedGroup {
  readonly ports: readonly EndpointPort[];
  /** Endpoints that are new or others now, by identity. */
  readonly touched: ReadonlyMap<string, Endpoint>;
}

const NO_PORTS: readonly EndpointPort[] = [];

/** For one address type of a Service. */
export const planSlices = (input: SlicesInput): SlicePlan => {
  const { addressType, existing, groups: wanted, labels } = input;
  const ofGroup = new Map<string, EndpointSlice[]>();
  const deletes: EndpointSlice[] = [];
  for (const slice of existing) {
    const key = portsKey(slice.ports ?? NO_PORTS);
    const same = ofGroup.get(key);
    if (!wanted.has(key)) deletes.push(slice);
    else if (same) same.push(slice);
    else ofGroup.set(key, [slice]);
  }
  const creates: EndpointGroup[] = [];
  const updates: SliceUpdate[] = [];
  for (const [key, group] of [...wanted].toSorted(([a], [b]) => compareStrings(a, b))) {
    const plan = planGroup(input, group, ofGroup.get(key) ?? []);
    creates.push(...plan.creates);
    updates.push(...plan.updates);
    deletes.push(...plan.deletes);
  }
  // A Service without any endpoint keeps one empty slice.
  if (existing.length === deletes.length && creates.length === 0) {
    const placeholder = placeholderOf(addressType);
    const only = deletes.length === 1 ? deletes[0] : undefined;
    if (only && holds(only, placeholder, labels)) return { creates: [], updates: [], deletes: [] };
    creates.push(placeholder);
  }
  return recycle({ creates, updates, deletes });
};

const holds = (slice: EndpointSlice, group: EndpointGroup, labels: StringMap): boolean =>
  deepEqual(slice.endpoints, group.endpoints) &&
  deepEqual(slice.ports ?? [], group.ports) &&
  deepEqual(slice.metadata.labels, labels);

/** A slice that would be deleted is given what a new one would hold: its name stays. */
const recycle = ({ creates, updates, deletes }: SlicePlan): SlicePlan => {
  const count = Math.min(creates.length, deletes.length);
  const reused = creates.slice(0, count).map((group, i) => ({ slice: deletes[i]!, group }));
  return { creates: creates.slice(count), updates: [...updates, ...reused], deletes: deletes.slice(count) };
};

interface Slot {
  readonly slice: EndpointSlice;
  endpoints: readonly Endpoint[];
  isChanged: boolean;
}

const planGroup = (
  input: SlicesInput,
  { ports, touched }: WantedGroup,
  existing: readonly EndpointSlice[],
): SlicePlan => {
  const group = { addressType: input.addressType, ports };
  const missing = new Map(touched);
  const slots = existing.map((slice) => keepWanted(input, slice, missing));
  const added = [...missing.values()].toSorted((a, b) =>
    compareStrings(a.targetRef?.name ?? "", b.targetRef?.name ?? ""),
  );
  const fill = (slot: Slot): void => {
    const taken = added.splice(0, MAX_ENDPOINTS_PER_SLICE - slot.endpoints.length);
    slot.endpoints = [...slot.endpoints, ...taken];
    slot.isChanged ||= taken.length > 0;
  };
  // First the slices that are written anyway, the fullest first; then one that has room for all the rest; then new ones.
  const changing = slots.filter((s) => s.isChanged && s.endpoints.length > 0);
  for (const slot of changing.toSorted((a, b) => b.endpoints.length - a.endpoints.length)) fill(slot);
  const roomy = slots
    .filter((s) => !s.isChanged && s.endpoints.length + added.length <= MAX_ENDPOINTS_PER_SLICE)
    .toSorted((a, b) => b.endpoints.length - a.endpoints.length)[0];
  if (roomy && added.length > 0) fill(roomy);
  return {
    creates: splitGroup(withFields(group, { endpoints: added })),
    updates: slots
      .filter((s) => s.isChanged && s.endpoints.length > 0)
      .map(({ slice, endpoints }) => ({ slice, group: withFields(group, { endpoints }) })),
    deletes: slots.filter((s) => s.endpoints.length === 0).map((s) => s.slice),
  };
};

/** What stays of a slice, as it should be now; what is found there is no longer missing. */
const keepWanted = (
  { affected, labels, isTouched }: SlicesInput,
  slice: EndpointSlice,
  missing: Map<string, Endpoint>,
): Slot => {
  if (affected && !affected.has(slice)) return { slice, endpoints: slice.endpoints, isChanged: false };
  const endpoints: Endpoint[] = [];
  let isChanged = !deepEqual(slice.metadata.labels, labels);
  for (const before of slice.endpoints) {
    const identity = identityOf(before);
    const now = isTouched(identity) ? missing.get(identity) : before;
    isChanged ||= now === undefined || !deepEqual(now, before);
    if (!now) continue;
    endpoints.push(now);
    missing.delete(identity);
  }
  return { slice, endpoints, isChanged };
};
