// Models pkg/controller/endpointslice/endpointslice_controller.go (v1.36): which changes make the controller look at a Service, and its
// slices (and the deprecated Endpoints) as they should be.
// Simplified: the trigger-time annotation says when the slice was written, not when the first of its pods changed.
import { compareStrings } from "#api/compare";
import { deepEqual } from "#api/json";
import { memoise } from "#api/memoise";
import type { KubeObject, StringMap } from "#api/meta";
import type { Pod } from "#api/core-pod";
import type { Service } from "#api/core-service";
import type { EndpointSlice } from "#api/discovery";
import { keyOf } from "#api/scheme";
import type { ObjectChange } from "../../apiserver/store.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";
import { isPodReady, isPodTerminal } from "../pod-state.ts";
import { createWorkQueue, type WorkQueue } from "../work-queue.ts";
import { newSlice, sliceLabels, SERVICE_NAME, TRIGGER_TIME } from "./endpoints.ts";
import { legacyEndpoints } from "./legacy-endpoints.ts";
import { planSlices, type SliceUpdate } from "./plan-slices.ts";
import { byAge, ServiceView, type SlicesWritten } from "./service-view.ts";
import { sortedByKey } from "../../apiserver/store.ts";

const NAME = "endpointslice";
const LATENCY_MS = 12;
/** A big Service takes the controller longer: 10,000 endpoints half a second. In that time more changes come together. */
const ENDPOINTS_PER_MS = 20;
/** So long after a slice was moved its Services are looked at (endpointSliceChangeMinSyncDelay). */
const MOVED_MS = 1000;
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
      if (service) syncService({ sim, zones, views }, service);
      else sim.api.delete("endpoints", key);
    },
  });
  const views = new Map<string, ServiceView>();
  /** How many endpoints each Service has. */
  const sizes = new Map<string, number>();
  const add = (key: string): void =>
    queue.addAfter(key, LATENCY_MS + Math.floor((sizes.get(key) ?? 0) / ENDPOINTS_PER_MS));
  const addSelecting = (pod: Pod): void => {
    const podKey = keyOf(pod);
    for (const service of servicesOf(sim, pod)) {
      const key = keyOf(service);
      views.get(key)?.dirty.add(podKey);
      add(key);
    }
  };
  return {
    name: NAME,
    timers: { reconcile: queue.fire },
    watch: {
      services: ({ type, key }) => {
        if (type === "DELETED") sizes.delete(key);
        views.delete(key);
        add(key);
      },
      endpointslices: (change) => {
        noteSlice(sizes, views, change);
        // What people delete is made again; what they move to another Service concerns both.
        if (change.type === "DELETED") for (const key of serviceKeys(change.object)) add(key);
        for (const key of movedBetween(change)) queue.addAfter(key, MOVED_MS);
      },
      pods: ({ type, object, old }) => {
        const pod = object as Pod;
        if (type === "MODIFIED" && old && !isEndpointChanged(old as Pod, pod)) return;
        addSelecting(pod);
        if (old && !deepEqual(old.metadata.labels, pod.metadata.labels)) addSelecting(old as Pod);
      },
      nodes: (change) => {
        if (noteZone(zones, change)) for (const pod of sortedByKey(sim.store.podsOnNode(change.key))) addSelecting(pod);
      },
    },
    rebuild: () => {
      views.clear();
      zones.clear();
      for (const node of sim.store.list("nodes")) zones.set(node.metadata.name, zoneOf(node));
      sizes.clear();
      for (const object of sim.store.list("endpointslices")) {
        resize(sizes, { type: "ADDED", resource: "endpointslices", key: keyOf(object), object });
      }
    },
  };
};

const noteSlice = (sizes: Map<string, number>, views: Map<string, ServiceView>, change: ObjectChange): void => {
  resize(sizes, change);
  dropForeign(views, change);
};

const resize = (sizes: Map<string, number>, { type, object, old }: ObjectChange): void => {
  const grow = (slice: KubeObject | undefined, sign: number): void => {
    for (const key of slice ? serviceKeys(slice) : []) sizes.set(key, (sizes.get(key) ?? 0) + sign * sizeOf(slice));
  };
  grow(old, -1);
  if (type !== "DELETED") grow(object, 1);
};

/** A slice that somebody else wrote may come without the list. */
const sizeOf = (slice: Partial<EndpointSlice> | undefined): number => slice?.endpoints?.length ?? 0;

const serviceKeys = ({ metadata: { namespace, labels } }: KubeObject): readonly string[] =>
  labels?.[SERVICE_NAME] && labels[MANAGED_BY] === CONTROLLER ? [`${namespace}/${labels[SERVICE_NAME]}`] : [];

/** The Services that a slice went from and to, or that it is kept for no more, or from now on. */
const movedBetween = ({ object, old = object }: ObjectChange): readonly string[] => {
  const [before, now] = [serviceKeys(old), serviceKeys(object)];
  return before[0] === now[0] ? [] : [...before, ...now];
};

/** A view whose slice somebody else wrote knows nothing any more. A slice that is being deleted counts as gone. */
const dropForeign = (
  views: Map<string, ServiceView>,
  { type, key: name, object, old = object }: ObjectChange,
): void => {
  const isGone = type === "DELETED" || object.metadata.deletionTimestamp !== undefined;
  const now = isGone ? undefined : (object as EndpointSlice);
  for (const key of [...serviceKeys(old), ...serviceKeys(object)]) {
    if (views.get(key)?.isOwn(name, now) === false) views.delete(key);
  }
};

/** A Service whose selector is empty selects every pod: it is filed under no pair. */
const NO_PAIR = "";
const selectorPair = (object: KubeObject): readonly string[] => {
  const { selector } = (object as Service).spec;
  return selector ? [pairsOf(selector)[0] ?? NO_PAIR] : [];
};

