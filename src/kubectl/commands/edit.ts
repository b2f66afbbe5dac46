// Models kubectl/pkg/cmd/util/editor/editoptions.go (v1.36): one object as a file, sent back as a patch.
import { MISSING_RESOURCE } from "../resource-args.ts";
import { isJsonObject, parseJsonObject } from "#api/json";
import { parse } from "yaml";
import type { Json, JsonObject, Status } from "#api/meta";
import { goQuote } from "#api/go-quote";
import { discoveredByName, qualifiedPlural } from "#api/scheme";
import { isTooDeep, TOO_DEEP } from "#api/yaml-depth";
import { kubeYaml } from "#api/yaml-options";
import { type Blocked, type Call, type Command, type Context, DONE, fail, type Outcome } from "../command.ts";
import { aggregate, message } from "../errors.ts";
import { toYaml } from "../go/yaml.ts";
import { BAD_DOCUMENT, lastAppliedOf, lastAppliedPatch, withLastApplied } from "../last-applied.ts";
import { fileSourceOf, namesFiles } from "../manifests.ts";
import { equalJson, text } from "../object.ts";
import { withoutManagedFields } from "../output/format.ts";
import type { Info } from "../resources.ts";
import { fieldValidationOf, refused, warn } from "../usage.ts";
import { isEmptyPatch, mergePatchOf, printWritten } from "../write.ts";
import { selectForCall } from "../select.ts";

const HEAD = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

export const edit: Command = {
  path: "edit",
  short: "Change an object in the editor",
  examples: [["A deployment", "kubectl edit deployment/web"]],
  run(context, call) {
    if (call.flags.changed("output") && call.flags.text("output") !== "yaml") {
      return refused("edit -o", "objects are edited as YAML");
    }
    const files = fileSourceOf(call);
    if (call.args.length === 0 && !namesFiles(files)) {
      return fail(message(MISSING_RESOURCE));
    }
    const selection = selectForCall(context, call, { isTypeEnough: true, isLive: true });
    const error = aggregate(selection.errors);
    if (error) return fail(error);
    const [info, ...others] = selection.infos;
    if (!info) return fail(message("edit cancelled, no objects found"));
    if (others.length > 0) return refused("editing several objects at once", "name one of them");
    return open(info, withoutManagedFields(info.object), "");
  },
  resume: (context, call, state, reason) => resumeEdit(context, call, state, reason),
};

/** apply_edit_last_applied.go: what was applied last, edited in the place of the object itself. */
export const editLastApplied: Command = {
  path: "apply edit-last-applied",
  short: "Change what was applied last",
  examples: [["Of a deployment", "kubectl apply edit-last-applied deployment/web"]],
  run(context, call) {
    const selection = selectForCall(context, call, { isTypeEnough: true, isLive: true });
    const error = aggregate(selection.errors);
    if (error) return fail(error);
    const [info, ...others] = selection.infos.filter((one) => lastAppliedOf(one.object) !== undefined);
    if (!info) return fail(message(NEVER_APPLIED));
    if (others.length > 0) return refused("editing several objects at once", "name one of them");
    return open(info, parseJsonObject(lastAppliedOf(info.object) ?? "") ?? fail(message(BAD_DOCUMENT)), "");
  },
  resume: (context, call, state, reason) => resumeEdit(context, call, state, reason),
};

const NEVER_APPLIED =
  "no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`";

const resumeEdit: NonNullable<Command["resume"]> = (context, call, state, reason) => {
  if (reason.type !== "edited") return DONE;
  const resource = discoveredByName(text(state, "type"));
  const original = (state as JsonObject)["original"] as JsonObject;
  if (!resource) return DONE;
  const info: Info = {
    resource,
    namespace: text(state, "namespace"),
    name: text(state, "name"),
    object: original,
    source: "",
    subresource: text(state, "subresource"),
  };
  return save(context, call, info, {
    edited: reason.text,
    wasRefused: text(state, "problem") !== "",
    shown: text(state, "shown"),
  });
};

const uncommented = (content: string): string =>
  content
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .join("\n");

