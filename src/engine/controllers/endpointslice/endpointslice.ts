// Models pkg/controller/endpointslice/endpointslice_controller.go (v1.36): which changes make the controller look at a Service, and its
// slices (and the deprecated Endpoints) as they should be.
// Simplified: the trigger-time annotation says when the slice was written, not when the first of its pods changed.
import { compareStrings } from "#api/compare";
import { deepEqual } from "#api/json";
import type { KubeObject, StringMap } from "#api/meta";
import type { Pod } from "#api/core-pod";
import type { Service } from "#api/core-service";
import type { EndpointSlice } from "#api/discovery";
import { keyOf } from "#api/scheme";
import type { ObjectChange } from "../../apiserver/store.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";
import { isPodReady, isPodTerminal } from "../pod-state.ts";
import { createWorkQueue, type WorkQueue } from "../work-queue.ts";
import {
  addressTypesOf,
  endpointGroups,
  newSlice,
  sliceLabels,
  SERVICE_NAME,
  TRIGGER_TIME,
  type EndpointGroup,
} from "./endpoints.ts";
import { legacyEndpoints } from "./legacy-endpoints.ts";
import { planSlices, type SliceUpdate } from "./plan-slices.ts";

const NAME = "endpointslice";
const LATENCY_MS = 12;
/** A big Service takes the controller longer: 10,000 endpoints half a second. In that time more changes come together. */
const ENDPOINTS_PER_MS = 20;
const ZONE = "topology.kubernetes.io/zone";
const MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
const CONTROLLER = "endpointslice-controller.k8s.io";
/** Index of slices by Service, and of Services by one label pair that each of their pods has. */
const BY_SERVICE = "service";
const BY_LABEL = "selector";

export const createEndpointSliceController: ComponentFactory = (sim) => {
  sim.store.addIndex("endpointslices", BY_SERVICE, serviceKeys);
  sim.store.addIndex("services", BY_LABEL, selectorPair);
  const zones = new Map<string, string>();
  const queue: WorkQueue = createWorkQueue(sim, {
    component: NAME,
    latencyMs: LATENCY_MS,
    reconcile: (key) => {
      const service = sim.store.get("services", key);
      if (service) syncService(sim, service, zones);
      else sim.api.delete("endpoints", key);
    },
  });
  /** How many endpoints each Service has. */
  const sizes = new Map<string, number>();
  const resize = ({ type, object, old }: ObjectChange): void => {
    const before = sizeOf(old);
    const now = type === "DELETED" ? 0 : sizeOf(object);
    for (const key of serviceKeys(object)) sizes.set(key, (sizes.get(key) ?? 0) + now - before);
  };
  const add = (key: string): void =>
    queue.addAfter(key, LATENCY_MS + Math.floor((sizes.get(key) ?? 0) / ENDPOINTS_PER_MS));
  const addSelecting = (pod: Pod): void => {
    for (const service of servicesOf(sim, pod)) add(keyOf(service));
  };
  return {
    name: NAME,
    timers: { reconcile: queue.fire },
    watch: {
      services: ({ type, key }) => {
        if (type === "DELETED") sizes.delete(key);
        add(key);
      },
      endpointslices: (change) => {
        resize(change);
        // What people delete is made again.
        if (change.type === "DELETED") for (const key of serviceKeys(change.object)) add(key);
      },
      pods: ({ type, object, old }) => {
        const pod = object as Pod;
        if (type === "MODIFIED" && old && !isEndpointChanged(old as Pod, pod)) return;
        addSelecting(pod);
        if (old && !deepEqual(old.metadata.labels, pod.metadata.labels)) addSelecting(old as Pod);
      },
      nodes: (change) => {
        if (noteZone(zones, change)) for (const pod of sim.store.podsOnNode(change.key)) addSelecting(pod);
      },
    },
    rebuild: () => {
      zones.clear();
      for (const node of sim.store.list("nodes")) zones.set(node.metadata.name, zoneOf(node));
      sizes.clear();
      for (const object of sim.store.list("endpointslices")) {
        resize({ type: "ADDED", resource: "endpointslices", key: keyOf(object), object });
      }
    },
  };
};

/** A slice that somebody else wrote may come without the list. */
const sizeOf = (slice: Partial<EndpointSlice> | undefined): number => slice?.endpoints?.length ?? 0;

const serviceKeys = ({ metadata: { namespace, labels } }: KubeObject): readonly string[] =>
  labels?.[SERVICE_NAME] && labels[MANAGED_BY] === CONTROLLER ? [`${namespace}/${labels[SERVICE_NAME]}`] : [];

/** A Service whose selector is empty selects every pod: it is filed under the namespace alone. */
const selectorPair = (object: KubeObject): readonly string[] => {
  const { spec, metadata } = object as Service;
  if (!spec.selector) return [];
  const [pair] = Object.entries(spec.selector);
  return [pair ? `${metadata.namespace}/${pair[0]}=${pair[1]}` : `${metadata.namespace}/`];
};

