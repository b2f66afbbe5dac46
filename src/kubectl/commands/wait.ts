// Models kubectl/pkg/cmd/wait (v1.36): blocks until objects are in a condition, one after another.
import type { Json, JsonObject } from "#api/meta";
import { discoveredByName, apiVersionOf, qualifiedPlural } from "#api/scheme";
import { goQuote } from "#api/go-quote";
import { type Call, type Command, type Context, DONE, fail, type Outcome } from "../command.ts";
import { aggregate, fromStatus, message } from "../errors.ts";
import { fileSourceOf, namesFiles } from "../manifests.ts";
import { has, list, num, text } from "../object.ts";
import { checkFormat } from "../output/format.ts";
import { findJsonPath, relaxedJsonPath, UNEXPECTED_PATH } from "../output/jsonpath.ts";
import { JsonPathError } from "../output/jsonpath-parse.ts";
import { readResourceArgs, resourceOfType } from "../resource-args.ts";
import { isNotFound, namespaceFor } from "../usage.ts";
import { printWritten } from "../write.ts";
import { selectForCall } from "../select.ts";

interface Target {
  readonly type: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

interface WaitState {
  readonly targets: readonly Target[];
  readonly deadlineMs: number;
  readonly failures: readonly string[];
}

type Check = (object: JsonObject) => boolean;

export const wait: Command = {
  path: "wait",
  short: "Wait until objects are in a condition",
  about: "Each object is waited for at most --timeout, from the beginning of the command.",
  examples: [
    ["Ready pods", "kubectl wait --for=condition=Ready pod -l app=web --timeout=60s"],
    ["A field", "kubectl wait --for=jsonpath='{.status.phase}'=Running pod/web-0"],
    ["Gone", "kubectl wait --for=delete pod/web-0 --timeout=60s"],
  ],
  run(context, call) {
    checkFormat(call);
    const conditions = call.flags.list("for");
    if (conditions.length === 0) return fail(message("unrecognized condition: []"));
    for (const condition of conditions)
      if (!isKnown(condition)) fail(message(`unrecognized condition: ${goQuote(condition)}`));
    for (const condition of conditions) checkPath(condition);
    const timeout = call.flags.durationMs("timeout");
    const deadlineMs = context.client.nowMs() + (timeout < 0 ? 7 * 24 * 3_600_000 : timeout);
    return look(context, call, { targets: targetsOf(context, call), deadlineMs, failures: [] });
  },
  resume: (context, call, stored: Json) => look(context, call, readState(stored)),
};

const isDelete = (call: Call): boolean => call.flags.list("for").some((item) => item.toLowerCase() === "delete");
const isCreate = (call: Call): boolean => call.flags.list("for").some((item) => item.toLowerCase() === "create");

const isKnown = (condition: string): boolean =>
  /^(delete|create)$/i.test(condition) || condition.startsWith("condition=") || condition.startsWith("jsonpath=");

/** The parts between single equal signs; a double one belongs to the path. */
const partsOf = (condition: string): readonly string[] =>
  condition
    .slice("jsonpath=".length)
    .replaceAll("==", "\0")
    .split("=")
    .map((part) => part.replaceAll("\0", "=="));

const unquoted = (value: string): string => value.replaceAll(/^['"]+|['"]+$/g, "");

/** A path that cannot be read is said before anything is asked. */
const checkPath = (condition: string): void => {
  if (!condition.startsWith("jsonpath=")) return;
  const [path = "", wanted, ...more] = partsOf(condition);
  const example = "--for=jsonpath='{.status.readyReplicas}'";
  if (more.length > 0) fail(message(`jsonpath wait format must be ${example}=3 or ${example}`));
  if (relaxedJsonPath(path) === undefined) fail(message(UNEXPECTED_PATH));
  if (wanted !== undefined && unquoted(wanted) === "") {
    fail(message(`jsonpath wait has to have a value after equal sign, like ${example}=3`));
  }
  if (path === "") fail(message("jsonpath expression cannot be empty"));
};

const targetsOf = (context: Context, call: Call): Target[] => {
  const { namespace } = namespaceFor(context, call);
  const files = fileSourceOf(call);
  const isChosen =
    call.flags.isOn("all") || call.flags.text("selector") !== "" || call.flags.text("field-selector") !== "";
  const isNamed = call.args.length > 1 || call.args.some((arg) => arg.includes("/"));
  if (isCreate(call) && isNamed && !isChosen && !namesFiles(files)) return named(call, namespace);
  const selection = selectForCall(context, call, { files, namespace, isTypeEnough: false, isLive: true });
  const errors = selection.errors.filter(
    (error) => !isDelete(call) || error.type !== "status" || !isNotFound(error.status),
  );
  const error = aggregate(errors);
  if (error) return fail(error);
  if (selection.infos.length === 0 && !isDelete(call)) return fail(message("no matching resources found"));
  return selection.infos.map((info) => ({
    type: qualifiedPlural(info.resource),
    namespace: info.namespace,
    name: info.name,
    uid: text(info.object, "metadata", "uid"),
  }));
};

/** What is waited for to be created is not there to be found. */
const named = (call: Call, namespace: string): Target[] => {
  const args = readResourceArgs(call.args);
  const pairs = args.pairs.length > 0 ? args.pairs : args.names.map((name) => ({ type: args.types[0] ?? "", name }));
  return pairs.map(({ type, name }) => {
    const resource = resourceOfType(type);
    return { type: qualifiedPlural(resource), namespace: resource.namespaced ? namespace : "", name, uid: "" };
  });
};

/** `condition=Ready`, `condition=Ready=false`, `jsonpath={.a}=b`, `jsonpath={.a}`. */
const checkOf = (condition: string): Check => {
  const [kind = "", ...rest] = condition.split("=");
  if (kind === "condition") {
    const [type = "", ...values] = rest;
    const wanted = values.length > 0 ? values.join("=") : "true";
    return (object) =>
      list(object, "status", "conditions").some(
        (item) =>
          text(item, "type").toLowerCase() === type.toLowerCase() &&
          text(item, "status").toLowerCase() === wanted.toLowerCase() &&
          !isStale(object, item),
      );
  }
  const [given = "", value] = partsOf(condition);
  const path = relaxedJsonPath(given) ?? given;
  const wanted = value === undefined ? undefined : unquoted(value);
  return (object) => {
    const found = firstAt(path, object);
    if (found === undefined) return false;
    if (wanted !== undefined && typeof found === "object" && found !== null) return fail(message(NESTED));
    return wanted === undefined || scalarText(found) === wanted;
  };
};

const NESTED = "jsonpath leads to a nested object or list which is not supported";

const firstAt = (path: string, object: JsonObject): Json | undefined => {
  try {
    return findJsonPath(path, object)[0];
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    return fail(message(error.message));
  }
};

const scalarText = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

/** A condition of an older generation says nothing of this one. */
const isStale = (object: JsonObject, condition: JsonObject): boolean =>
  has(condition, "observedGeneration") && num(condition, "observedGeneration") < num(object, "metadata", "generation");

interface Look {
  readonly object: JsonObject;
  /** So many of the conditions hold, one after the other. */
  readonly met: number;
}

const isMet = (context: Context, call: Call, target: Target): Look | undefined => {
  const resource = discoveredByName(target.type);
  if (!resource) return undefined;
  const found = context.client.get({ resource, namespace: target.namespace, name: target.name });
  if (isDelete(call)) {
    const isGone = !found.ok || text(found.value, "metadata", "uid") !== target.uid;
    const object = { apiVersion: apiVersionOf(resource), kind: resource.kind, metadata: { name: target.name } };
    return isGone ? { object, met: call.flags.list("for").length } : undefined;
  }
  if (!found.ok) {
    if (isCreate(call)) return undefined;
    return isNotFound(found.status) ? undefined : fail(fromStatus(found.status));
  }
  const checks = call.flags.list("for").map((item): Check => (/^create$/i.test(item) ? () => true : checkOf(item)));
  const unmet = checks.findIndex((check) => !check(found.value));
  return { object: found.value, met: unmet < 0 ? checks.length : unmet };
};

const look = (context: Context, call: Call, state: WaitState): Outcome => {
  const failures = [...state.failures];
  const targets = [...state.targets];
  while (targets[0]) {
    const [target] = targets;
    const { object, met = 0 } = isMet(context, call, target) ?? {};
    const isAll = met === call.flags.list("for").length;
    const isLate = context.client.nowMs() >= state.deadlineMs;
    if (!isAll && !isLate) return blocked({ ...state, targets, failures }, target);
    // Said once for each condition that holds.
    for (const told of Array.from({ length: met }, () => object)) {
      if (told) printWritten(context, call, told, { operation: "condition met" });
    }
    if (!isAll) failures.push(timeoutText(call, target));
    targets.shift();
  }
  return failures.length === 0 ? DONE : fail(aggregate(failures.map(message)) ?? message(""));
};

/** condition.go: without a time to wait the condition is looked at once. */
const isImmediate = (call: Call): boolean => call.flags.durationMs("timeout") === 0;

const timeoutText = (call: Call, target: Target): string =>
  isCreate(call)
    ? "timed out waiting for the condition"
    : `${isImmediate(call) ? "condition not met for" : "timed out waiting for the condition on"} ${target.type.split(".")[0] ?? ""}/${target.name}`;

const blocked = (state: WaitState, target: Target): Outcome => ({
  state: {
    targets: state.targets.map((item) => ({ ...item })),
    deadlineMs: state.deadlineMs,
    failures: [...state.failures],
  },
  wake: {
    watch: {
      resource: target.type.split(".")[0] ?? target.type,
      ...(target.namespace === "" ? {} : { namespace: target.namespace }),
      name: target.name,
    },
    atMs: state.deadlineMs,
  },
});

const readState = (stored: Json): WaitState => ({
  targets: list(stored, "targets").map((item) => ({
    type: text(item, "type"),
    namespace: text(item, "namespace"),
    name: text(item, "name"),
    uid: text(item, "uid"),
  })),
  deadlineMs: num(stored, "deadlineMs"),
  failures: ((stored as JsonObject)["failures"] ?? []) as readonly string[],
});
