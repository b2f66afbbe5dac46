// Models kubectl/pkg/cmd/scale/scale.go (v1.36).
import type { Json } from "#api/meta";
import { discoveredByName, qualifiedPlural } from "#api/scheme";
import { type Call, type Command, type Context, DONE, fail, type Outcome } from "../command.ts";
import { aggregate, fromStatus, message } from "../errors.ts";
import { list, num, text, withField } from "../object.ts";
import { checkFormat } from "../output/format.ts";
import { forEachInfo, type Info } from "../resources.ts";
import { dryRunOf, must } from "../usage.ts";
import { printWritten } from "../write.ts";
import { selectForCall } from "../select.ts";

export const scale: Command = {
  path: "scale",
  short: "Set how many replicas a workload has",
  about: "Preconditions (--current-replicas, --resource-version) are checked before the change.",
  examples: [
    ["Three replicas", "kubectl scale deployment/web --replicas=3"],
    ["Only if there are two now", "kubectl scale deployment/web --current-replicas=2 --replicas=3"],
  ],
  required: ["replicas"],
  run(context, call) {
    checkFormat(call);
    if (call.flags.int("replicas") < 0) {
      return fail(message("The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0"));
    }
    if (call.flags.changed("current-replicas") && call.flags.int("current-replicas") < -1) {
      return fail(message("The --current-replicas must specify an integer of -1 or greater"));
    }
    const selection = selectForCall(context, call, { isTypeEnough: false, isLive: true });
    const error = aggregate(forEachInfo(selection, (info) => scaleOne(context, call, info)));
    if (error) return fail(error);
    if (selection.infos.length === 0) return fail(message("no objects passed to scale"));
    const timeout = call.flags.durationMs("timeout");
    if (timeout === 0 || dryRunOf(call) !== "none") return DONE;
    const targets = selection.infos.map(({ resource, namespace, name }) => {
      return { type: qualifiedPlural(resource), namespace, name };
    });
    return waitForAll(context, call, targets, context.client.nowMs() + timeout);
  },
  resume(context, call, state: Json, reason) {
    if (reason.type === "time") return fail(message("timed out waiting for the condition"));
    return waitForAll(context, call, list(state, "targets").map(readTarget), num(state, "deadlineMs"));
  },
};

interface Target {
  readonly type: string;
  readonly namespace: string;
  readonly name: string;
}

const readTarget = (value: Json): Target => ({
  type: text(value, "type"),
  namespace: text(value, "namespace"),
  name: text(value, "name"),
});

/** kubectl/pkg/scale WaitForScaleHasDesiredReplicas: there are as many as were asked for, and its controller has seen the wish. */
const isScaled = (context: Context, call: Call, { type, namespace, name }: Target): boolean => {
  const resource = discoveredByName(type);
  const found = resource ? context.client.get({ resource, namespace, name }) : undefined;
  if (!found?.ok) return true;
  const isSeen = num(found.value, "status", "observedGeneration") >= num(found.value, "metadata", "generation");
  return isSeen && num(found.value, "status", "replicas") === call.flags.int("replicas");
};

const waitForAll = (context: Context, call: Call, targets: readonly Target[], deadlineMs: number): Outcome => {
  const left = targets.filter((target) => !isScaled(context, call, target));
  const [next] = left;
  if (!next) return DONE;
  const watch = { resource: next.type.split(".")[0] ?? next.type, namespace: next.namespace, name: next.name };
  return { state: { targets: left.map((target) => ({ ...target })), deadlineMs }, wake: { watch, atMs: deadlineMs } };
};

const scaleOne = (context: Context, call: Call, info: Info): void => {
  const dryRun = dryRunOf(call);
  if (dryRun === "client") {
    const scaled = withField(info.object, ["spec", "replicas"], call.flags.int("replicas"));
    printWritten(context, call, scaled, { operation: "scaled", dryRun });
    return;
  }
  checkPreconditions(context, call, info);
  const answer = context.client.scale(info, { replicas: call.flags.int("replicas"), dryRun: dryRun === "server" });
  if (!answer.ok) {
    fail(fromStatus(answer.status));
    return;
  }
  const after = context.client.get(info);
  printWritten(context, call, after.ok ? after.value : info.object, { operation: "scaled", dryRun });
};

const checkPreconditions = (context: Context, call: Call, info: Info): void => {
  const wanted = call.flags.int("current-replicas");
  const version = call.flags.text("resource-version");
  if (wanted === -1 && version === "") return;
  const now = must(context.client.scale(info, undefined)).replicas;
  if (wanted !== -1 && now !== wanted) fail(message(`Expected replicas to be ${wanted}, was ${now}`));
  const current = text(info.object, "metadata", "resourceVersion");
  if (version !== "" && version !== current) {
    fail(message(`Expected resource version to be ${version}, was ${current}`));
  }
};
