// Models kubectl/pkg/cmd/get/get.go (v1.36).
import type { DiscoveredResource } from "#api/discovered";
import type { Json, JsonObject } from "#api/meta";
import { type Call, type Command, type Context, DONE, fail, type Outcome } from "../../command.ts";
import { aggregate, aggregateOfVisit, type CliError, message, plain } from "../../errors.ts";
import { columnsOf, OBJECT_FORMATS, objectPrinter, printColumns, unknownFormat } from "../../output/format.ts";
import { badPathOf } from "../../output/custom-columns.ts";
import { relaxedJsonPath } from "../../output/jsonpath.ts";
import { sortObjects } from "../../output/sort-by.ts";
import { fileSourceOf, namesFiles } from "../../manifests.ts";
import type { Info, Selection } from "../../resources.ts";
import { klogLine, namespaceFor, refused, usageError } from "../../usage.ts";
import { printGroups } from "./groups.ts";
import { rawGet } from "./raw.ts";
import { resumeWatch, startWatch } from "./watch.ts";
import { selectForCall } from "../../select.ts";

const GET_FORMATS = [...OBJECT_FORMATS, "custom-columns", "custom-columns-file", "wide"];

export const get: Command = {
  path: "get",
  short: "Show objects as tables or in other formats",
  about: `A table shows what matters most of each object. Selectors narrow the list, -n and -A choose
namespaces, and -o asks for another format. Use "kubectl api-resources" for all types.`,
  examples: [
    ["All pods of the current namespace", "kubectl get pods"],
    ["Pods with their addresses and nodes", "kubectl get pods -o wide"],
    ["One deployment, whole", "kubectl get deployment web -o yaml"],
    ["Pods by label, in every namespace", "kubectl get pods -A -l app=web"],
    ["Only the images", "kubectl get pods -o jsonpath='{.items[*].spec.containers[*].image}'"],
    ["What changes from now on", "kubectl get pods -w"],
  ],
  run(context, call) {
    validate(context, call);
    if (call.flags.text("raw") !== "" && call.args.length > 0) {
      return fail(message("arguments may not be passed when --raw is specified"));
    }
    if (call.flags.text("raw") !== "") return rawGet(context, call);
    if (call.flags.isOn("watch") || call.flags.isOn("watch-only")) {
      if (call.flags.text("subresource") !== "") refused("--subresource with --watch", "watch the object itself");
      return startWatch(context, call, select(context, call));
    }
    const selection = ignoring(call, select(context, call));
    return isTable(call) ? tables(context, call, selection) : generic(context, call, selection);
  },
  resume: (context, call, state: Json, reason): Outcome => resumeWatch(context, call, state, reason),
};

const isTable = (call: Call): boolean => {
  const output = call.flags.text("output");
  return output === "wide" || (output === "" && call.flags.text("template") === "");
};

const validate = (context: Context, call: Call): void => {
  const { flags, args } = call;
  const isWatch = flags.isOn("watch") || flags.isOn("watch-only");
  if (args.length === 0 && !namesFiles(fileSourceOf(call)) && flags.text("raw") === "" && !isWatch) {
    context.err(
      'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n',
    );
    const explain =
      context.isAlone === true
        ? ""
        : '\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).';
    usageError("get", `Required resource not specified.${explain}`);
  }
  const output = flags.text("output");
  if (flags.isOn("show-labels") && output !== "" && output !== "wide") {
    fail(message(`--show-labels option cannot be used with ${output} printer`));
  }
  if (flags.isOn("output-watch-events") && !isWatch) {
    fail(message("--output-watch-events option can only be used with --watch or --watch-only"));
  }
};

const select = (context: Context, call: Call): Selection => {
  return selectForCall(context, call, { isTypeEnough: true, isLive: true });
};

const ignoring = (call: Call, selection: Selection): Selection => {
  if (!call.flags.isOn("ignore-not-found")) return selection;
  const errors = selection.errors.filter((error) => error.type !== "status" || error.status.reason !== "NotFound");
  return { ...selection, errors };
};

const finish = (errors: readonly CliError[]): Outcome => {
  const error = aggregateOfVisit(errors);
  return error ? fail(error) : DONE;
};