/** `app=web`. The pods of a template share their labels: each text is made once. */
const pairsOf = memoise((labels: StringMap): readonly string[] => Object.entries(labels).map(([k, v]) => `${k}=${v}`));

const NO_LABELS: StringMap = {};

const servicesOf = (sim: Sim, pod: Pod): readonly Service[] => {
  const { namespace, labels = NO_LABELS } = pod.metadata;
  const found: Service[] = [];
  const look = (pair: string): void => {
    for (const service of sim.store.byIndex("services", BY_LABEL, pair)) {
      if (service.metadata.namespace === namespace && selects(service.spec.selector ?? {}, labels)) found.push(service);
    }
  };
  look(NO_PAIR);
  for (const pair of pairsOf(labels)) look(pair);
  return found.toSorted((x, y) => compareStrings(x.metadata.name, y.metadata.name));
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

interface Context {
  readonly sim: Sim;
  /** Zone by the name of the node, "" if it is in none. A node that is missing does not exist. */
  readonly zones: ReadonlyMap<string, string>;
  readonly views: Map<string, ServiceView>;
}

const syncService = ({ sim, zones, views }: Context, service: Service): void => {
  const { selector, type } = service.spec;
  // Without a selector the endpoints are somebody else's to keep.
  if (!selector) return;
  const key = keyOf(service);
  let view = views.get(key);
  if (!view?.hasLeft(sim.store.get("endpoints", key))) {
    views.set(
      key,
      (view = new ServiceView(service, sim.store.podsByLabels(service.metadata.namespace ?? "", selector))),
    );
  }
  const selected = (podKey: string): Pod | undefined => {
    const pod = sim.store.get("pods", podKey);
    return pod && selects(selector, pod.metadata.labels ?? {}) ? pod : undefined;
  };
  view.refresh(selected, (pod) => zones.get(pod.spec.nodeName ?? ""));
  if (!view.isFirst && view.families.every((f) => f.touched.size === 0)) return;
  const existing = slicesOf(sim, view);
  const written = type === "ExternalName" ? { existing, changed: [], gone: [] } : syncSlices(sim, view, existing);
  const isLegacyWritten = syncLegacy(sim, view);
  if (written && isLegacyWritten) view.settle(written, sim.store.get("endpoints", key));
  else views.delete(key);
};

/** The oldest first. */
const slicesOf = (sim: Sim, { service, slices }: ServiceView): readonly EndpointSlice[] =>
  slices ??
  [...sim.store.byIndex("endpointslices", BY_SERVICE, keyOf(service))]
    .filter((s) => !s.metadata.deletionTimestamp)
    .toSorted(byAge);

/** Undefined if something was refused. */
const syncSlices = (sim: Sim, view: ServiceView, existing: readonly EndpointSlice[]): SlicesWritten | undefined => {
  const { service, families } = view;
  const labels = sliceLabels(service);
  const changed: EndpointSlice[] = [];
  const gone: EndpointSlice[] = [];
  const remove = (slices: readonly EndpointSlice[]): void => {
    for (const slice of slices) sim.api.delete("endpointslices", keyOf(slice));
    gone.push(...slices);
  };
  let isRefused = false;
  for (const family of families) {
    const { addressType, groups } = family;
    const plan = planSlices({
      addressType,
      existing: existing.filter((s) => s.addressType === addressType),
      groups: new Map([...groups].map(([key, { ports }]) => [key, { ports, touched: family.touchedOf(key) }])),
      affected: view.affected(family),
      isTouched: (identity) => view.isFirst || family.touched.has(identity),
      labels,
    });
    for (const update of plan.updates) changed.push(writeSlice(sim, service, update));
    for (const group of plan.creates) {
      // The API server names it after generateName.
      const slice = newSlice(service, group, sim.timestamp());
      const made = sim.api.createTrusted("endpointslices", { ...slice, metadata: { ...slice.metadata, name: "" } });
      if (made.ok) changed.push(made.value);
      else isRefused = true;
    }
    remove(plan.deletes);
  }
  remove(existing.filter((slice) => !families.some((f) => f.addressType === slice.addressType)));
  return isRefused ? undefined : { existing, changed, gone };
};

/** Answers it as it is stored. */
const writeSlice = (sim: Sim, service: Service, { slice, group }: SliceUpdate): EndpointSlice => {
  const stored = sim.api.write("endpointslices", keyOf(slice), (live): EndpointSlice => {
    const annotations = { ...live.metadata.annotations, [TRIGGER_TIME]: sim.timestamp() };
    const metadata = { ...live.metadata, labels: sliceLabels(service), annotations };
    return { ...live, metadata, endpoints: group.endpoints, ports: group.ports };
  });
  return stored ?? slice;
};

/** Answers whether nothing was refused. */
const syncLegacy = (sim: Sim, view: ServiceView): boolean => {
  const { service } = view;
  const wanted = legacyEndpoints(view);
  const annotations = { [TRIGGER_TIME]: sim.timestamp() };
  const live = sim.store.get("endpoints", keyOf(service));
  if (!live) {
    return sim.api.createTrusted("endpoints", { ...wanted, metadata: { ...wanted.metadata, annotations } }).ok;
  }
  if (deepEqual(live.subsets, wanted.subsets) && deepEqual(live.metadata.labels, wanted.metadata.labels)) return true;
  sim.api.write("endpoints", keyOf(service), (now) => {
    const { subsets: _, ...rest } = now;
    const metadata = {
      ...now.metadata,
      labels: wanted.metadata.labels ?? {},
      annotations: { ...now.metadata.annotations, ...annotations },
    };
    return { ...rest, ...(wanted.subsets ? { subsets: wanted.subsets } : {}), metadata };
  });
  return true;
};
