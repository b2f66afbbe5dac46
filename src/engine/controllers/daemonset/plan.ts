// Models podsShouldBeOnNode (pkg/controller/daemon/daemon_controller.go) and rollingUpdate (update.go, v1.36): which daemon pods are made and
// which are ended in a sync. Pure.
import { compareStrings } from "#api/compare";
import { scaledValue } from "#api/int-or-string";
import type { IntOrString } from "#api/meta";
import type { DaemonSet } from "#api/apps";
import type { Pod } from "#api/core-pod";
import { isPodAvailable } from "../pod-state.ts";

export interface DaemonNode {
  readonly name: string;
  readonly shouldRun: boolean;
  readonly shouldContinue: boolean;
  /** The daemon pods there, but for those that have ended and are being deleted. */
  readonly pods: readonly Pod[];
}

export interface DaemonPlan {
  readonly creates: readonly string[];
  readonly deletes: readonly Pod[];
  /** Pods that failed or ended: they go, and that is said. */
  readonly failed: readonly Pod[];
}

export interface DaemonContext {
  readonly ds: DaemonSet;
  readonly nodes: readonly DaemonNode[];
  readonly wallMs: number;
  isUpdated(pod: Pod): boolean;
}

const resolve = (value: IntOrString | undefined, total: number): number => {
  const parsed = value === undefined ? undefined : scaledValue(value, total, "up");
  return parsed?.ok ? parsed.value : 0;
};

interface Limits {
  readonly surge: number;
  readonly unavailable: number;
}

const limitsOf = ({ ds, nodes }: DaemonContext): Limits => {
  const desired = nodes.filter((n) => n.shouldRun).length;
  const { maxSurge, maxUnavailable } = ds.spec.updateStrategy?.rollingUpdate ?? {};
  const surge = resolve(maxSurge, desired);
  const unavailable = resolve(maxUnavailable ?? (maxSurge === undefined ? 1 : 0), desired);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
};

const oldestFirst = (pods: readonly Pod[]): Pod[] =>
  pods.toSorted(
    (a, b) =>
      Number(!a.spec.nodeName) - Number(!b.spec.nodeName) ||
      compareStrings(a.metadata.creationTimestamp ?? "", b.metadata.creationTimestamp ?? "") ||
      compareStrings(a.metadata.name, b.metadata.name),
  );

const isAvailable = ({ ds, wallMs }: DaemonContext, pod: Pod): boolean =>
  isPodAvailable(pod, ds.spec.minReadySeconds ?? 0, wallMs);

/** One pod (or, in a surge, an old and a new one) on each node that should have one, none on the others. */
export const planManage = (context: DaemonContext): DaemonPlan => {
  const creates: string[] = [];
  const deletes: Pod[] = [];
  const failed: Pod[] = [];
  const { surge } = limitsOf(context);
  for (const { name, shouldRun, shouldContinue, pods } of context.nodes) {
    if (shouldRun && pods.length === 0) creates.push(name);
    const living = pods.filter((p) => !p.metadata.deletionTimestamp);
    if (!shouldContinue) {
      deletes.push(...living);
      continue;
    }
    const running = living.filter((p) => p.status?.phase !== "Failed" && p.status?.phase !== "Succeeded");
    failed.push(...living.filter((p) => !running.includes(p)));
    deletes.push(...superfluous(context, running, surge));
  }
  return { creates, deletes, failed };
};

const superfluous = (context: DaemonContext, running: readonly Pod[], surge: number): readonly Pod[] => {
  if (surge === 0) return oldestFirst(running).slice(1);
  const [newPod, ...newer] = oldestFirst(running.filter((p) => context.isUpdated(p)));
  const [oldPod, ...older] = oldestFirst(running.filter((p) => !context.isUpdated(p)));
  const isReplaced = newPod !== undefined && oldPod !== undefined && isAvailable(context, newPod);
  return [...newer, ...older, ...(isReplaced ? [oldPod] : [])];
};

interface NodePods {
  readonly name: string;
  readonly newPod: Pod | undefined;
  readonly oldPod: Pod | undefined;
}

/** The next step of a rolling update, or nothing. */
export const planRollingUpdate = (context: DaemonContext): DaemonPlan => {
  const { surge, unavailable } = limitsOf(context);
  const nodes = context.nodes
    .filter((n) => n.pods.length > 0)
    .map(({ name, pods }): NodePods => {
      const living = pods.filter((p) => !p.metadata.deletionTimestamp);
      return {
        name,
        newPod: living.find((p) => context.isUpdated(p)),
        oldPod: living.find((p) => !context.isUpdated(p)),
      };
    });
  return surge > 0 ? planSurge(context, nodes, surge) : planReplace(context, nodes, unavailable);
};

/** The old goes first. Old pods that are not available go in any case; others as far as maxUnavailable allows. */
const planReplace = (context: DaemonContext, nodes: readonly NodePods[], limit: number): DaemonPlan => {
  const candidates: Pod[] = [];
  const broken: Pod[] = [];
  // A node without any pod at all is being seen to, and counts as unavailable.
  let unavailable = context.nodes.filter((n) => n.shouldRun && n.pods.length === 0).length;
  for (const { newPod, oldPod } of nodes) {
    if ((newPod && oldPod) || (!newPod && !oldPod)) unavailable++;
    else if (newPod) unavailable += isAvailable(context, newPod) ? 0 : 1;
    else if (oldPod && isAvailable(context, oldPod)) candidates.push(oldPod);
    else if (oldPod) {
      broken.push(oldPod);
      unavailable++;
    }
  }
  const room = Math.max(0, limit - unavailable);
  return { creates: [], deletes: [...broken, ...candidates.slice(0, room)], failed: [] };
};

/** The new comes first; the old goes when the new one is available. */
const planSurge = (context: DaemonContext, nodes: readonly NodePods[], limit: number): DaemonPlan => {
  const candidates: string[] = [];
  const broken: string[] = [];
  const deletes: Pod[] = [];
  let surging = 0;
  for (const { name, newPod, oldPod } of nodes) {
    if (!oldPod) continue;
    if (!newPod) (isAvailable(context, oldPod) ? candidates : broken).push(name);
    else if (isAvailable(context, newPod)) deletes.push(oldPod);
    else surging++;
  }
  const room = Math.max(0, limit - surging);
  return { creates: [...broken, ...candidates.slice(0, room)], deletes, failed: [] };
};
