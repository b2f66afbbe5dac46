// Models kubectl cordon and uncordon (kubectl/pkg/cmd/drain, v1.36).
import { resourceOfType } from "../resource-args.ts";
import { goQuote } from "#api/go-quote";
import { type Call, type Command, type Context, DONE, fail } from "../command.ts";
import { fromStatus, message } from "../errors.ts";
import { isTrue } from "../object.ts";
import { type Info, type Selection, selectObjects, selectorsOf } from "../resources.ts";
import { dryRunOf, dryRunSuffix, namespaceFor, usageError, warn } from "../usage.ts";

/** The nodes that cordon, uncordon and drain are given. */
export const selectNodes = (context: Context, call: Call): Selection => {
  const { labelSelector } = selectorsOf(call.flags);
  if (call.args.length === 0 && labelSelector === undefined) {
    return usageError(call.path, `USAGE: ${call.path} NODE [flags]`);
  }
  if (call.args.length > 0 && labelSelector !== undefined) {
    return usageError(call.path, "error: cannot specify both a node name and a --selector option");
  }
  const types = new Set(
    call.args.map((name) => (name.includes("/") ? resourceOfType(name.split("/")[0] ?? "").kind : "Node")),
  );
  if (types.size > 1) return fail(message("you may only specify a single resource type"));
  const selection = selectObjects(context, {
    args: call.args.length === 0 ? ["nodes"] : call.args.map((name) => (name.includes("/") ? name : `nodes/${name}`)),
    namespace: namespaceFor(context, call).namespace,
    labelSelector,
    isTypeEnough: false,
  });
  // The builder goes on after an error nowhere: the first one ends it.
  const [error] = selection.errors;
  if (error) return fail(error);
  const other = selection.infos.find(({ resource }) => resource.kind !== "Node")?.resource;
  if (!other) return selection;
  const what = `${other.group}/${other.version}, Resource=${other.plural}`;
  return fail(message(`error: expected resource of type node, got ${goQuote(what)}`));
};

/** Sets whether pods may be scheduled to a node; says so. */
export const setUnschedulable = (context: Context, call: Call, info: Info, wanted: boolean): void => {
  const word = wanted ? "cordoned" : "uncordoned";
  const dryRun = dryRunOf(call);
  const suffix = dryRunSuffix(dryRun);
  if (isTrue(info.object, "spec", "unschedulable") === wanted) {
    context.out(`node/${info.name} already ${word}${suffix}\n`);
    return;
  }
  if (dryRun !== "client") {
    const body = { spec: { unschedulable: wanted ? true : null } };
    const answer = context.client.patch(info, { type: "merge", body }, { dryRun: dryRun === "server" });
    if (!answer.ok) {
      const verb = wanted ? "cordon" : "uncordon";
      context.err(`error: unable to ${verb} node ${goQuote(info.name)}: ${answer.status.message}\n`);
      fail(fromStatus(answer.status));
      return;
    }
    warn(context, answer.value.warnings);
  }
  context.out(`node/${info.name} ${word}${suffix}\n`);
};

const command = (verb: "cordon" | "uncordon", short: string): Command => ({
  path: verb,
  short,
  examples: [["A node", `kubectl ${verb} worker-1`]],
  run(context, call) {
    const selection = selectNodes(context, call);
    for (const info of selection.infos) setUnschedulable(context, call, info, verb === "cordon");
    return DONE;
  },
});

export const cordon: Command = command("cordon", "Let no new pods come to a node");
export const uncordon: Command = command("uncordon", "Let pods come to a node again");
