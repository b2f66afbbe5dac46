// Models kubectl/pkg/cmd/label/label.go and annotate/annotate.go (v1.36).
import { labelValueErrors } from "#api/label-names";
import type { JsonObject, StringMap } from "#api/meta";
import { goQuote } from "#api/go-quote";
import { type Call, type Command, type Context, DONE, fail } from "../command.ts";
import { aggregate, fromStatus, message } from "../errors.ts";
import { fileSourceOf, namesFiles } from "../manifests.ts";
import { map, sortedKeys } from "../object.ts";
import { checkFormat } from "../output/format.ts";
import { forEachInfo, type Info } from "../resources.ts";
import { dryRunOf, isLocal, warn } from "../usage.ts";
import { mergePatched, printWritten } from "../write.ts";
import { selectForCall } from "../select.ts";

/** Why an object was changed is said anew with each change. */
const CHANGE_CAUSE = "kubernetes.io/change-cause";

export interface Changes {
  readonly resources: readonly string[];
  readonly set: StringMap;
  readonly remove: readonly string[];
}

/** Arguments are resources until the first `key=value` or `key-`. */
const splitChanges = (args: readonly string[], word: string): Changes => {
  const first = args.findIndex((arg) => /^[^=]+=/.test(arg) || (arg.endsWith("-") && arg.length > 1));
  const resources = first < 0 ? args : args.slice(0, first);
  const set = Object.create(null) as { [key: string]: string };
  const remove: string[] = [];
  for (const arg of first < 0 ? [] : args.slice(first)) {
    const equals = arg.indexOf("=");
    if (equals > 0 && word === "label" && arg.indexOf("=", equals + 1) > 0) {
      return fail(message(`invalid label spec: ${arg}`));
    }
    if (equals > 0) set[arg.slice(0, equals)] = arg.slice(equals + 1);
    else if (arg.endsWith("-") && arg.length > 1) remove.push(arg.slice(0, -1));
    else
      return fail(
        message(`all resources must be specified before ${word === "label" ? word : "annotation"} changes: ${arg}`),
      );
  }
  return { resources, set, remove };
};

interface Kind {
  readonly field: "labels" | "annotations";
  check(changes: Changes): void;
  /** What stands in the way of overwriting, or undefined. */
  conflict(existing: StringMap, changes: Changes): string | undefined;
  /** The word of the success line. */
  word(existing: StringMap, changes: Changes): string;
}

const both = (changes: Changes): string[] => changes.remove.filter((key) => changes.set[key] !== undefined);

const isNoop = (existing: StringMap, changes: Changes): boolean =>
  Object.entries(changes.set).every(([key, value]) => existing[key] === value) &&
  changes.remove.every((key) => existing[key] === undefined);

const LABELS: Kind = {
  field: "labels",
  check(changes) {
    for (const [key, value] of Object.entries(changes.set)) {
      const problems = labelValueErrors(value);
      if (problems.length > 0)
        fail(message(`invalid label value: ${goQuote(`${key}=${value}`)}: ${problems.join(";")}`));
    }
    if (both(changes).length > 0) fail(message("can not both modify and remove a label in the same command"));
    if (Object.keys(changes.set).length + changes.remove.length === 0) {
      fail(message("at least one label update is required"));
    }
  },
  conflict(existing, changes) {
    for (const key of sortedKeys(changes.set)) {
      const old = existing[key];
      if (old !== undefined && old !== changes.set[key]) {
        return `'${key}' already has a value (${old}), and --overwrite is false`;
      }
    }
    return undefined;
  },
  word(existing, changes) {
    if (isNoop(existing, changes)) return "not labeled";
    const isSet = Object.keys(changes.set).length > 0;
    if (isSet && changes.remove.length > 0) return "modified";
    return isSet ? "labeled" : "unlabeled";
  },
};

const ANNOTATIONS: Kind = {
  field: "annotations",
  check(changes) {
    const twice = both(changes);
    if (twice.length > 0) {
      fail(
        message(`can not both modify and remove the following annotation(s) in the same command: ${twice.join(", ")}`),
      );
    }
    if (Object.keys(changes.set).length + changes.remove.length === 0) {
      fail(message("at least one annotation update is required"));
    }
  },
  conflict(existing, changes) {
    const found = sortedKeys(changes.set)
      .filter((key) => existing[key] !== undefined && existing[key] !== changes.set[key])
      .filter((key) => key !== CHANGE_CAUSE)
      .map((key) => `'${key}' already has a value (${existing[key] ?? ""})`);
    return found.length === 0
      ? undefined
      : `--overwrite is false but found the following declared annotation(s): ${found.join("; ")}`;
  },
  word: () => "annotated",
};

