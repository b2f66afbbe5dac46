// Models kubectl/pkg/cmd/wait (v1.36): blocks until objects are in a condition, one after another.
import type { Json, JsonObject, Status } from "#api/meta";
import type { DiscoveredResource } from "#api/discovered";
import { discoveredByName, apiVersionOf, qualifiedPlural } from "#api/scheme";
import { goQuote } from "#api/go-quote";
import { type Call, type Command, type Context, DONE, fail, type Outcome } from "../command.ts";
import { aggregate, type CliError, fromStatus, message } from "../errors.ts";
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
}

interface WaitState {
  readonly targets: readonly Target[];
  /** So many of the conditions have come for the first target; they need not have stayed. */
  readonly met: number;
  /** Whom the condition that comes next is waited for on; absent: that has not begun. */
  readonly uid?: string;
  readonly deadlineMs: number;
  readonly failures: readonly CliError[];
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
    return look(context, call, { targets: targetsOf(context, call), met: 0, deadlineMs, failures: [] });
  },
  resume: (context, call, stored: Json) => look(context, call, stored as unknown as WaitState),
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
  }));
};

/** What is waited for to be created is not there to be found. */
const named = (call: Call, namespace: string): Target[] => {
  const args = readResourceArgs(call.args);
  const pairs = args.pairs.length > 0 ? args.pairs : args.names.map((name) => ({ type: args.types[0] ?? "", name }));
  return pairs.map(({ type, name }) => {
    const resource = resourceOfType(type);
    return { type: qualifiedPlural(resource), namespace: resource.namespaced ? namespace : "", name };
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

/** What a look at the condition that comes next finds: it has come, it never will, or it may yet. */
type Finding = { readonly told: JsonObject } | { readonly failure: CliError } | { readonly uid: string };

const find = (context: Context, call: Call, state: WaitState, target: Target): Finding => {
  const resource = resourceOfTarget(target);
  const found = context.client.get({ resource, namespace: target.namespace, name: target.name });
  const isLate = !isImmediate(call) && context.client.nowMs() >= state.deadlineMs;
  const finding = found.ok
    ? judged(call, state, found.value, isLate)
    : missing(call, state, stub(resource, target), found.status);
  if (!("uid" in finding) || !(isLate || isImmediate(call))) return finding;
  return { failure: message(finding.uid === "" ? "timed out waiting for the condition" : timeoutText(call, target)) };
};

const conditionOf = (call: Call, { met }: WaitState): string => call.flags.list("for")[met] ?? "";

const judged = (call: Call, state: WaitState, object: JsonObject, isLate: boolean): Finding => {
  const condition = conditionOf(call, state);
  const live = text(object, "metadata", "uid");
  const begun = (state.uid ?? "") === "" ? undefined : state.uid;
  if (/^delete$/i.test(condition)) return (begun ?? live) === live ? { uid: live } : { told: object };
  // No condition begins to be waited for when the time is over.
  const isMet = /^create$/i.test(condition) || (!(isLate && begun === undefined) && checkOf(condition)(object));
  return isMet ? { told: object } : { uid: begun ?? live };
};

const missing = (call: Call, state: WaitState, gone: JsonObject, status: Status): Finding => {
  if (!isNotFound(status)) return { failure: fromStatus(status) };
  const { uid = "" } = state;
  // Whatever else is waited for, that it is created is waited for first.
  if (state.met === 0 && uid === "" && isCreate(call)) return { uid };
  if (/^delete$/i.test(conditionOf(call, state))) return { told: gone };
  // One that goes while it is waited for may come back; one that is not there when the waiting begins is an error.
  return uid === "" ? { failure: fromStatus(status) } : { uid };
};

const resourceOfTarget = ({ type }: Target): DiscoveredResource => discoveredByName(type) ?? resourceOfType(type);

/** What is gone is named alone. */
const stub = (resource: DiscoveredResource, { name }: Target): JsonObject => ({
  apiVersion: apiVersionOf(resource),
  kind: resource.kind,
  metadata: { name },
});

/** wait.go RunWaitContext: for each object each condition is waited for in its turn, and said when it comes. */
const look = (context: Context, call: Call, begun: WaitState): Outcome => {
  let state = begun;
  while (state.targets[0]) {
    const { targets, deadlineMs, failures, met } = state;
    const finding = find(context, call, state, targets[0] as Target);
    if ("uid" in finding) return blocked({ ...state, uid: finding.uid }, targets[0] as Target);
    if ("told" in finding) printWritten(context, call, finding.told, { operation: "condition met" });
    const isNext = "told" in finding && met + 1 < call.flags.list("for").length;
    state = {
      targets: isNext ? targets : targets.slice(1),
      met: isNext ? met + 1 : 0,
      deadlineMs,
      failures: "failure" in finding ? [...failures, finding.failure] : failures,
    };
  }
  const error = aggregate(state.failures);
  return error ? fail(error) : DONE;
};

/** condition.go: without a time to wait the condition is looked at once. */
const isImmediate = (call: Call): boolean => call.flags.durationMs("timeout") === 0;

const timeoutText = (call: Call, target: Target): string =>
  `${isImmediate(call) ? "condition not met for" : "timed out waiting for the condition on"} ${target.type.split(".")[0] ?? ""}/${target.name}`;

const blocked = (state: WaitState, target: Target): Outcome => ({
  state: state as unknown as Json,
  wake: {
    watch: {
      resource: target.type.split(".")[0] ?? target.type,
      ...(target.namespace === "" ? {} : { namespace: target.namespace }),
      name: target.name,
    },
    atMs: state.deadlineMs,
  },
});
