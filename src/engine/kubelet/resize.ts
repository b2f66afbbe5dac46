// Models an in-place resize as the kubelet does it (pkg/kubelet/allocation/allocation_manager.go, pkg/kubelet/events/resize.go and
// kuberuntime_manager.go computePodResizeAction, doPodResizeAction, v1.36): granted where there is room, told to the kernel, and shown.
// Simplified: pods that wait for room are tried by their age, and not by priority.
import type { Container } from "#api/core-container";
import type { Pod, PodStatus } from "#api/core-pod";
import type { ResourceList } from "#api/core-env";
import { compareStrings } from "#api/compare";
import { deepEqual } from "#api/json";
import type { Condition } from "#api/meta";
import { bytes, cpuMilli, compareQuantities, quantityOf } from "#api/quantity";
import type { Sim } from "../sim.ts";
import { allocationOf, allocationsOf, type Allocation, type Granted } from "./allocated.ts";
import { normal, warning, type KubeletContext } from "./context.ts";
import { lacking, withRoom } from "./pod-admission.ts";
import { podResources } from "./pod-resources.ts";
import { allContainers, containerNamed } from "./restart.ts";
import type { PodRow } from "./rows.ts";
import { lookAfterRelist, lookIn } from "./worker-queue.ts";
import { RELIST_LATENCY_MS, WATCH_LATENCY_MS } from "./timing.ts";

/** How often a resize without room is tried again. */
const RETRY_MS = 180_000;
const ERROR_RETRY_MS = 10_000;

export const resourcesOf = (pod: Pod): Granted =>
  Object.fromEntries(allContainers(pod).map(({ name, resources }) => [name, resources ?? {}]));

const made = new WeakMap<Pod, { readonly granted: Granted; readonly pod: Pod }>();

/** The pod as if its spec asked for this. */
export const withResources = (pod: Pod, granted: Granted): Pod => {
  const known = made.get(pod);
  if (known?.granted === granted) return known.pod;
  const fit = (c: Container): Container => ({ ...c, resources: granted[c.name] ?? {} });
  const { spec } = pod;
  const inits = spec.initContainers ? { initContainers: spec.initContainers.map(fit) } : {};
  const fitted: Pod = { ...pod, spec: { ...spec, containers: spec.containers.map(fit), ...inits } };
  made.set(pod, { granted, pod: fitted });
  return fitted;
};

/** Before a look at the pod: what is wanted is granted or put off, and what the kernel has done is noticed. */
export const grantResize = (context: KubeletContext, row: PodRow): void => {
  const { sim, machines } = context;
  const rows = allocationsOf(sim);
  const pod = sim.store.get("pods", row.key);
  const isHeard = machines.runsPods(row.node) && !row.isUnknown && row.stage === "syncing";
  let kept = rows.get(row.uid);
  if (!kept || !isHeard || pod?.metadata.uid !== row.uid) return;
  // A pod that its kubelet has not taken on yet comes as it is.
  if (row.firstSyncMs === undefined) {
    rows.delete(row.uid);
    return;
  }
  kept = granted(context, row, { pod, kept });
  kept = { ...kept, actual: actualOf(row, kept) };
  if (kept.progress && !isUnderWay(row, kept)) {
    const { progress, ...rest } = kept;
    context.event(row, normal("ResizeCompleted", summary("completed", withResources(pod, kept.granted), progress)));
    kept = rest;
  }
  if (!kept.progress && !kept.pending) rows.delete(row.uid);
  else rows.set(row.uid, kept);
};

interface Asked {
  readonly pod: Pod;
  readonly kept: Allocation;
}

const granted = (context: KubeletContext, row: PodRow, { pod, kept }: Asked): Allocation => {
  const { pending, ...rest } = kept;
  const wanted = resourcesOf(pod);
  if (deepEqual(wanted, kept.granted)) return rest;
  const refusal = lacking(context, row.node, pod, row.room);
  if (refusal) {
    const condition = conditionOf(context, pod, {
      type: "PodResizePending",
      reason: "Deferred",
      message: refusal.message,
    });
    const isNew = pending?.observedGeneration !== condition.observedGeneration;
    const lastTransitionTime = pending?.lastTransitionTime ?? condition.lastTransitionTime;
    const now = { ...condition, ...(lastTransitionTime === undefined ? {} : { lastTransitionTime }) };
    if (isNew) context.event(row, warning("ResizeDeferred", summary("Deferred", pod, now)));
    lookIn(context, row, RETRY_MS);
    return { ...rest, pending: now };
  }
  withRoom(context, row, pod);
  const progress = conditionOf(context, pod, { type: "PodResizeInProgress" });
  context.event(row, normal("ResizeStarted", summary("started", pod, { ...progress, message: "" })));
  // Room that was given back may be what others wait for.
  retryResizes(context, row.node, row.uid);
  return { ...rest, granted: wanted, grantedMs: context.sim.now(), progress };
};

