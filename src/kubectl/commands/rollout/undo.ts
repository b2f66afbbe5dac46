// Models kubectl/pkg/cmd/rollout/rollout_undo.go and polymorphichelpers/rollback.go (v1.36).
import type { Json, JsonObject, StringMap } from "#api/meta";
import { goQuote } from "#api/go-quote";
import { type Call, type Command, type Context, DONE, fail } from "../../command.ts";
import { aggregate, message } from "../../errors.ts";
import { equalJson, isTrue, map, nameOf, obj, withField } from "../../object.ts";
import { forEachInfo, type Info } from "../../resources.ts";
import { withoutHash } from "../../revisions.ts";
import { dryRunOf, must, warn } from "../../usage.ts";
import { printWritten } from "../../write.ts";
import { rawTemplate, type Revision, revisionsOf } from "./history.ts";
import { noneFor, selectRollouts } from "./select.ts";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** Annotations that belong to the Deployment itself and are not rolled back. */
const KEPT = [
  LAST_APPLIED,
  "deployment.kubernetes.io/revision",
  "deployment.kubernetes.io/revision-history",
  "deployment.kubernetes.io/desired-replicas",
  "deployment.kubernetes.io/max-replicas",
  "deprecated.deployment.rollback.to",
];

export const undo: Command = {
  path: "rollout undo",
  short: "Go back to an earlier revision",
  about: "Puts the pod template of an earlier revision into the object; without --to-revision that of the one before.",
  examples: [
    ["The revision before", "kubectl rollout undo deployment/web"],
    ["The third", "kubectl rollout undo deployment/web --to-revision=3"],
    ["Only show what would come back", "kubectl rollout undo deployment/web --dry-run=client"],
  ],
  run(context, call) {
    const dryRun = dryRunOf(call);
    const errors = forEachInfo(selectRollouts(context, call), (info) => {
      const said = rollBack(context, call, info);
      printWritten(context, call, info.object, { operation: said, dryRun });
    });
    const error = aggregate(errors);
    return error ? fail(error) : DONE;
  },
};

const notFound = (revision: number): never => fail(message(`unable to find specified revision ${revision} in history`));

const rollBack = (context: Context, call: Call, info: Info): string => {
  if (map(info.object, "metadata", "annotations")[LAST_APPLIED] !== undefined) {
    warn(context, [
      `resource ${info.resource.plural}/${info.name} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.`,
    ]);
  }
  const revisions = revisionsOf(context, info);
  if (!revisions) return fail(message(noneFor("rollbacker", info)));
  const wanted = call.flags.int("to-revision");
  if (wanted < 0) return notFound(wanted);
  return info.resource.kind === "Deployment"
    ? rollBackDeployment(context, call, info, revisions)
    : rollBackControlled(context, call, info, revisions);
};

const skipped = (revision: number): string =>
  `skipped rollback (current template already matches revision ${revision})`;

const chooseDeployment = (revisions: readonly Revision[], wanted: number, name: string): Revision => {
  if (wanted > 0) return revisions.find((revision) => revision.number === wanted) ?? notFound(wanted);
  return revisions.at(-2) ?? fail(message(`no rollout history found for deployment ${goQuote(name)}`));
};

const rollBackDeployment = (context: Context, call: Call, info: Info, revisions: readonly Revision[]): string => {
  const wanted = call.flags.int("to-revision");
  const chosen = chooseDeployment(revisions, wanted, nameOf(info.object));
  const dryRun = dryRunOf(call);
  if (dryRun === "client") return rawTemplate(chosen.template);
  if (isTrue(info.object, "spec", "paused")) {
    return fail(
      message("you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again"),
    );
  }
  const template = withoutHash(chosen.template);
  if (equalJson(template, withoutHash(obj(info.object, "spec", "template")))) return skipped(wanted);
  const body: Json = [
    { op: "replace", path: "/spec/template", value: template },
    { op: "replace", path: "/metadata/annotations", value: annotationsAfter(info.object, chosen.object) },
  ];
  const written = must(context.client.patch(info, { type: "json", body }, { dryRun: dryRun === "server" }));
  warn(context, written.warnings);
  return "rolled back";
};

const annotationsAfter = (deployment: JsonObject, chosen: JsonObject): StringMap => {
  const own = Object.entries(map(deployment, "metadata", "annotations")).filter(([key]) => KEPT.includes(key));
  const back = Object.entries(map(chosen, "metadata", "annotations")).filter(([key]) => !KEPT.includes(key));
  return Object.fromEntries([...own, ...back]);
};

const rollBackControlled = (context: Context, call: Call, info: Info, revisions: readonly Revision[]): string => {
  const wanted = call.flags.int("to-revision");
  if (wanted === 0 && revisions.length <= 1) return fail(message("no last revision to roll back to"));
  const chosen = wanted === 0 ? revisions.at(-2) : revisions.find((revision) => revision.number === wanted);
  if (!chosen) return notFound(wanted);
  const dryRun = dryRunOf(call);
  if (dryRun === "client") return rawTemplate(chosen.template);
  if (equalJson(chosen.template, obj(info.object, "spec", "template"))) return skipped(wanted);
  const next = withField(info.object, ["spec", "template"], chosen.template);
  const written = must(context.client.update(info, next, { dryRun: dryRun === "server" }));
  warn(context, written.warnings);
  return "rolled back";
};
