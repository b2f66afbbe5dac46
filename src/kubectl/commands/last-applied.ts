// Models kubectl/pkg/cmd/apply/apply_view_last_applied.go (v1.36).
import { parseJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { type Call, type Command, type Context, DONE, fail } from "../command.ts";
import { aggregate, message } from "../errors.ts";
import { asWrittenJson } from "../go/json-text.ts";
import { toYaml } from "../go/yaml.ts";
import { BAD_DOCUMENT, lastAppliedOf } from "../last-applied.ts";
import { selectForCall } from "../select.ts";
import { usageError } from "../usage.ts";

export const viewLastApplied: Command = {
  path: "apply view-last-applied",
  short: "Show what was applied last",
  examples: [["As YAML", "kubectl apply view-last-applied deployment/web"]],
  run(context, call) {
    const selection = selectForCall(context, call, { isTypeEnough: false, isLive: true });
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
