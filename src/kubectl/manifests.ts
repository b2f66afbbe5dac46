// Models cli-runtime/pkg/resource/visitor.go (v1.36): -f files, folders and stdin as objects, with kubectl's own errors.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { discovered, type DiscoveredResource } from "#api/discovered";
import { apiVersionOf } from "#api/scheme";
import { goQuote } from "#api/go-quote";
import { type Call, type Context, fail } from "./command.ts";
import { documentsOf } from "./documents.ts";
import { aggregate, type CliError, message } from "./errors.ts";
import { filesOf } from "./file-paths.ts";
import { compactJson } from "./go/json-text.ts";
import { list, nameOf, namespaceOf, text, withField } from "./object.ts";
import { refuseKustomize } from "./kustomize.ts";
import type { Info } from "./resources.ts";
import { fieldValidationOf, klog } from "./usage.ts";
import { listProblems } from "./list-problems.ts";
import { goKind, wrongMetadata } from "./wrong-metadata.ts";

export interface FileSource {
  readonly paths: readonly string[];
  /** The folder of -k, or "". */
  readonly kustomize: string;
  readonly isRecursive: boolean;
  /** Checks apiVersion and kind before decoding. */
  readonly isValidated: boolean;
  /** What is wrong inside is only warned of. */
  readonly isWarned: boolean;
}

export interface ManifestOptions {
  readonly namespace: string;
  readonly isNamespaceExplicit: boolean;
}

/** FilenameOptions, with what its own validation refuses. */
export const fileSourceOf = (call: Pick<Call, "flags">): FileSource => {
  const { flags } = call;
  const [paths, kustomize, isRecursive] = [flags.list("filename"), flags.text("kustomize"), flags.isOn("recursive")];
  const wrong = [
    ...(kustomize !== "" && paths.length > 0 ? [message("only one of -f or -k can be specified")] : []),
    ...(kustomize !== "" && isRecursive ? [message("the -k flag can't be used with -f or -R")] : []),
  ];
  const error = aggregate(wrong);
  if (error) fail(error);
  const directive = flags.has("validate") ? fieldValidationOf(call) : "Ignore";
  return { paths, kustomize, isRecursive, isValidated: directive !== "Ignore", isWarned: directive === "Warn" };
};

export const namesFiles = (files: FileSource): boolean => files.paths.length > 0 || files.kustomize !== "";

export interface Manifests {
  readonly infos: Info[];
  readonly errors: CliError[];
  /** How many objects come before each error. */
  readonly at: readonly number[];
}

/**
 * Objects in the order of files and documents. What is no text of documents, or no valid one, ends its file; what is only of no known
 * kind or in the wrong namespace is passed over (StreamVisitor, EagerVisitorList).
 */
export const readManifests = (context: Context, files: FileSource, options: ManifestOptions): Manifests => {
  if (files.kustomize !== "") {
    return { infos: [], errors: [refuseKustomize(context, files.kustomize)], at: [0] };
  }
  const infos: Info[] = [];
  const errors: CliError[] = [];
  const at: number[] = [];
  const tell = (error: CliError): void => {
    at.push(infos.length);
    errors.push(error);
  };
  const judge = files.isValidated && context.isAlone !== true ? { isWarned: files.isWarned } : undefined;
  for (const path of filesOf(context, files)) {
    const name = path === "-" ? "STDIN" : path;
    const { values, problem } = documentsOf(textOf(context, path));
    const isRead = readDocuments(context, values, { ...options, name, judge }, { infos, tell });
    if (isRead && problem !== undefined) tell(message(`error parsing ${name}: ${problem}`));
  }
  return { infos, errors, at };
};

const textOf = (context: Context, path: string): string =>
  path === "-" ? (context.stdin ?? "") : (context.files.read(path) ?? "");

interface Reading extends ManifestOptions {
  /** What the file is called. */
  readonly name: string;
  /** Absent: nothing is validated. */
  readonly judge: { readonly isWarned: boolean } | undefined;
}

interface Found {
  readonly infos: Info[];
  readonly tell: (error: CliError) => void;
}

/** Whether all were read, and the file goes on. */
const readDocuments = (
  context: Context,
  values: readonly Json[],
  reading: Reading,
  { infos, tell }: Found,
): boolean => {
  for (const value of values) {
    const invalid = reading.judge === undefined ? undefined : whyNotValidated(context, value, reading);
    if (invalid !== undefined) {
      tell(invalidData(reading.name, invalid));
      return false;
    }
    const read = readObject(value, reading.name);
    if ("error" in read) {
      tell(read.error);
      continue;
    }
    const isList = text(read.object, "kind") === "List";
    for (const item of itemsOf(read.object)) {
      const info = place(item, { ...reading, isInList: isList });
      if ("error" in info) tell(info.error);
      else infos.push(info.info);
    }
  }
  return true;
};

