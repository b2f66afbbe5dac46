// Models kubectl/pkg/drain/filters.go (v1.36): which pods of a node go, which stay with a warning, and which forbid the drain.
import type { JsonObject } from "#api/meta";
import { infoOf } from "#api/scheme";
import type { Call, Context } from "../command.ts";
import { has, list, map, nameOf, namespaceOf, text } from "../object.ts";
import { must } from "../usage.ts";

export interface Filtered {
  readonly pods: readonly JsonObject[];
  readonly warning: string;
  readonly errors: readonly string[];
}

const MIRROR = "kubernetes.io/config.mirror";

type Verdict = { readonly goes: boolean; readonly warning?: string; readonly error?: string };

const GOES: Verdict = { goes: true };
const STAYS: Verdict = { goes: false };

const controllerOf = (pod: JsonObject): JsonObject | undefined =>
  list(pod, "metadata", "ownerReferences").find((owner) => owner["controller"] === true);

const isFinished = (pod: JsonObject): boolean => ["Succeeded", "Failed"].includes(text(pod, "status", "phase"));

const daemonSet = (context: Context, call: Call, pod: JsonObject): Verdict => {
  const owner = controllerOf(pod);
  if (text(owner, "kind") !== "DaemonSet" || isFinished(pod)) return GOES;
  const found = context.client.get({
    resource: infoOf("daemonsets"),
    namespace: namespaceOf(pod),
    name: text(owner, "name"),
  });
  if (!found.ok) {
    return call.flags.isOn("force")
      ? { goes: true, warning: found.status.message }
      : { goes: false, error: found.status.message };
  }
  return call.flags.isOn("ignore-daemonsets")
    ? { goes: false, warning: "ignoring DaemonSet-managed Pods" }
    : { goes: false, error: "cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore)" };
};

const localStorage = (call: Call, pod: JsonObject): Verdict => {
  if (!list(pod, "spec", "volumes").some((volume) => has(volume, "emptyDir")) || isFinished(pod)) return GOES;
  return call.flags.isOn("delete-emptydir-data")
    ? { goes: true, warning: "deleting Pods with local storage" }
    : { goes: false, error: "cannot delete Pods with local storage (use --delete-emptydir-data to override)" };
};

const unreplicated = (call: Call, pod: JsonObject): Verdict => {
  if (isFinished(pod) || controllerOf(pod)) return GOES;
  return call.flags.isOn("force")
    ? { goes: true, warning: "deleting Pods that declare no controller" }
    : { goes: false, error: "cannot delete Pods that declare no controller (use --force to override)" };
};

/** The last filter's word stands: a warning of one before it is forgotten. */
const verdict = (context: Context, call: Call, pod: JsonObject): Verdict => {
  let found = GOES;
  for (const filter of [
    (): Verdict =>
      has(pod, "metadata", "deletionTimestamp") && call.flags.int("skip-wait-for-delete-timeout") > 0 ? STAYS : GOES,
    (): Verdict => daemonSet(context, call, pod),
    (): Verdict => (map(pod, "metadata", "annotations")[MIRROR] === undefined ? GOES : STAYS),
    (): Verdict => localStorage(call, pod),
    (): Verdict => unreplicated(call, pod),
  ]) {
    found = filter();
    if (!found.goes) return found;
  }
  return found;
};

/** `reason: ns/a, ns/b`, reasons sorted. */
const grouped = (rows: readonly (readonly [reason: string, pod: string])[]): string[] => {
  const byReason = new Map<string, string[]>();
  for (const [reason, pod] of rows) byReason.set(reason, [...(byReason.get(reason) ?? []), pod]);
  return [...byReason].map(([reason, pods]) => `${reason}: ${pods.join(", ")}`).toSorted();
};

export const filterPods = (context: Context, call: Call, node: string): Filtered => {
  const all = must(
    context.client.list(infoOf("pods"), {
      labelSelector: call.flags.text("pod-selector"),
      fieldSelector: `spec.nodeName=${node}`,
    }),
  );
  const pods: JsonObject[] = [];
  const warnings: [string, string][] = [];
  const errors: [string, string][] = [];
  for (const pod of all) {
    const found = verdict(context, call, pod);
    const shown = `${namespaceOf(pod)}/${nameOf(pod)}`;
    if (found.error !== undefined) errors.push([found.error, shown]);
    else if (found.warning !== undefined) warnings.push([found.warning, shown]);
    if (found.goes) pods.push(pod);
  }
  return { pods, warning: grouped(warnings).join("; "), errors: grouped(errors) };
};
