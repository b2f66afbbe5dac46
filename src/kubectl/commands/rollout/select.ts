// What the rollout verbs share: their arguments, and names as their errors write them.
import { qualifiedPlural } from "#api/scheme";
import { type Call, type Context, fail } from "../../command.ts";
import { message } from "../../errors.ts";
import type { Info, Selection } from "../../resources.ts";
import { selectForCall } from "../../select.ts";

export const selectRollouts = (context: Context, call: Call): Selection => {
  if (call.args.length === 0 && call.flags.list("filename").length === 0) {
    return fail(message("required resource not specified"));
  }
  return selectForCall(context, call, { isTypeEnough: true, isLive: true });
};

/** `deployments.apps "web"` */
export const quotedName = (info: Info): string => `${qualifiedPlural(info.resource)} "${info.name}"`;
