// Models kubectl/pkg/cmd/set/set_resources.go (v1.36) with the amounts' grammar of generate.go.
import { fileSourceOf, namesFiles } from "../../manifests.ts";
import { MISSING_RESOURCE } from "../../resource-args.ts";
import { isLocal } from "../../usage.ts";
import { parseQuantity } from "#api/quantity";
import type { StringMap } from "#api/meta";
import { goQuote } from "#api/go-quote";
import { type Command, DONE, fail } from "../../command.ts";
import { aggregate, message } from "../../errors.ts";
import { list, map, text, withField } from "../../object.ts";
import { checkFormat } from "../../output/format.ts";
import { forEachInfo } from "../../resources.ts";
import { matchesName, podSpecOf, selectForSet, writeSpec } from "./pod-specs.ts";

/** `cpu=200m,memory=64Mi` */
export const parseAmounts = (spec: string): StringMap => {
  const out: { [name: string]: string } = {};
  for (const part of spec === "" ? [] : spec.split(",")) {
    const pair = part.split("=");
    const [name = "", amount = ""] = pair;
    if (pair.length !== 2) fail(message(`Invalid argument syntax ${part}, expected <resource>=<value>`));
    const parsed = parseQuantity(amount);
    if (!parsed.ok) fail(message(parsed.error));
    out[name] = amount;
  }
  return out;
};

export const setResources: Command = {
  path: "set resources",
  short: "Set what containers request and may use",
  examples: [
    ["Both", "kubectl set resources deployment/web --requests=cpu=100m,memory=64Mi --limits=cpu=200m,memory=128Mi"],
    ["One container", "kubectl set resources deployment/web -c web --limits=memory=128Mi"],
  ],
  run(context, call) {
    checkFormat(call);
    if (call.args.length === 0 && !namesFiles(fileSourceOf(call))) return fail(message(MISSING_RESOURCE));
    const [limits, requests] = [call.flags.text("limits"), call.flags.text("requests")];
    if (limits === "" && requests === "") {
      return fail(message("you must specify an update to requests or limits (in the form of --requests/--limits)"));
    }
    const amounts = { limits: parseAmounts(limits), requests: parseAmounts(requests) };
    const pattern = call.flags.text("containers");
    const errors = forEachInfo(selectForSet(context, call, call.args), (info) => {
      const { spec } = podSpecOf(info, isLocal(call));
      let next = spec;
      let isMatched = false;
      for (const [index, container] of list(spec, "containers").entries()) {
        if (!matchesName(pattern, text(container, "name"))) continue;
        isMatched = true;
        for (const field of ["limits", "requests"] as const) {
          if (Object.keys(amounts[field]).length === 0) continue;
          const merged = { ...map(container, "resources", field), ...amounts[field] };
          next = withField(next, ["containers", index, "resources", field], merged);
        }
      }
      if (!isMatched) fail(message(`unable to find container named ${goQuote(pattern).slice(1, -1)}`));
      writeSpec(context, call, info, {
        spec: next,
        operation: "resource requirements updated",
        failure: "failed to patch resources update to pod template",
      });
    });
    const error = aggregate(errors);
    return error ? fail(error) : DONE;
  },
};
