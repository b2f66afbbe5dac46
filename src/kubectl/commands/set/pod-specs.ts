// What the set verbs share: the pod spec inside an object, changed as a copy and sent as a patch.
import type { JsonObject } from "#api/meta";
import { globLetters, matchesGlob } from "../../glob.ts";
import { type Call, type Context, fail } from "../../command.ts";
import { aggregate, message } from "../../errors.ts";
import { has, list, obj, type Path, text, withField } from "../../object.ts";
import type { Info, Selection } from "../../resources.ts";
import { dryRunOf, isLocal, LOCAL_ONLY } from "../../usage.ts";
import { isEmptyPatch, mergePatchOf, patchAndPrint, printWritten } from "../../write.ts";
import { selectForCall } from "../../select.ts";

const PATHS: { readonly [kind: string]: Path } = {
  Pod: ["spec"],
  CronJob: ["spec", "jobTemplate", "spec", "template", "spec"],
};

const TEMPLATED = new Set(["Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "ReplicationController", "Job"]);

/** Where an object has its pod spec, or undefined. */
const podSpecPath = (kind: string): Path | undefined =>
  PATHS[kind] ?? (TEMPLATED.has(kind) ? ["spec", "template", "spec"] : undefined);

export const hasPodSpec = (info: Info): boolean => podSpecPath(info.resource.kind) !== undefined;

/** Info.ObjectName: what no server was asked about has no plural. */
const nameIn = ({ resource: { kind, group, plural }, name }: Info, isAlone: boolean): string => {
  if (!isAlone) return `${plural}/${name}`;
  return group === "" ? `${kind.toLowerCase()}/${name}` : `${kind.toLowerCase()}.${group}/${name}\n`;
};

export const podSpecOf = (info: Info, isAlone = false): { readonly spec: JsonObject; readonly path: Path } => {
  const path = podSpecPath(info.resource.kind);
  if (!path) {
    return fail(
      message(
        `error: ${nameIn(info, isAlone)} the object is not a pod or does not have a pod template: *${info.resource.version}.${info.resource.kind}\n`,
      ),
    );
  }
  return { spec: obj(info.object, ...path), path };
};

/** With --local the files alone are read; some verbs only find then that nothing is named. */
export const selectForSet = (
  context: Context,
  call: Call,
  args: readonly string[],
  whenNamed: string = LOCAL_ONLY,
): Selection => {
  if (!isLocal(call)) {
    const selection = selectForCall(context, call, { args, isTypeEnough: false, isLive: true });
    // All are found before the first is changed; a selector is set as they come.
    const error = call.path === "set selector" ? undefined : aggregate(selection.errors);
    return error ? fail(error) : selection;
  }
  if (args.length > 0) return fail(message(whenNamed));
  return selectForCall(context, call, { args, isTypeEnough: false, isLive: false });
};

/** A file that went through kubectl's own types shows the fields that those always write. */
const asTyped = (object: JsonObject): JsonObject => {
  const path = podSpecPath(text(object, "kind"));
  const withStatus = has(object, "status") ? object : withField(object, ["status"], {});
  const whole =
    text(object, "kind") === "Deployment" && !has(object, "spec", "strategy")
      ? withField(withStatus, ["spec", "strategy"], {})
      : withStatus;
  if (!path) return whole;
  return ["initContainers", "containers"].reduce(
    (out, field) =>
      list(out, ...path, field).reduce(
        (next: JsonObject, container, i) =>
          has(container, "resources") ? next : withField(next, [...path, field, i, "resources"], {}),
        out,
      ),
    whole,
  );
};

/** Sends a changed pod spec; without a change nothing is sent and nothing said, unless a format was asked for. */
export const writeSpec = (
  context: Context,
  call: Call,
  info: Info,
  { spec, ...change }: { spec: JsonObject; operation: string; failure: string; isAlwaysSent?: true },
): void => {
  const { path } = podSpecOf(info, isLocal(call));
  writeChange(context, call, info, { object: withField(info.object, path, spec), ...change });
};

interface Change {
  readonly object: JsonObject;
  readonly operation: string;
  readonly failure?: string;
  /** Even if it changes nothing. */
  readonly isAlwaysSent?: true;
}

export const writeChange = (
  context: Context,
  call: Call,
  info: Info,
  { object, isAlwaysSent, ...change }: Change,
): void => {
  const body = mergePatchOf(info.object, object);
  if (isEmptyPatch(body) && isAlwaysSent !== true) return;
  if (isLocal(call)) return printWritten(context, call, asTyped(object), { ...change, dryRun: dryRunOf(call) });
  patchAndPrint(context, call, info, { body, ...change });
};

/** Names with `*`, as path.Match takes them. */
export const matchesName = (pattern: string, name: string): boolean => matchesGlob(globLetters(pattern), name);
