// Models kubectl/pkg/cmd/drain and kubectl/pkg/drain (v1.36): cordon, then evict every pod that may go, and wait until it is gone.
import type { Json, JsonObject } from "#api/meta";
import { infoOf } from "#api/scheme";
import { goQuote } from "#api/go-quote";
import { formatDuration } from "#api/duration";
import { parseSelector } from "#api/selector-parse";
import { type Call, type Command, type Context, DONE, fail, type Outcome } from "../command.ts";
import { message } from "../errors.ts";
import { list, nameOf, namespaceOf, num, text } from "../object.ts";
import { dryRunOf, dryRunSuffix } from "../usage.ts";
import { selectNodes, setUnschedulable } from "./cordon.ts";
import { filterPods } from "./drain-filters.ts";

const RETRY_MS = 5000;

interface Evicted {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** pending: to be evicted at `atMs`; going: accepted, not yet gone. */
  readonly phase: "pending" | "going";
  readonly atMs: number;
}

/** A node that could not be emptied, and why. */
interface Failed {
  readonly node: string;
  readonly errors: readonly string[];
}

interface DrainState {
  readonly nodes: readonly string[];
  readonly pods: readonly Evicted[];
  readonly deadlineMs: number;
  readonly failed: readonly Failed[];
}

export const drain: Command = {
  path: "drain",
  short: "Empty a node for maintenance",
  about: `The node is cordoned, then its pods are evicted: budgets are respected, and what they forbid is tried again
every five seconds. Pods of daemon sets stay (--ignore-daemonsets), bare pods only go with --force.`,
  examples: [
    ["A node", "kubectl drain worker-1 --ignore-daemonsets"],
    ["Bare pods and scratch data too", "kubectl drain worker-1 --force --ignore-daemonsets --delete-emptydir-data"],
  ],
  run(context, call) {
    if (!parseSelector(call.flags.text("pod-selector")).ok) {
      return fail(message("--pod-selector=<pod_selector> must be a valid label selector"));
    }
    const selection = selectNodes(context, call);
    for (const info of selection.infos) setUnschedulable(context, call, info, true);
    return nextNode(
      context,
      call,
      selection.infos.map((info) => info.name),
      [],
    );
  },
  resume(context, call, stored: Json) {
    return goOn(context, call, readState(stored));
  },
};

const nextNode = (context: Context, call: Call, nodes: readonly string[], failed: readonly Failed[]): Outcome => {
  const [node] = nodes;
  if (node === undefined) return failed.length === 0 ? DONE : tellPending(failed);
  const filtered = filterPods(context, call, node);
  if (filtered.errors.length > 0) return skip(context, call, nodes, [...failed, { node, errors: filtered.errors }]);
  if (filtered.warning !== "") context.err(`Warning: ${filtered.warning}\n`);
  if (dryRunOf(call) === "client") {
    for (const pod of filtered.pods) context.out(`evicting pod ${namespaceOf(pod)}/${nameOf(pod)} (dry run)\n`);
    context.out(`node/${node} drained (dry run)\n`);
    return nextNode(context, call, nodes.slice(1), failed);
  }
  const now = context.client.nowMs();
  const timeout = call.flags.durationMs("timeout");
  const pods = filtered.pods.map((pod): Evicted => ({
    namespace: namespaceOf(pod),
    name: nameOf(pod),
    uid: text(pod, "metadata", "uid"),
    phase: "pending",
    atMs: now,
  }));
  return goOn(context, call, { nodes, pods, deadlineMs: timeout > 0 ? now + timeout : 0, failed });
};

/** Each reason of a node in one line, and on with the next node. */
const skip = (context: Context, call: Call, nodes: readonly string[], failed: readonly Failed[]): Outcome => {
  const { node = "", errors = [] } = failed.at(-1) ?? {};
  context.err(
    `error: unable to drain node ${goQuote(node)} due to error: ${inOneLine(errors)}, continuing command...\n`,
  );
  return nextNode(context, call, nodes.slice(1), failed);
};

const inOneLine = (errors: readonly string[]): string =>
  errors.length === 1 ? (errors[0] ?? "") : `[${errors.join(", ")}]`;

/** All reasons once more, on lines of their own. */
const tellPending = (failed: readonly Failed[]): never => {
  const nodes = failed.map(({ node }) => ` ${node}\n`).join("");
  const reasons = failed.flatMap(({ errors }) => errors).map((error) => `${error}\n`);
  return fail({ type: "plain", text: `There are pending nodes to be drained:\n${nodes}${reasons.join("")}` });
};