const command = (kind: Kind, verb: "label" | "annotate", short: string): Command => ({
  path: verb,
  short,
  about: "key=value sets, key- removes. What has another value already is only changed with --overwrite.",
  examples: [
    ["Set", `kubectl ${verb} pod web-0 tier=front`],
    ["Change", `kubectl ${verb} --overwrite pod web-0 tier=back`],
    ["Remove", `kubectl ${verb} pod web-0 tier-`],
  ],
  run(context, call) {
    if (verb === "annotate") checkFormat(call);
    for (const flag of ["selector", "field-selector"]) {
      const clash = call.flags.isOn("all") && call.flags.text(flag) !== "";
      if (clash) fail(message(`cannot set --all and --${flag} at the same time`));
    }
    const changes = splitChanges(call.args, verb);
    if (!isLocal(call) && changes.resources.length === 0 && !namesFiles(fileSourceOf(call))) {
      fail(message("one or more resources must be specified as <resource> <name> or <resource>/<name>"));
    }
    if (!call.flags.isOn("list")) kind.check(changes);
    if (isLocal(call) && changes.resources.length > 0) {
      const file = verb === "label" ? "pod" : "rsrc";
      fail(message(`can only use local files by -f ${file}.yaml or --filename=${file}.json when --local=true is set`));
    }
    const isLive = !isLocal(call);
    const selection = selectForCall(context, call, { args: changes.resources, isTypeEnough: false, isLive });
    if (call.flags.text("resource-version") !== "" && !selection.isSingle) {
      return fail(message("--resource-version may only be used with a single resource"));
    }
    const errors = forEachInfo(selection, (info) => {
      if (call.flags.isOn("list")) {
        const values = { ...map(info.object, "metadata", kind.field), ...changes.set };
        const left = Object.entries(values).filter(([key]) => !changes.remove.includes(key));
        listAll(context, info, { kind, values: Object.fromEntries(left), isAlone: selection.isSingle });
      } else change(context, call, info, { kind, changes });
    });
    const error = aggregate(errors);
    return error ? fail(error) : DONE;
  },
});

const listAll = (
  context: Context,
  info: Info,
  { kind, values, isAlone }: { kind: Kind; values: StringMap; isAlone: boolean },
): void => {
  const { resource, name } = info;
  if (!isAlone) context.out(`Listing ${kind.field} for ${resource.kind}.${resource.group}/${name}:\n`);
  for (const key of sortedKeys(values)) context.out(`${isAlone ? "" : " "}${key}=${values[key] ?? ""}\n`);
};

const change = (context: Context, call: Call, info: Info, work: { kind: Kind; changes: Changes }): void => {
  const { kind, changes } = work;
  const existing = map(info.object, "metadata", kind.field);
  if (!call.flags.isOn("overwrite")) {
    const problem = kind.conflict(existing, changes);
    if (problem !== undefined) fail(message(problem));
  }
  const absent = changes.remove.filter((key) => existing[key] === undefined);
  // What goes to no server is not looked for.
  const isSent = dryRunOf(call) !== "client" && !isLocal(call);
  if (kind.field === "labels" && isSent) for (const key of absent) context.out(`label ${goQuote(key)} not found.\n`);
  const removed = changes.remove.filter((key) => existing[key] !== undefined).map((key) => [key, null] as const);
  const values: JsonObject = { ...changes.set, ...Object.fromEntries(removed) };
  const version = call.flags.text("resource-version");
  const metadata = { [kind.field]: values, ...(version === "" ? {} : { resourceVersion: version }) };
  const operation = kind.word(existing, changes);
  const now = written(context, call, info, { metadata });
  // label prints the object that it read, with its change; annotate what the server answered.
  const shown = kind.field === "labels" ? mergePatched(info.object, { metadata: { [kind.field]: values } }) : now;
  printWritten(context, call, shown, { operation, dryRun: dryRunOf(call) });
};

const written = (context: Context, call: Call, info: Info, patch: JsonObject): JsonObject => {
  const dryRun = dryRunOf(call);
  if (dryRun === "client" || isLocal(call)) return mergePatched(info.object, patch);
  const answer = context.client.patch(info, { type: "merge", body: patch }, { dryRun: dryRun === "server" });
  if (!answer.ok) return fail(fromStatus(answer.status));
  warn(context, answer.value.warnings);
  return answer.value.object;
};

export const label: Command = command(LABELS, "label", "Set and remove labels of objects");
export const annotate: Command = command(ANNOTATIONS, "annotate", "Set and remove annotations of objects");