/** Objects by the request that found them: each list is a table of its own. */
const byResource = (selection: Selection): (readonly [DiscoveredResource, readonly Info[]])[] => {
  const found = new Map<DiscoveredResource, Info[]>();
  const { isList = false } = selection;
  if (isList) for (const resource of selection.resources) found.set(resource, []);
  const groups: [DiscoveredResource, Info[]][] = isList ? [...found] : [];
  for (const info of selection.infos) {
    const group = isList ? groups.find(([resource]) => resource === info.resource) : groups.at(-1);
    if (group && group[0] === info.resource) group[1].push(info);
    else groups.push([info.resource, [info]]);
  }
  return groups;
};

const tables = (context: Context, call: Call, selection: Selection): Outcome => {
  const groups = byResource(selection);
  const count = selection.isList ? groups.length : selection.infos.length;
  const isWritten = printGroups(context, call, sorted(context, call, groups, count));
  if (!isWritten && selection.errors.length === 0 && !call.flags.isOn("ignore-not-found")) {
    const resources = groups.map(([resource]) => resource);
    const isNamespaced = !call.flags.isOn("all-namespaces") && resources.every((resource) => resource.namespaced);
    const { namespace } = namespaceFor(context, call);
    context.err(isNamespaced ? `No resources found in ${namespace} namespace.\n` : "No resources found\n");
  }
  return finish(selection.errors);
};

type Group = readonly [DiscoveredResource, readonly Info[]];

/**
 * A table of one row is never sorted; one that cannot be sorted is not printed. Several tables cannot be sorted at all:
 * one a list, and one for each object that was asked for by its name.
 */
const sorted = (context: Context, call: Call, groups: readonly Group[], count: number): readonly Group[] => {
  const sortBy = call.flags.text("sort-by");
  if (sortBy === "") return groups;
  if (count > 1) {
    const path = relaxedJsonPath(sortBy) ?? sortBy;
    return fail(message(`couldn't find any field with path "${path}" in the list of objects`));
  }
  return groups.map(([resource, infos]): Group => {
    if (infos.length < 2) return [resource, infos];
    const result = sortObjects(
      infos.map((info) => info.object),
      sortBy,
    );
    if ("error" in result) return [resource, []];
    if ("fatal" in result) return unsortable(context, sortBy, `[][][]reflect.Value ${result.fatal}`);
    const byObject = new Map(infos.map((info) => [info.object, info]));
    return [resource, result.objects.flatMap((object) => byObject.get(object) ?? [])];
  });
};

/** klog.Exitf: a line of the log is the last that this kubectl does. */
const unsortable = (context: Context, sortBy: string, what: string): never => {
  const path = relaxedJsonPath(sortBy) ?? sortBy;
  klogLine(context, "F", {
    place: what.startsWith("*") ? "sorter.go:329" : "sorter.go:375",
    text: `Field ${path} in ${what}`,
  });
  return fail(plain("", 1));
};

const asList = (objects: readonly JsonObject[]): JsonObject => ({
  apiVersion: "v1",
  items: objects,
  kind: "List",
  metadata: { resourceVersion: "" },
});

/** What is printed: the one object, or the list of them, sorted. */
const rootOf = (context: Context, { infos, isSingle }: Selection, sortBy: string): JsonObject => {
  const objects = infos.map((info) => info.object);
  const [first] = objects;
  if (isSingle && first && objects.length === 1) return first;
  if (sortBy === "" || objects.length === 0) return asList(objects);
  const result = sortObjects(objects, sortBy);
  if ("fatal" in result) return unsortable(context, sortBy, `*unstructured.Unstructured ${result.fatal}`);
  return "error" in result ? fail(message(result.error)) : asList(result.objects);
};

const generic = (context: Context, call: Call, selection: Selection): Outcome => {
  const error = selection.isSingle ? aggregate(selection.errors) : undefined;
  if (error) return fail(error);
  if (selection.infos.length === 0 && call.flags.isOn("ignore-not-found")) return finish(selection.errors);
  const output = call.flags.text("output");
  const columns = columnsOf(context, call, output);
  const printer = columns ? undefined : (objectPrinter(context, call, output) ?? unknownFormat(output, GET_FORMATS));
  const root = rootOf(context, selection, call.flags.text("sort-by"));
  const bad = columns ? badPathOf(columns) : undefined;
  if (bad) {
    context.out(bad.headers);
    return fail(message(bad.error));
  }
  if (columns) context.out(printColumns(columns, root, call.flags.isOn("no-headers")));
  else context.out(printer?.(root) ?? "");
  return finish(selection.errors);
};