const conditionOf = (
  { sim }: KubeletContext,
  { metadata }: Pod,
  what: Pick<Condition, "type" | "reason" | "message">,
): Condition => ({
  ...what,
  status: "True",
  lastProbeTime: sim.timestamp(),
  lastTransitionTime: sim.timestamp(),
  ...(metadata.generation === undefined ? {} : { observedGeneration: metadata.generation }),
});

/** `Pod resize started: {"containers":[{"name":"web","resources":{...}}],"generation":2}` */
const summary = (what: string, pod: Pod, { observedGeneration, message }: Condition): string => {
  const inits = allocationsIn(pod.spec.initContainers);
  const text = JSON.stringify({
    ...(inits?.length ? { initContainers: inits } : {}),
    containers: allocationsIn(pod.spec.containers),
    generation: observedGeneration ?? 0,
    ...(message ? { error: message } : {}),
  });
  return `Pod resize ${what}: ${text}`;
};

const allocationsIn = (containers: readonly Container[] | undefined): readonly object[] | undefined =>
  containers?.map(({ name, resources }) => ({ name, resources: inGoOrder(resources) }));

const sorted = (list: ResourceList): ResourceList =>
  Object.fromEntries(Object.entries(list).toSorted(([a], [b]) => compareStrings(a, b)));

/** A struct's fields in their order, a map's by name. */
const inGoOrder = (resources: Container["resources"]): object => {
  const { limits, requests } = resources ?? {};
  return { ...(limits ? { limits: sorted(limits) } : {}), ...(requests ? { requests: sorted(requests) } : {}) };
};

/** A container that does not run, or has started since, has what was granted. */
const actualOf = (row: PodRow, kept: Allocation): Granted =>
  Object.fromEntries(
    Object.entries(kept.granted).map(([name, resources]) => {
      const c = row.containers[name];
      const isOld = c?.id !== undefined && !c.exit && (c.startedMs ?? 0) <= kept.grantedMs;
      return [name, isOld ? (kept.actual[name] ?? {}) : resources];
    }),
  );

const COUNTED = ["cpu", "memory"] as const;
const SIDES = ["requests", "limits"] as const;

/** The resources of which the kernel, or the kubelet's books, say something else than was granted. */
const changedOf = (name: string, { granted: now, actual }: Allocation): readonly (typeof COUNTED)[number][] =>
  COUNTED.filter((resource) =>
    SIDES.some((side) => now[name]?.[side]?.[resource] !== actual[name]?.[side]?.[resource]),
  );

const isUnderWay = (row: PodRow, kept: Allocation): boolean =>
  Object.keys(kept.granted).some((name) => row.containers[name] && changedOf(name, kept).length > 0);

/** In a sync: the kernel is told, or containers are marked that only a restart can fit. */
export const actuateResize = (context: KubeletContext, row: PodRow, pod: Pod): PodRow => {
  const rows = allocationsOf(context.sim);
  const kept = rows.get(row.uid);
  if (!kept || !isUnderWay(row, kept)) return row;
  const changed = Object.keys(kept.granted).filter((name) => changedOf(name, kept).length > 0);
  const restarts = changed.filter((name) => needsRestart(containerNamed(pod, name)!, changedOf(name, kept)));
  const fitted = changed.filter((name) => !restarts.includes(name));
  // They are killed before anybody looks at what is in use.
  let now = row;
  for (const name of restarts) now = context.updateContainer(now, name, { isOutsized: true });
  const errors = tooSmall(context, now, { kept, fitted, restarts });
  if (errors.length > 0) {
    const all = errors.length === 1 ? errors[0]! : `[${errors.join(", ")}]`;
    fail(context, now, { pod, kept, message: `cannot decrease memory limits: ${all}` });
    return restarts.length > 0 ? lookAfterRelist(context, now, RELIST_LATENCY_MS) : now;
  }
  const told = Object.fromEntries(fitted.map((name) => [name, kept.granted[name]!]));
  rows.set(row.uid, { ...kept, actual: { ...kept.actual, ...told } });
  for (const name of fitted) {
    const limit = kept.granted[name]?.limits?.["memory"];
    context.apps.resize(row.containers[name]!.id!, limit === undefined ? undefined : bytes(limit));
  }
  return lookAfterRelist(context, now, RELIST_LATENCY_MS);
};

const needsRestart = ({ resizePolicy }: Container, changed: readonly string[]): boolean =>
  resizePolicy?.some((p) => p.restartPolicy === "RestartContainer" && changed.includes(p.resourceName)) ?? false;

interface Fitted {
  readonly kept: Allocation;
  readonly fitted: readonly string[];
  /** Killed by now: nothing of them is in use. */
  readonly restarts: readonly string[];
}

const limitOf = (given: Granted, name: string): number | undefined => {
  const text = given[name]?.limits?.["memory"];
  return text === undefined ? undefined : bytes(text);
};

