// Models cli-runtime/pkg/resource/builder.go (v1.36): which objects a command line means, and fetching them.
import type { DiscoveredResource } from "#api/discovered";
import type { JsonObject, Status } from "#api/meta";
import { apiVersionOf, qualifiedSingular } from "#api/scheme";
import { goQuote } from "#api/go-quote";
import { parseSelector } from "#api/selector-parse";
import { matchesSelector } from "#api/selector";
import { type Context, fail, Refusal } from "./command.ts";
import { type CliError, errorText, fromStatus, message } from "./errors.ts";
import { type FileSource, namesFiles, readManifests } from "./manifests.ts";
import { map, nameOf, namespaceOf } from "./object.ts";
import {
  MISSING_RESOURCE,
  readResourceArgs,
  type ResourceArgs,
  resourceOfType,
  warnOfShortNames,
} from "./resource-args.ts";

/** One object of a selection. */
export interface Info {
  readonly resource: DiscoveredResource;
  readonly namespace: string;
  readonly name: string;
  readonly object: JsonObject;
  /** The file that it was read from, or "". */
  readonly source: string;
  readonly subresource?: string;
}

export interface SelectOptions {
  readonly args: readonly string[];
  readonly namespace: string;
  readonly isNamespaceExplicit?: boolean;
  readonly allNamespaces?: boolean;
  /** Undefined: no selector was given. */
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly all?: boolean;
  /** The verb gives --all to SelectAllParam: it selects, whatever is named. */
  readonly isAllSelecting?: boolean;
  /** The verb sets its selector before --all, and so is told of the other one. */
  readonly allAfterSelector?: boolean;
  readonly files?: FileSource;
  /** A type alone means all its objects. */
  readonly isTypeEnough: boolean;
  /** Objects of files are read from the server; else they stay as the files have them. */
  readonly isLive?: boolean;
  readonly subresource?: string;
  /** What is named is taken at its word: the server is not asked whether it is there. */
  readonly isTrusted?: boolean;
}

export interface Selection {
  readonly infos: readonly Info[];
  readonly errors: readonly CliError[];
  /** One object was asked for by its name: it is printed alone, not in a list. */
  readonly isSingle: boolean;
  /** Before which object each error came, if they came one after the other. */
  readonly at?: readonly number[];
  /** Whole lists were asked for, of each of these resources one: one that is empty counts too. */
  readonly isList?: boolean;
  readonly resources: readonly DiscoveredResource[];
}

/** What the selector flags hold: absent flags select nothing. */
export const selectorsOf = (flags: {
  changed(name: string): boolean;
  text(name: string): string;
}): { labelSelector: string | undefined; fieldSelector: string | undefined } => ({
  labelSelector: flags.text("selector") === "" ? undefined : flags.text("selector"),
  fieldSelector: flags.text("field-selector") === "" ? undefined : flags.text("field-selector"),
});

/** All, and only some. */
const checkAll = ({ allAfterSelector, labelSelector, fieldSelector }: SelectOptions): void => {
  if (allAfterSelector === true && (labelSelector ?? fieldSelector) !== undefined) {
    fail(message("setting 'all' parameter but found a non empty selector. "));
  }
  if (labelSelector !== undefined) {
    fail(message(`found non-empty label selector ${goQuote(labelSelector)} with previously set 'all' parameter. `));
  }
};

export const selectObjects = (context: Context, options: SelectOptions): Selection => {
  if (options.files && namesFiles(options.files)) return fromFiles(context, options, options.files);
  const args = readResourceArgs(options.args);
  warnOfShortNames(context, [...args.types, ...args.pairs.map(({ type }) => type)]);
  const isWhole = options.isTypeEnough && options.args.length === 1 && args.types.length > 0;
  if (options.all === true && options.isAllSelecting === true) checkAll(options);
  if (options.all === true || options.labelSelector !== undefined || options.fieldSelector !== undefined || isWhole) {
    return bySelector(context, options, args);
  }
  if (args.pairs.length > 0) return byPairs(context, options, args);
  if (args.names.length > 0) return byNames(context, options, args);
  if (args.types.length > 0) {
    for (const type of args.types) resourceOfType(type);
    return fail(message("resource(s) were provided, but no name was specified"));
  }
  return fail(message(MISSING_RESOURCE));
};

