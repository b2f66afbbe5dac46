// What the rollout verbs share: their arguments, and names as their errors write them.
import { qualifiedPlural } from "#api/scheme";
import { type Call, type Context, fail } from "../../command.ts";
import { message } from "../../errors.ts";
import { fileSourceOf } from "../../manifests.ts";
import { type Info, type Selection, selectObjects, selectorsOf } from "../../resources.ts";
import { namespaceFor } from "../../usage.ts";

export const selectRollouts = (context: Context, call: Call): Selection => {
  if (call.args.length === 0 && call.flags.list("filename").length === 0) {
    return fail(message("required resource not specified"));
  }
  const { namespace, isExplicit } = namespaceFor(context, call);
  return selectObjects(context, {
    args: call.args,
    namespace,
    isNamespaceExplicit: isExplicit,
    labelSelector: selectorsOf(call.flags).labelSelector,
    files: fileSourceOf(call.flags),
    isTypeEnough: true,
    isLive: true,
  });
};

/** `deployments.apps "web"` */
export const quotedName = (info: Info): string => `${qualifiedPlural(info.resource)} "${info.name}"`;