const open = (info: Info, original: JsonObject, problem: string, content = toYaml(original)): Blocked => {
  const why =
    problem === ""
      ? ""
      : `${problem
          .split("\n")
          .map((line) => `# ${line}\n`)
          .join("")}#\n`;
  const shown = `${HEAD}${why}${content}`;
  const { resource, namespace, name, subresource = "" } = info;
  return {
    state: { type: qualifiedPlural(resource), namespace, name, subresource, original, problem, shown },
    wake: {},
    edit: { path: pathOf(info), text: shown },
  };
};

const pathOf = (info: Info): string => `/tmp/kubectl-edit-${info.resource.singular}-${info.name}.yaml`;

interface Saved {
  readonly edited: string;
  readonly shown: string;
  readonly wasRefused: boolean;
}

const save = (context: Context, call: Call, info: Info, saved: Saved): Outcome => {
  const content = uncommented(saved.edited);
  const cancel = (why: string): Outcome => {
    context.err(`${why}\n`);
    return DONE;
  };
  if (content.trim() === "") return cancel("Edit cancelled, saved file was empty.");
  if (content === uncommented(saved.shown)) {
    return saved.wasRefused ? giveUp(context, info, content) : cancel("Edit cancelled, no changes made.");
  }
  const wanted = readYaml(content);
  if (!wanted.ok) return open(info, info.object, `The edited file had a syntax error: ${wanted.error}`, content);
  const patch =
    call.path === editLastApplied.path ? annotationOf(info, wanted.object) : changeOf(call, info, wanted.object);
  if (isEmptyPatch(patch)) return cancel("Edit cancelled, no changes made.");
  const written = context.client.patch(
    info,
    { type: "merge", body: patch },
    { fieldValidation: fieldValidationOf(call) },
  );
  if (!written.ok) return refuse(context, info, written.status, content);
  warn(context, written.value.warnings);
  printWritten(context, call, written.value.object, { operation: "edited" });
  return DONE;
};

const changeOf = (call: Call, info: Info, wanted: JsonObject): JsonObject =>
  mergePatchOf(info.object, call.flags.isOn("save-config") ? withLastApplied(wanted) : wanted);

const annotationOf = (info: Info, wanted: JsonObject): JsonObject =>
  equalJson(info.object, wanted) ? {} : lastAppliedPatch(wanted);

/** editResults.addError: what is invalid is opened again with its causes; all else ends the command, and what was typed is kept in a file. */
const refuse = (context: Context, info: Info, status: Status, content: string): Outcome => {
  const named = `${qualifiedPlural(info.resource)} ${goQuote(info.name)}`;
  if (status.reason === "Invalid") {
    context.err(`error: ${named} is invalid\n`);
    const causes = (status.details?.causes ?? []).map((cause) => `\n* ${cause.field}: ${cause.message}`);
    return open(info, info.object, `${named} was not valid${causes.length > 0 ? ":" : ""}${causes.join("")}`, content);
  }
  const path = pathOf(info);
  context.files.write(path, content);
  const isGone = status.reason === "NotFound";
  const why = isGone ? "could not be found on the server" : `could not be patched: ${status.message}`;
  context.err(`error: ${named} ${why}\n`);
  if (!isGone) context.err(`You can run \`kubectl replace -f ${path}\` to try this update again.\n`);
  context.err(`A copy of your changes has been stored to ${JSON.stringify(path)}\n`);
  return { exit: 1 };
};

const giveUp = (context: Context, info: Info, content: string): never => {
  context.files.write(pathOf(info), content);
  context.err(`A copy of your changes has been stored to ${JSON.stringify(pathOf(info))}\n`);
  return fail(message("Edit cancelled, no valid changes were saved."));
};

const readYaml = (content: string): { ok: true; object: JsonObject } | { ok: false; error: string } => {
  if (isTooDeep(content)) return { ok: false, error: TOO_DEEP };
  try {
    const value = parse(content, kubeYaml) as Json;
    return isJsonObject(value) ? { ok: true, object: value } : { ok: false, error: "it holds no object" };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? (error.message.split("\n")[0] ?? "") : "unreadable" };
  }
};