const whyNotValidated = (context: Context, value: Json, reading: Reading): string | undefined => {
  const invalid = whyInvalid(value);
  if (invalid !== undefined || !isJsonObject(value)) return invalid;
  return itemsOf(value).map(whyInvalid).find(Boolean) ?? judgeList(context, value, reading);
};

/** kubectl/pkg/validation getObjectKind and schema.ParseGroupVersion: what is said before the object is decoded. */
const whyInvalid = (value: Json): string | undefined => {
  if (!isJsonObject(value)) return "invalid object to validate";
  const wrong = ["apiVersion", "kind"].flatMap((field) => {
    const given = value[field];
    if (given === undefined || given === null) return [`${field} not set`];
    return typeof given === "string" ? [] : [`${field} isn't string type`];
  });
  if (wrong.length > 0) return wrong.length > 1 ? `[${wrong.join(", ")}]` : wrong.join("");
  const apiVersion = text(value, "apiVersion");
  return apiVersion.split("/").length > 2 ? `unexpected GroupVersion string: ${apiVersion}` : undefined;
};

/** No server validates a List: kubectl does it by the server's schema, or not at all (kubectl/pkg/validation/schema.go). */
const judgeList = (context: Context, object: JsonObject, { judge }: Reading): string | undefined => {
  if (text(object, "kind") !== "List" || !judge) return undefined;
  if (!judge.isWarned) return listProblems(object);
  const why = "cannot perform warn validation if server-side field validation is unsupported, skipping validation";
  klog(context, "schema.go:145", why);
  return undefined;
};

const invalidData = (source: string, why: string): CliError =>
  message(
    `error validating ${goQuote(source)}: error validating data: ${why}; if you choose to ignore these errors, turn validation off with --validate=false`,
  );

const readObject = (value: Json, source: string): { object: JsonObject } | { error: CliError } => {
  if (!isJsonObject(value)) {
    const why = `json: cannot unmarshal ${goKind(value)} into Go value of type unstructured.detector`;
    return { error: message(`unable to decode ${goQuote(source)}: ${why}`) };
  }
  const kind = text(value, "kind");
  // A group and version of three parts is none, and then there is no kind either.
  if (kind === "" || typeof value["kind"] !== "string" || text(value, "apiVersion").split("/").length > 2) {
    return {
      error: message(`unable to decode ${goQuote(source)}: Object 'Kind' is missing in '${compactJson(value)}'`),
    };
  }
  return { object: value };
};

const itemsOf = (object: JsonObject): readonly JsonObject[] =>
  text(object, "kind") === "List" ? list(object, "items") : [object];

type Place = Reading & { readonly isInList: boolean };

const place = (
  object: JsonObject,
  { name: source, isInList, ...options }: Place,
): { info: Info } | { error: CliError } => {
  const kind = text(object, "kind");
  const apiVersion = text(object, "apiVersion");
  const inVersion = discovered.filter((row) => apiVersionOf(row) === apiVersion);
  // Kinds are found in small letters too; the server then refuses them.
  const resource =
    inVersion.find((row) => row.kind === kind) ?? inVersion.find((row) => row.kind.toLowerCase() === kind);
  if (!resource)
    return { error: isInList ? noMatchInList(kind, apiVersion) : noMatch(object, source, kind, apiVersion) };
  const wrong = wrongMetadata(object);
  if (wrong !== undefined) return { error: message(`unable to decode ${goQuote(source)}: ${wrong}`) };
  const own = namespaceOf(object);
  if (resource.namespaced && own !== "" && options.isNamespaceExplicit && own !== options.namespace) {
    return {
      error: message(
        `the namespace from the provided object ${goQuote(own)} does not match the namespace ${goQuote(options.namespace)}. You must pass '--namespace=${own}' to perform this operation.`,
      ),
    };
  }
  const namespace = resource.namespaced ? own || options.namespace : "";
  const placed = namespace === "" || own !== "" ? object : withField(object, ["metadata", "namespace"], namespace);
  return { info: { resource, namespace, name: nameOf(object), object: placed, source } };
};

const noMatch = (object: JsonObject, source: string, kind: string, apiVersion: string): CliError =>
  message(
    `resource mapping not found for name: ${goQuote(nameOf(object))} namespace: ${goQuote(namespaceOf(object))} from ${goQuote(source)}: no matches for kind ${goQuote(kind)} in version ${goQuote(apiVersion)}\nensure CRDs are installed first`,
  );

/** Of what is in a list neither the file nor the name is said. */
const noMatchInList = (kind: string, apiVersion: string): CliError =>
  message(`unable to recognize no matches for kind ${goQuote(kind)} in version ${goQuote(apiVersion)}`);

export const resourceOfObject = (object: JsonObject): DiscoveredResource | undefined =>
  discovered.find((row) => row.kind === text(object, "kind") && apiVersionOf(row) === text(object, "apiVersion"));