const servicesOf = (sim: Sim, pod: Pod): readonly Service[] => {
  const { namespace, labels = {} } = pod.metadata;
  const found: Service[] = [];
  const look = (pair: string): void => {
    for (const service of sim.store.byIndex("services", BY_LABEL, pair)) {
      if (selects(service.spec.selector ?? {}, labels)) found.push(service);
    }
  };
  look(`${namespace}/`);
  for (const key of Object.keys(labels)) look(`${namespace}/${key}=${labels[key]}`);
  return found.length < 2 ? found : found.toSorted((x, y) => compareStrings(x.metadata.name, y.metadata.name));
};

const selects = (selector: StringMap, labels: StringMap): boolean => {
  for (const key of Object.keys(selector)) if (labels[key] !== selector[key]) return false;
  return true;
};

const isEndpointChanged = (old: Pod, now: Pod): boolean =>
  isPodReady(old) !== isPodReady(now) ||
  isPodTerminal(old) !== isPodTerminal(now) ||
  old.metadata.deletionTimestamp !== now.metadata.deletionTimestamp ||
  old.spec.nodeName !== now.spec.nodeName ||
  old.status?.podIP !== now.status?.podIP ||
  !deepEqual(old.status?.podIPs, now.status?.podIPs) ||
  !deepEqual(old.metadata.labels, now.metadata.labels);

const zoneOf = (node: KubeObject): string => node.metadata.labels?.[ZONE] ?? "";

/** Whether the endpoints on this node are others now. */
const noteZone = (zones: Map<string, string>, { type, key, object }: ObjectChange): boolean => {
  const before = zones.get(key);
  const now = type === "DELETED" ? undefined : zoneOf(object);
  if (now === undefined) zones.delete(key);
  else zones.set(key, now);
  return before !== now;
};

const syncService = (sim: Sim, service: Service, nodeZones: ReadonlyMap<string, string>): void => {
  const { selector, type } = service.spec;
  // Without a selector the endpoints are somebody else's to keep.
  if (!selector) return;
  const pods = sim.store.podsByLabels(service.metadata.namespace ?? "", selector);
  const groups = endpointGroups({ service, pods, nodeZones });
  if (type !== "ExternalName") syncSlices(sim, service, groups);
  syncLegacy(sim, service, groups);
};

const syncSlices = (sim: Sim, service: Service, groups: readonly EndpointGroup[]): void => {
  const existing = [...sim.store.byIndex("endpointslices", BY_SERVICE, keyOf(service))]
    .filter((slice) => !slice.metadata.deletionTimestamp)
    .toSorted(
      (a, b) =>
        compareStrings(a.metadata.creationTimestamp ?? "", b.metadata.creationTimestamp ?? "") ||
        compareStrings(a.metadata.name, b.metadata.name),
    );
  const labels = sliceLabels(service);
  const types = addressTypesOf(service);
  for (const addressType of types) {
    const plan = planSlices({
      addressType,
      existing: existing.filter((s) => s.addressType === addressType),
      groups: groups.filter((g) => g.addressType === addressType),
      labels,
    });
    for (const update of plan.updates) writeSlice(sim, service, update);
    for (const group of plan.creates) {
      // The API server names it after generateName.
      const slice = newSlice(service, group, sim.timestamp());
      sim.api.createTrusted("endpointslices", { ...slice, metadata: { ...slice.metadata, name: "" } });
    }
    for (const slice of plan.deletes) sim.api.delete("endpointslices", keyOf(slice));
  }
  for (const slice of existing) {
    if (!types.some((t) => t === slice.addressType)) sim.api.delete("endpointslices", keyOf(slice));
  }
};

const writeSlice = (sim: Sim, service: Service, { slice, group }: SliceUpdate): void => {
  sim.api.write("endpointslices", keyOf(slice), (live): EndpointSlice => {
    const annotations = { ...live.metadata.annotations, [TRIGGER_TIME]: sim.timestamp() };
    const metadata = { ...live.metadata, labels: sliceLabels(service), annotations };
    return { ...live, metadata, endpoints: group.endpoints, ports: group.ports };
  });
};

const syncLegacy = (sim: Sim, service: Service, groups: readonly EndpointGroup[]): void => {
  const wanted = legacyEndpoints(service, groups);
  const annotations = { [TRIGGER_TIME]: sim.timestamp() };
  const live = sim.store.get("endpoints", keyOf(service));
  if (!live) {
    sim.api.createTrusted("endpoints", { ...wanted, metadata: { ...wanted.metadata, annotations } });
    return;
  }
  if (deepEqual(live.subsets, wanted.subsets) && deepEqual(live.metadata.labels, wanted.metadata.labels)) return;
  sim.api.write("endpoints", keyOf(service), (now) => {
    const { subsets: _, ...rest } = now;
    const metadata = {
      ...now.metadata,
      labels: wanted.metadata.labels ?? {},
      annotations: { ...now.metadata.annotations, ...annotations },
    };
    return { ...rest, ...(wanted.subsets ? { subsets: wanted.subsets } : {}), metadata };
  });
};