/** validateMemoryResizeAction: the kernel is not told of a limit below what is in use. Upstream says the pod's usage of its containers too. */
const tooSmall = (
  { apps }: KubeletContext,
  { containers }: PodRow,
  { kept, fitted, restarts }: Fitted,
): readonly string[] => {
  const names = Object.keys(kept.granted).filter(
    (name) => containers[name]?.id !== undefined && !containers[name].exit,
  );
  const usageOf = (name: string): number => {
    const process = apps.get(containers[name]?.id ?? "");
    return process && !process.exit && !restarts.includes(name) ? apps.memoryBytes(process) : 0;
  };
  const usage = names.reduce((sum, name) => sum + usageOf(name), 0);
  const podLimit = (given: Granted): number => names.reduce((sum, name) => sum + (limitOf(given, name) ?? Infinity), 0);
  const [now, before] = [podLimit(kept.granted), podLimit(kept.actual)];
  const ofPod =
    now < before && usage >= now ? [`attempting to set pod memory limit (${now}) below current usage (${usage})`] : [];
  const ofContainers = fitted.flatMap((name) => {
    const limit = limitOf(kept.granted, name) ?? Infinity;
    if (limit >= (limitOf(kept.actual, name) ?? Infinity) || usageOf(name) < limit) return [];
    return [`attempting to set container "${name}" memory limit (${limit}) below current usage (${usage})`];
  });
  return [...ofPod, ...ofContainers];
};

const fail = (
  context: KubeletContext,
  row: PodRow,
  { pod, kept, message }: Asked & { readonly message: string },
): void => {
  const progress = { ...(kept.progress ?? conditionOf(context, pod, { type: "PodResizeInProgress" })) };
  if (progress.message !== message)
    context.event(row, warning("ResizeError", summary("error", pod, { ...progress, message })));
  const lastTransitionTime = context.sim.timestamp();
  const isNew = progress.reason !== "Error";
  const failed: Condition = { ...progress, reason: "Error", message, ...(isNew ? { lastTransitionTime } : {}) };
  allocationsOf(context.sim).set(row.uid, { ...kept, progress: failed });
  lookIn(context, row, ERROR_RETRY_MS);
};

/** Room has come: whoever waits for some on this machine looks again, the oldest first. */
export const retryResizes = (context: KubeletContext, node: string, besides = ""): void => {
  for (const [uid, { pending }] of [...allocationsOf(context.sim).entries()].toSorted(([a], [b]) =>
    compareStrings(a, b),
  )) {
    const row = context.pods.get(uid);
    if (pending && uid !== besides && row?.node === node) lookIn(context, row, context.takes(node, WATCH_LATENCY_MS));
  }
};

/** A status with what it says of the resize. */
export const resizedStatus = (status: PodStatus, pod: Pod, kept: Allocation): PodStatus => {
  const shown = status.containerStatuses?.map((c) =>
    c.resources ? { ...c, resources: kept.actual[c.name] ?? c.resources } : c,
  );
  const conditions = status.conditions ?? [];
  const at = conditions.findIndex((c) => c.type === "PodReadyToStartContainers");
  const own = status.phase === "Succeeded" || status.phase === "Failed" ? [] : [kept.pending, kept.progress];
  const resources = podResources(withResources(pod, kept.actual).spec).resources;
  return {
    ...status,
    ...(shown ? { containerStatuses: shown } : {}),
    ...(resources ? { resources } : {}),
    conditions: [...conditions.slice(0, at), ...own.flatMap((c) => c ?? []), ...conditions.slice(at)],
  };
};

const mostOf = (lists: readonly (ResourceList | undefined)[]): ResourceList => {
  const result: Record<string, string> = {};
  for (const [name, text] of lists.flatMap((list) => Object.entries(list ?? {}))) {
    const before = result[name];
    if (before === undefined || compareQuantities(quantityOf(text), quantityOf(before)) > 0) result[name] = text;
  }
  return result;
};

/** What the scheduler counts: of each request the most of what is asked for, granted, and had. */
export const countedPod = (sim: Sim, pod: Pod): Pod => {
  const kept = allocationOf(sim, pod);
  if (!kept) return pod;
  const wanted = resourcesOf(pod);
  return withResources(
    pod,
    Object.fromEntries(
      Object.entries(wanted).map(([name, resources]) => [
        name,
        { ...resources, requests: mostOf([resources, kept.granted[name], kept.actual[name]].map((r) => r?.requests)) },
      ]),
    ),
  );
};

/** PodResizeValidator: what a machine never has room for is refused at once. */
export const beyondNode = (pod: Pod, allocatable: ResourceList): string | undefined => {
  const requests = podResources(pod.spec).resources?.requests ?? {};
  const over = (name: (typeof COUNTED)[number], read: (text: string) => number): readonly string[] => {
    const [wanted, most] = [read(requests[name] ?? "0"), read(allocatable[name] ?? "0")];
    return wanted > most ? [`${name}, requested: ${wanted}, allocatable: ${most}`] : [];
  };
  const lack = [...over("cpu", cpuMilli), ...over("memory", bytes)];
  return lack.length > 0 ? `node didn't have enough allocatable resources: ${lack.join("; ")}` : undefined;
};