/** The server warns of a deprecated kind with each answer; kubectl prints one warning once. */
export const warnOfDeprecated = (context: Context, resources: readonly DiscoveredResource[]): void => {
  if (context.isAlone === true) return;
  for (const [kind, warning] of DEPRECATED) {
    if (resources.some((resource) => resource.kind === kind)) context.err(`Warning: ${warning}\n`);
  }
};

const DEPRECATED: ReadonlyMap<string, string> = new Map([
  ["ComponentStatus", "v1 ComponentStatus is deprecated in v1.19+"],
  ["Endpoints", "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"],
]);

const bySelector = (context: Context, options: SelectOptions, args: ResourceArgs): Selection => {
  if ((options.subresource ?? "") !== "") {
    return fail(message("subresource cannot be used when bulk resources are specified"));
  }
  if (args.names.length > 0) return fail(message("name cannot be provided when a selector is specified"));
  if (args.pairs.length > 0) {
    return fail(message("selectors and the all flag cannot be used when passing resource/name arguments"));
  }
  if (args.types.length === 0) return fail(message("at least one resource must be specified to use a selector"));
  const resources = args.types.map(resourceOfType);
  warnOfDeprecated(context, resources);
  const infos: Info[] = [];
  const errors: CliError[] = [];
  for (const resource of resources) {
    const isScoped = resource.namespaced && !options.allNamespaces;
    const answer = context.client.list(resource, {
      ...(isScoped ? { namespace: options.namespace } : {}),
      ...(options.labelSelector === undefined ? {} : { labelSelector: options.labelSelector }),
      ...(options.fieldSelector === undefined ? {} : { fieldSelector: options.fieldSelector }),
    });
    if (answer.ok) for (const object of answer.value) infos.push(infoOf(resource, object));
    else errors.push(fromStatus(enhance(answer.status, resource, options)));
  }
  return { infos, errors, isSingle: false, isList: true, resources };
};

/** A refused list says what was asked for. */
const enhance = (status: Status, resource: DiscoveredResource, options: SelectOptions): Status => {
  const { labelSelector = "", fieldSelector = "" } = options;
  if (status.reason !== "BadRequest" && status.reason !== "NotFound") return status;
  if (labelSelector === "" && fieldSelector === "") {
    return { ...status, message: `Unable to list ${goQuote(gvr(resource))}: ${status.message}` };
  }
  const what = `Unable to find ${goQuote(gvr(resource))} that match label selector ${goQuote(labelSelector)}, field selector ${goQuote(fieldSelector)}`;
  return { ...status, message: `${what}: ${status.message}` };
};

const gvr = (resource: DiscoveredResource): string =>
  `${resource.group}/${resource.version}, Resource=${resource.plural}`;

const infoOf = (resource: DiscoveredResource, object: JsonObject, source = ""): Info => ({
  resource,
  namespace: namespaceOf(object),
  name: nameOf(object),
  object,
  source,
});

const partNamed = ({ subresource = "" }: SelectOptions): { readonly subresource?: string } =>
  subresource === "" ? {} : { subresource };

const byPairs = (context: Context, options: SelectOptions, args: ResourceArgs): Selection => {
  const targets = args.pairs.map((pair) => ({ resource: resourceOfType(pair.type), name: pair.name }));
  return byTargets(context, options, targets);
};

const byNames = (context: Context, options: SelectOptions, args: ResourceArgs): Selection => {
  if (args.types.length > 1) return fail(message("you must specify only one resource"));
  const resource = resourceOfType(args.types[0] ?? "");
  return byTargets(
    context,
    options,
    args.names.map((name) => ({ resource, name })),
  );
};

