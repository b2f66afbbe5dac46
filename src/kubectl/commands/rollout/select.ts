// What the rollout verbs share: their arguments, and names as their errors write them.
import { goQuote } from "#api/go-quote";
import { qualifiedPlural } from "#api/scheme";
import { type Call, type Context, fail } from "../../command.ts";
import { message } from "../../errors.ts";
import { fileSourceOf, namesFiles } from "../../manifests.ts";
import type { Info, Selection } from "../../resources.ts";
import { selectForCall } from "../../select.ts";

export const selectRollouts = (context: Context, call: Call): Selection => {
  if (call.args.length === 0 && !namesFiles(fileSourceOf(call))) {
    return fail(message("required resource not specified"));
  }
  return selectForCall(context, call, { isTypeEnough: true, isLive: true });
};

/** The kinds that rollouts know of, whatever they can do with them (kubectl/pkg/apps/kind_visitor.go). */
const VISITED = new Set([
  "DaemonSet.apps",
  "Deployment.apps",
  "Job.batch",
  "Pod",
  "ReplicaSet.apps",
  "ReplicationController",
  "StatefulSet.apps",
  "CronJob.batch",
]);

const groupKind = ({ resource: { kind, group } }: Info): string => (group === "" ? kind : `${kind}.${group}`);

/** `what` is there for no such kind. */
export const noneFor = (what: "history" | "rollbacker", info: Info): string => {
  const kind = goQuote(groupKind(info));
  if (VISITED.has(groupKind(info))) {
    return `no ${what === "history" ? "history viewer" : what} has been implemented for ${kind}`;
  }
  const { group, kind: name } = info.resource;
  return `error retrieving ${what} for ${kind}, no visitor method exists for {${group} ${name}}`;
};

/** `deployments.apps "web"` */
export const quotedName = (info: Info): string => `${qualifiedPlural(info.resource)} "${info.name}"`;