const isGone = (context: Context, pod: Evicted): boolean => {
  const found = context.client.get({ resource: infoOf("pods"), namespace: pod.namespace, name: pod.name });
  return !found.ok || text(found.value, "metadata", "uid") !== pod.uid;
};

const goOn = (context: Context, call: Call, state: DrainState): Outcome => {
  const now = context.client.nowMs();
  if (state.deadlineMs > 0 && now >= state.deadlineMs) return timedOut(context, call, state);
  const pods = state.pods.flatMap((pod) => step(context, call, pod, now));
  const [node = "", ...rest] = state.nodes;
  if (pods.length === 0) {
    context.out(`node/${node} drained${dryRunSuffix(dryRunOf(call))}\n`);
    return nextNode(context, call, rest, state.failed);
  }
  return blocked({ ...state, pods });
};

/** One look at one pod: try to evict it, or see whether it is gone. */
const step = (context: Context, call: Call, pod: Evicted, now: number): Evicted[] => {
  if (pod.phase === "going") {
    if (!isGone(context, pod)) return [pod];
    context.out(`pod/${pod.name} ${call.flags.isOn("disable-eviction") ? "deleted" : "evicted"}\n`);
    return [];
  }
  if (pod.atMs > now) return [pod];
  const isDeletion = call.flags.isOn("disable-eviction");
  const dryRun = dryRunOf(call);
  // evictPods says each pod before it asks; deletePods says only the end.
  if (!isDeletion) context.out(`evicting pod ${pod.namespace}/${pod.name}${dryRunSuffix(dryRun)}\n`);
  const grace = call.flags.int("grace-period");
  const options = { ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}), dryRun: dryRun === "server" };
  const target = { resource: infoOf("pods"), namespace: pod.namespace, name: pod.name };
  const answer = isDeletion ? context.client.delete(target, options) : context.client.evict(target, options);
  // A dry run asks the budget, and waits for no pod's end.
  if (answer.ok) return dryRun === "none" ? step(context, call, { ...pod, phase: "going" }, now) : [];
  if (answer.status.reason === "NotFound") {
    context.out(`pod/${pod.name} evicted\n`);
    return [];
  }
  if (answer.status.code !== 429) {
    return fail(
      message(`error when evicting pods/${goQuote(pod.name)} -n ${goQuote(pod.namespace)}: ${answer.status.message}`),
    );
  }
  context.err(
    `error when evicting pods/${goQuote(pod.name)} -n ${goQuote(pod.namespace)} (will retry after 5s): ${answer.status.message}\n`,
  );
  return [{ ...pod, atMs: now + RETRY_MS }];
};

const blocked = (state: DrainState): Outcome => {
  const times = state.pods.map((pod) => (pod.phase === "pending" ? pod.atMs : Infinity));
  const next = Math.min(...times, state.deadlineMs > 0 ? state.deadlineMs : Infinity);
  return {
    state: {
      nodes: [...state.nodes],
      pods: state.pods.map((pod) => ({ ...pod })),
      deadlineMs: state.deadlineMs,
      failed: state.failed.map(({ node, errors }) => ({ node, errors: [...errors] })),
    },
    wake: { watch: { resource: "pods" }, ...(next === Infinity ? {} : { atMs: next }) },
  };
};

const timedOut = (context: Context, call: Call, state: DrainState): Outcome => {
  const [node = ""] = state.nodes;
  const waited = formatDuration(call.flags.durationMs("timeout"));
  const errors = state.pods.map(
    (pod) =>
      `error when evicting pods/${goQuote(pod.name)} -n ${goQuote(pod.namespace)}: global timeout reached: ${waited}`,
  );
  context.err(`There are pending pods in node ${goQuote(node)} when an error occurred: ${inOneLine(errors)}\n`);
  for (const pod of state.pods) context.err(`pod/${pod.name}\n`);
  return skip(context, call, state.nodes, [...state.failed, { node, errors }]);
};

const readState = (stored: Json): DrainState => ({
  nodes: ((stored as JsonObject)["nodes"] ?? []) as readonly string[],
  pods: list(stored, "pods").map((pod) => ({
    namespace: text(pod, "namespace"),
    name: text(pod, "name"),
    uid: text(pod, "uid"),
    phase: text(pod, "phase") === "going" ? "going" : "pending",
    atMs: num(pod, "atMs"),
  })),
  deadlineMs: num(stored, "deadlineMs"),
  failed: list(stored, "failed").map((one) => ({
    node: text(one, "node"),
    errors: (one["errors"] ?? []) as readonly string[],
  })),
});
