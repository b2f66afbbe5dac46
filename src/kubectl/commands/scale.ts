// Models kubectl/pkg/cmd/scale/scale.go (v1.36).
import { type Call, type Command, type Context, DONE, fail } from "../command.ts";
import { aggregate, fromStatus, message } from "../errors.ts";
import { text } from "../object.ts";
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
    return DONE;
  },
};

const scaleOne = (context: Context, call: Call, info: Info): void => {
  const dryRun = dryRunOf(call);
  if (dryRun === "client") {
    printWritten(context, call, info.object, { operation: "scaled", dryRun });
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
