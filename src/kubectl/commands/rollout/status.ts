// Models kubectl/pkg/cmd/rollout/rollout_status.go (v1.36): waits in virtual time until a rollout is done or cannot be.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { discoveredByName, qualifiedPlural } from "#api/scheme";
import { type Call, type Command, type Context, DONE, fail, type Outcome, type WakeReason } from "../../command.ts";
import { aggregate, message } from "../../errors.ts";
import { list, nameOf, namespaceOf, num, text } from "../../object.ts";
import { must, namespaceFor } from "../../usage.ts";
import { selectRollouts } from "./select.ts";
import { rolloutStatus } from "./status-viewer.ts";

interface Target {
  readonly type: string;
  readonly namespace: string;
  readonly name: string;
}

interface StatusState {
  readonly targets: readonly Target[];
  /** Wall time at which waiting for the first target ends; 0: never. */
  readonly deadlineMs: number;
}

export const status: Command = {
  path: "rollout status",
  short: "Wait for a rollout and show how far it is",
  about: `Prints a line at once and at each change, and ends when the rollout is complete or has failed.
With --watch=false it prints one line and ends.`,
  examples: [
    ["Wait for a deployment", "kubectl rollout status deployment/web"],
    ["At most half a minute", "kubectl rollout status deployment/web --timeout=30s"],
  ],
  run(context, call) {
    const selection = selectRollouts(context, call);
    const error = aggregate(selection.errors);
    if (error) return fail(error);
    if (selection.infos.length === 0) {
      context.err(`No resources found in ${namespaceFor(context, call).namespace} namespace.\n`);
      return DONE;
    }
    const targets = selection.infos.map((info) => ({
      type: qualifiedPlural(info.resource),
      namespace: info.namespace,
      name: info.name,
    }));
    const [first] = selection.infos;
    return next(context, call, targets, first?.object);
  },
  resume(context, call, stored: Json, reason: WakeReason) {
    const state = readState(stored);
    const [target] = state.targets;
    if (!target) return DONE;
    if (reason.type !== "change") return fail(message("timed out waiting for the condition"));
    if (!isJsonObject(reason.object) || nameOf(reason.object) !== target.name) return wait(state);
    if (target.namespace !== namespaceOf(reason.object)) return wait(state);
    if (reason.change === "DELETED") return fail(message("object has been deleted"));
    return look(context, call, state, reason.object);
  },
};

/** The first target was read already when the objects were chosen. */
const next = (context: Context, call: Call, targets: readonly Target[], known?: JsonObject): Outcome => {
  const [target] = targets;
  const resource = target && discoveredByName(target.type);
  if (!target || !resource) return DONE;
  const { namespace, name } = target;
  const object = known ?? must(context.client.get({ resource, namespace, name }));
  const timeout = call.flags.durationMs("timeout");
  const deadlineMs = timeout > 0 ? context.client.nowMs() + timeout : 0;
  return look(context, call, { targets, deadlineMs }, object);
};

const look = (context: Context, call: Call, state: StatusState, object: JsonObject): Outcome => {
  const seen = rolloutStatus(object, call.flags.int("revision"));
  if (!seen) {
    const [group, version] = text(object, "apiVersion").split("/");
    const ofGroup = version === undefined ? "" : `.${group}`;
    return fail(message(`no status viewer has been implemented for ${text(object, "kind")}${ofGroup}`));
  }
  if (seen.error !== "") return fail(message(seen.error));
  context.out(seen.message);
  if (seen.done || !call.flags.isOn("watch")) return next(context, call, state.targets.slice(1));
  return wait(state);
};

const wait = (state: StatusState): Outcome => {
  const [target] = state.targets;
  if (!target) return DONE;
  return {
    state: { targets: state.targets.map((item) => ({ ...item })), deadlineMs: state.deadlineMs },
    wake: {
      watch: { resource: target.type.split(".")[0] ?? target.type, namespace: target.namespace, name: target.name },
      ...(state.deadlineMs > 0 ? { atMs: state.deadlineMs } : {}),
    },
  };
};

const readState = (stored: Json): StatusState => ({
  targets: list(stored, "targets").map((item) => ({
    type: text(item, "type"),
    namespace: text(item, "namespace"),
    name: text(item, "name"),
  })),
  deadlineMs: num(stored, "deadlineMs"),
});
