// How verbs that change an object write it and say so.
import { isJsonObject, own } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import type { PatchType } from "./client.ts";
import { type Call, type Context, fail } from "./command.ts";
import { fromStatus, message } from "./errors.ts";
import { equalJson } from "./object.ts";
import { namePrinter, OBJECT_FORMATS, objectPrinter, unknownFormat } from "./output/format.ts";
import type { Info } from "./resources.ts";
import { type DryRun, dryRunOf, dryRunSuffix, warn } from "./usage.ts";

export interface Print {
  /** The word of the success line: `scaled`. */
  readonly operation: string;
  readonly dryRun?: DryRun;
}

/** Prints an object that was written: by -o, or the line `kind/name operation`. */
export const printWritten = (context: Context, call: Call, object: JsonObject, print: Print): void => {
  const output = call.flags.text("output");
  const hasTemplate = call.flags.text("template") !== "";
  if (output === "name") {
    context.out(namePrinter(object));
    return;
  }
  if (output === "" && !hasTemplate) {
    const operation = print.operation === "" ? "" : ` ${print.operation}`;
    context.out(`${namePrinter(object).trimEnd()}${operation}${dryRunSuffix(print.dryRun ?? "none")}\n`);
    return;
  }
  context.out((objectPrinter(context, call, output) ?? unknownFormat(output, OBJECT_FORMATS))(object));
};

export interface PatchAndPrint {
  readonly body: Json;
  readonly operation: string;
  readonly type?: PatchType;
  readonly isDryRunSilent?: boolean;
  /** What the verb says before the server's refusal, which then is no longer the server's own. */
  readonly failure?: string;
}

/** Sends a patch (not in a client dry run) and prints what came of it. */
export const patchAndPrint = (context: Context, call: Call, info: Info, patch: PatchAndPrint): JsonObject => {
  const dryRun = call.flags.has("dry-run") ? dryRunOf(call) : "none";
  const shown = patch.isDryRunSilent === true ? "none" : dryRun;
  const body = withCause(patch.body, call.changeCause);
  if (dryRun === "client") {
    const merged = isJsonObject(body) ? mergePatched(info.object, body) : info.object;
    printWritten(context, call, merged, { operation: patch.operation, dryRun: shown });
    return merged;
  }
  const answer = context.client.patch(info, { type: patch.type ?? "merge", body }, { dryRun: dryRun === "server" });
  if (!answer.ok) {
    const { failure } = patch;
    return fail(failure === undefined ? fromStatus(answer.status) : message(`${failure} ${answer.status.message}`));
  }
  warn(context, answer.value.warnings);
  printWritten(context, call, answer.value.object, { operation: patch.operation, dryRun: shown });
  return answer.value.object;
};

const withCause = (body: Json, cause: string | undefined): Json =>
  cause === undefined || !isJsonObject(body)
    ? body
    : mergePatched(body, { metadata: { annotations: { "kubernetes.io/change-cause": cause } } });

/** RFC 7386: null removes, objects are merged, all else is replaced. */
export const mergePatched = (object: JsonObject, patch: JsonObject): JsonObject => {
  const out = new Map<string, Json>(Object.entries(object));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) out.delete(key);
    else if (isJsonObject(value)) {
      const old = out.get(key);
      out.set(key, mergePatched(isJsonObject(old) ? old : {}, value));
    } else out.set(key, value);
  }
  return Object.fromEntries(out);
};

/** The merge patch that makes `to` of `from`; lists are replaced whole. */
export const mergePatchOf = (from: JsonObject, to: JsonObject): JsonObject => {
  const patch = new Map<string, Json>();
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) patch.set(key, null);
  for (const [key, value] of Object.entries(to)) {
    const old = own(from, key);
    if (equalJson(old, value)) continue;
    patch.set(key, isJsonObject(old) && isJsonObject(value) ? mergePatchOf(old, value) : value);
  }
  return Object.fromEntries(patch);
};

export const isEmptyPatch = (patch: JsonObject): boolean => Object.keys(patch).length === 0;
