// Models kubectl/pkg/cmd/apply/apply_view_last_applied.go and apply_set_last_applied.go (v1.36).
import { parseJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { type Call, type Command, type Context, DONE, fail } from "../command.ts";
import { aggregate, message } from "../errors.ts";
import { asWrittenJson, compactJson } from "../go/json-text.ts";
import { toYaml } from "../go/yaml.ts";
import { BAD_DOCUMENT, lastAppliedOf, lastAppliedPatch } from "../last-applied.ts";
import type { Info } from "../resources.ts";
import { selectForCall } from "../select.ts";
import { dryRunOf, must, usageError } from "../usage.ts";
import { printWritten } from "../write.ts";

export const viewLastApplied: Command = {
  path: "apply view-last-applied",
  short: "Show what was applied last",
  examples: [["As YAML", "kubectl apply view-last-applied deployment/web"]],
  run(context, call) {
    const selection = selectForCall(context, call, { isTypeEnough: false, isLive: true, isAllSelecting: true });
    const error = aggregate(selection.errors);
    if (error) return fail(error);
    // What was never applied is passed over without a word.
    const kept = selection.infos.flatMap((info) => lastAppliedOf(info.object) ?? []);
    for (const document of kept) printDocument(context, call, parseJsonObject(document) ?? fail(message(BAD_DOCUMENT)));
    return DONE;
  },
};

const printDocument = (context: Context, call: Call, object: JsonObject): void => {
  const output = call.flags.text("output");
  if (output === "json") context.out(`${asWrittenJson(object)}\n`);
  else if (output === "yaml") context.out(toYaml(object));
  else {
    const why = `Unexpected -o output mode: ${output}, the flag 'output' must be one of yaml|json`;
    usageError("apply view-last-applied", why);
  }
};

export const setLastApplied: Command = {
  path: "apply set-last-applied",
  short: "Set what was applied last",
  about: "The annotation is set to what the file says; the object itself stays as it is.",
  examples: [["As the file has it", "kubectl apply set-last-applied -f web.yaml"]],
  run(context, call) {
    const selection = selectForCall(context, call, { args: [], isTypeEnough: false });
    const [bad] = selection.errors;
    // All are looked at before the first is changed.
    const changed = selection.infos.filter((info) => isChanged(context, call, info));
    if (bad) return fail(bad);
    for (const info of changed) setOne(context, call, info);
    return DONE;
  },
};

const isChanged = (context: Context, call: Call, info: Info): boolean => {
  const kept = lastAppliedOf(must(context.client.get(info)));
  if (kept === undefined && !call.flags.isOn("create-annotation")) {
    const advice = "to create the annotation, run the command with --create-annotation";
    return fail(message(`no last-applied-configuration annotation found on resource: ${info.name}, ${advice}`));
  }
  const isSame = kept?.trim() === compactJson(info.object);
  if (isSame) context.out(`set-last-applied ${info.name}: no changes required.\n`);
  return !isSame;
};

const setOne = (context: Context, call: Call, info: Info): void => {
  const dryRun = dryRunOf(call);
  const patch = { type: "merge", body: lastAppliedPatch(info.object) } as const;
  const object =
    dryRun === "client"
      ? must(context.client.get(info))
      : must(context.client.patch(info, patch, { dryRun: dryRun === "server" })).object;
  printWritten(context, call, object, { operation: "configured", dryRun });
};