const byTargets = (
  context: Context,
  options: SelectOptions,
  targets: readonly { resource: DiscoveredResource; name: string }[],
): Selection => {
  const infos: Info[] = [];
  const errors: CliError[] = [];
  const at: number[] = [];
  warnOfDeprecated(
    context,
    targets.map((target) => target.resource),
  );
  for (const { resource, name } of targets) {
    if (resource.namespaced && options.allNamespaces) {
      return fail(message("a resource cannot be retrieved by name across all namespaces"));
    }
    if (name === "") return fail(message("resource name may not be empty"));
    const namespace = resource.namespaced ? options.namespace : "";
    if (options.isTrusted === true) {
      const metadata = { name, ...(namespace === "" ? {} : { namespace }) };
      infos.push(infoOf(resource, { apiVersion: apiVersionOf(resource), kind: resource.kind, metadata }));
      continue;
    }
    const part = partNamed(options);
    const answer = context.client.get({ resource, namespace, name, ...part });
    if (answer.ok) infos.push({ ...infoOf(resource, answer.value), ...part });
    else {
      errors.push(fromStatus(answer.status));
      at.push(infos.length);
    }
  }
  return { infos, errors, at, isSingle: targets.length === 1, resources: targets.map((target) => target.resource) };
};

const fromFiles = (context: Context, options: SelectOptions, files: FileSource): Selection => {
  if (options.args.length > 0) {
    const what = options.args.some((arg) => arg.includes("/")) ? "a resource by arguments" : "resource arguments";
    return fail(message(`when paths, URLs, or stdin is provided as input, you may not specify ${what} as well`));
  }
  const read = readManifests(context, files, {
    namespace: options.namespace,
    isNamespaceExplicit: options.isNamespaceExplicit === true,
  });
  const chosen = chosenOf(read.infos, options.labelSelector);
  if (options.isLive !== true) {
    const infos = chosen.map((info) => ({ ...info, ...partNamed(options) }));
    return { infos, errors: read.errors, isSingle: chosen.length === 1, resources: [] };
  }
  const infos: Info[] = [];
  const errors: CliError[] = [];
  const readBefore = (index: number): CliError[] => read.errors.filter((_, i) => read.at[i] === index);
  for (const [index, info] of read.infos.entries()) {
    errors.push(...readBefore(index));
    if (!chosen.includes(info)) continue;
    const part = partNamed(options);
    const answer = context.client.get({ ...info, ...part });
    if (answer.ok) infos.push({ ...infoOf(info.resource, answer.value, info.source), ...part });
    else errors.push(fromStatus(answer.status));
  }
  errors.push(...readBefore(read.infos.length));
  return { infos, errors, isSingle: chosen.length === 1, resources: chosen.map((info) => info.resource) };
};

/** -l chooses among the objects of files by the labels that the files give them (FilterByLabelSelector). */
export const chosenOf = (infos: readonly Info[], labelSelector: string | undefined): readonly Info[] => {
  if (labelSelector === undefined) return infos;
  const selector = parseSelector(labelSelector);
  if (!selector.ok) return fail(message(selector.error));
  return infos.filter((info) => matchesSelector(selector.value, map(info.object, "metadata", "labels")));
};

/** Runs a step for each object, going on after errors; several errors are reported together, those of files that cannot be read last. */
export const forEachInfo = (selection: Selection, step: (info: Info) => void): CliError[] => {
  const { at } = selection;
  if (at) return oneByOne(selection, step, at);
  const errors = stepErrors(selection, step);
  return selection.infos.some(({ source }) => source !== "")
    ? [...errors, ...together(selection.errors, errors.length > 0)]
    : [...selection.errors, ...errors];
};

/** Beside others the errors of reading files are one. */
const together = (errors: readonly CliError[], isOneOfSeveral: boolean): readonly CliError[] =>
  isOneOfSeveral && errors.length > 1 ? [message(errorText({ type: "many", errors }))] : errors;

const oneByOne = (selection: Selection, step: (info: Info) => void, at: readonly number[]): CliError[] => {
  const before = (index: number): CliError[] => selection.errors.filter((_, i) => at[i] === index);
  const own = selection.infos.flatMap((info, index) => [
    ...before(index),
    ...stepErrors({ ...selection, infos: [info] }, step),
  ]);
  return [...own, ...before(selection.infos.length)];
};

/** The errors of the steps alone. */
export const stepErrors = (selection: Selection, step: (info: Info) => void): CliError[] => {
  const errors: CliError[] = [];
  for (const info of selection.infos) {
    try {
      step(info);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      errors.push(refusal.error);
    }
  }
  return errors;
};

/** `deployment.apps/web`, `pod/web`: how success lines name an object. */
export const shownName = (info: { readonly resource: DiscoveredResource; readonly name: string }): string =>
  `${qualifiedSingular(info.resource)}/${info.name}`;
