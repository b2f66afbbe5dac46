// Models rollout restart, pause and resume of kubectl/pkg/cmd/rollout (v1.36) and the polymorphic helpers under them.
import type { Json } from "#api/meta";
import { formatTime } from "#api/time";
import { type Command, type Context, DONE, fail } from "../../command.ts";
import { aggregate, aggregateOfVisit, message } from "../../errors.ts";
import { isTrue, text } from "../../object.ts";
import { type Info, stepErrors } from "../../resources.ts";
import { namespaceFor } from "../../usage.ts";
import { patchAndPrint } from "../../write.ts";
import { selectRollouts, quotedName } from "./select.ts";

type Patch = { readonly body: Json } | { readonly problem: string } | { readonly refusal: string };

interface Change {
  readonly verb: "restart" | "pause" | "resume";
  readonly short: string;
  /** The word of the success line. */
  readonly done: string;
  readonly kinds: readonly string[];
  /** The merge patch; or why not, in words that follow the object's name; or the whole refusal. */
  patch(context: Context, info: Info): Patch;
}

const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

const isPaused = (info: Info): boolean => isTrue(info.object, "spec", "paused");

const CHANGES: readonly Change[] = [
  {
    verb: "restart",
    short: "Replace all pods of a workload, a few at a time",
    done: "restarted",
    kinds: ["Deployment", "DaemonSet", "StatefulSet"],
    patch(context, info) {
      if (info.resource.kind === "Deployment" && isPaused(info)) {
        return { problem: "can't restart paused deployment (run rollout resume first)" };
      }
      const restartedAt = formatTime(context.client.nowMs());
      // The annotation counts whole seconds: a second restart within one changes nothing, and an empty patch is refused.
      if (text(info.object, "spec", "template", "metadata", "annotations", RESTARTED_AT) === restartedAt) {
        return {
          refusal: `failed to create patch for ${info.name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
        };
      }
      const annotations = { [RESTARTED_AT]: restartedAt };
      return { body: { spec: { template: { metadata: { annotations } } } } };
    },
  },
  {
    verb: "pause",
    short: "Hold a rollout: changes are kept but not rolled out",
    done: "paused",
    kinds: ["Deployment"],
    patch: (_context, info) =>
      isPaused(info) ? { problem: "is already paused" } : { body: { spec: { paused: true } } },
  },
  {
    verb: "resume",
    short: "Let a paused rollout go on",
    done: "resumed",
    kinds: ["Deployment"],
    patch: (_context, info) => (isPaused(info) ? { body: { spec: { paused: null } } } : { problem: "is not paused" }),
  },
];

const gerund: { readonly [verb: string]: string } = { restart: "restarting", pause: "pausing", resume: "resuming" };

const command = (change: Change): Command => ({
  path: `rollout ${change.verb}`,
  short: change.short,
  examples: [[`A deployment`, `kubectl rollout ${change.verb} deployment/web`]],
  run(context, call) {
    const selection = selectRollouts(context, call);
    if (selection.infos.length + selection.errors.length === 0) {
      context.err(`No resources found in ${namespaceFor(context, call).namespace} namespace.\n`);
    }
    const errors = stepErrors(selection, (info) => {
      if (!change.kinds.includes(info.resource.kind)) {
        fail(message(`error: ${quotedName(info)} ${gerund[change.verb]} is not supported`));
      }
      const patch = change.patch(context, info);
      if ("refusal" in patch) fail(message(patch.refusal));
      else if ("problem" in patch) fail(message(`error: ${quotedName(info)} ${patch.problem}`));
      else {
        patchAndPrint(context, call, info, {
          body: patch.body,
          operation: change.done,
          failure: "failed to patch:",
        });
      }
    });
    const unread = aggregateOfVisit(selection.errors);
    const error = unread && errors.length === 0 ? unread : aggregate([...selection.errors, ...errors]);
    return error ? fail(error) : DONE;
  },
});

export const rolloutChanges: readonly Command[] = CHANGES.map(command);
