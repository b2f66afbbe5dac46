// Models kubectl/pkg/cmd/patch/patch.go (v1.36).
import { applyPatchHere } from "#engine/checks";
import { parse } from "yaml";
import type { Json, JsonObject } from "#api/meta";
import { isTooDeep, TOO_DEEP } from "#api/yaml-depth";
import { kubeYaml } from "#api/yaml-options";
import { badRequest } from "#api/status";
import { yamlProblem } from "#api/go-yaml";
import { goQuote } from "#api/go-quote";
import type { PatchType } from "../client.ts";
import { type Call, type Command, type Context, DONE, fail } from "../command.ts";
import { jsonProblem } from "../go/json-error.ts";
import { aggregate, fromStatus, message } from "../errors.ts";
import { equalJson } from "../object.ts";
import { forEachInfo, type Info } from "../resources.ts";
import { dryRunOf, isLocal, warn } from "../usage.ts";
import { printWritten } from "../write.ts";
import { selectForCall } from "../select.ts";

const TYPES: readonly string[] = ["json", "merge", "strategic"];

export const patch: Command = {
  path: "patch",
  short: "Change fields of an object",
  about:
    "The patch is JSON or YAML: strategic (lists of objects are merged by their keys), merge, or json (a list of operations).",
  examples: [
    ["Another number of replicas", `kubectl patch deployment web -p '{"spec":{"replicas":3}}'`],
    [
      "By operations",
      `kubectl patch deployment web --type=json -p '[{"op":"replace","path":"/spec/replicas","value":3}]'`,
    ],
  ],
  run(context, call) {
    const type = call.flags.text("type").toLowerCase();
    if (call.flags.text("patch") === "" && call.flags.text("patch-file") === "") {
      return fail(message("must specify --patch or --patch-file containing the contents of the patch"));
    }
    if (call.flags.text("patch") !== "" && call.flags.text("patch-file") !== "") {
      return fail(message("cannot specify --patch and --patch-file together"));
    }
    if (!TYPES.includes(type)) {
      return fail(message(`--type must be one of [${TYPES.join(" ")}], not ${goQuote(call.flags.text("type"))}`));
    }
    const isLive = !isLocal(call);
    if (!isLive && call.args.length > 0) return fail(message("cannot specify --local and server resources"));
    const body = readBody(context, call);
    const selection = selectForCall(context, call, { isTypeEnough: false, isLive });
    const error = aggregate(
      forEachInfo(selection, (info) => patchOne(context, call, info, { type: type as PatchType, body })),
    );
    return error ? fail(error) : DONE;
  },
};

/** The server reads what was sent, and says what is wrong with it; a small one, that a command runs beside alone, does not. */
const invalid = ({ isAlone }: Context, text: string, type: string): never => {
  const why = (isAlone === true ? undefined : jsonProblem(text)) ?? "invalid JSON document";
  return fail(fromStatus(badRequest(type === "strategic" || isAlone === true ? why : `error decoding patch: ${why}`)));
};

/** What begins with a brace is sent as it is; all else is YAML. An error shows what --patch has, even of a file. */
const readBody = (context: Context, call: Call): Json => {
  const file = call.flags.text("patch-file");
  const text =
    file === ""
      ? call.flags.text("patch")
      : (context.files.read(file) ??
        fail(message(`unable to read patch file: open ${file}: no such file or directory`)));
  const refuse = (problem: string): never =>
    fail(message(`unable to parse ${goQuote(call.flags.text("patch"))}: ${problem}`));
  if (isTooDeep(text)) return refuse(TOO_DEEP);
  if (text.trimStart().startsWith("{")) {
    try {
      return JSON.parse(text) as Json;
    } catch {
      return invalid(context, text, call.flags.text("type"));
    }
  }
  const problem = yamlProblem(text);
  if (problem !== undefined) return refuse(problem);
  try {
    return parse(text, kubeYaml) as Json;
  } catch {
    return refuse("yaml: document contains excessive aliasing");
  }
};

const patchOne = (context: Context, call: Call, info: Info, request: { type: PatchType; body: Json }): void => {
  const dryRun = dryRunOf(call);
  if (dryRun === "client" || isLocal(call)) {
    const patched = applyPatchHere(info.object, request);
    if (patched.ok) say(context, call, info.object, patched.value);
    else fail(message(missingField(patched.error)));
    return;
  }
  const answer = context.client.patch(info, request, { dryRun: dryRun === "server", fieldValidation: "Warn" });
  if (!answer.ok) {
    fail(fromStatus(answer.status));
    return;
  }
  warn(context, answer.value.warnings);
  say(context, call, info.object, answer.value.object);
};

/** What the library says of a missing key is said in kubectl's words. */
const missingField = (error: string): string => {
  const [, key] = /doc is missing key: (.*)/s.exec(error) ?? [];
  return key === undefined ? error : `Object to be patched is missing field (${key})`;
};

const say = (context: Context, call: Call, before: JsonObject, after: JsonObject): void =>
  printWritten(context, call, after, {
    // No word of a dry run: the operation is set anew after it was told of one.
    operation: equalJson(before, after) ? "patched (no change)" : "patched",
  });
