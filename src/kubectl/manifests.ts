// Models cli-runtime/pkg/resource/visitor.go (v1.36): -f files, folders and stdin as objects, with kubectl's own errors.
import { isJsonObject } from "#api/json";
import { parseDocument } from "yaml";
import type { Json, JsonObject } from "#api/meta";
import { discovered, type DiscoveredResource } from "#api/discovered";
import { yamlProblem } from "#api/go-yaml";
import { apiVersionOf } from "#api/scheme";
import { isTooDeep, TOO_DEEP } from "#api/yaml-depth";
import { kubeYaml } from "#api/yaml-options";
import { goQuote } from "#api/go-quote";
import { type Call, type Context, fail } from "./command.ts";
import { type CliError, message } from "./errors.ts";
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

interface Document {
  readonly source: string;
  readonly value: Json;
}

const EXTENSIONS = /\.(json|yaml|yml)$/;

/** FilenameOptions, with what its own validation refuses. */
export const fileSourceOf = (call: Pick<Call, "flags">): FileSource => {
  const { flags } = call;
  const [paths, kustomize, isRecursive] = [flags.list("filename"), flags.text("kustomize"), flags.isOn("recursive")];
  if (kustomize !== "" && paths.length > 0) fail(message("only one of -f or -k can be specified"));
  if (kustomize !== "" && isRecursive) fail(message("the -k flag can't be used with -f or -R"));
  const directive = flags.has("validate") ? fieldValidationOf(call) : "Ignore";
  return { paths, kustomize, isRecursive, isValidated: directive !== "Ignore", isWarned: directive === "Warn" };
};

export const namesFiles = (files: FileSource): boolean => files.paths.length > 0 || files.kustomize !== "";

/** Objects in the order of files and documents; what follows an error in a file is not read. */
export const readManifests = (
  context: Context,
  files: FileSource,
  options: ManifestOptions,
): { infos: Info[]; errors: CliError[] } => {
  if (files.kustomize !== "") return { infos: [], errors: [refuseKustomize(context, files.kustomize)] };
  const infos: Info[] = [];
  const errors: CliError[] = [];
  for (const source of files.paths.flatMap((path) => expand(context, path, files.isRecursive))) {
    const { documents, problem } = split(context, source);
    const isValidated = files.isValidated && context.isAlone !== true;
    const judge = isValidated ? { isWarned: files.isWarned } : undefined;
    const refused = readDocuments(context, documents, { ...options, judge }, infos);
    if (refused ?? problem) errors.push((refused ?? problem) as CliError);
  }
  return { infos, errors };
};

interface Reading extends ManifestOptions {
  /** Absent: nothing is validated. */
  readonly judge: { readonly isWarned: boolean } | undefined;
}

const readDocuments = (
  context: Context,
  documents: readonly Document[],
  options: Reading,
  infos: Info[],
): CliError | undefined => {
  const isValidated = options.judge !== undefined;
  for (const document of documents) {
    const read = readObject(document, isValidated);
    if ("error" in read) return read.error;
    const items = itemsOf(read.object);
    const invalid = isValidated
      ? (items.map(whyInvalid).find(Boolean) ?? judgeList(context, read.object, options))
      : undefined;
    if (invalid !== undefined) return invalidData(document.source, invalid);
    for (const item of items) {
      const info = place(item, document.source, options);
      if ("error" in info) return info.error;
      infos.push(info.info);
    }
  }
  return undefined;
};

/** A folder stands for its manifests, sorted. */
const expand = (context: Context, path: string, isRecursive: boolean): string[] => {
  if (path === "-") return ["-"];
  if (/^https?:\/\//.test(path)) {
    return fail(message(`${goQuote(path)}: manifests cannot be fetched from the network in this simulated cluster`));
  }
  const bare = path.replace(/^\.\//, "");
  if (context.files.read(bare) !== undefined) return [bare];
  const folder = bare.replace(/\/$/, "");
  const prefix = folder === "." || folder === "" ? "" : `${folder}/`;
  const inside = context.files.list(folder).filter((file) => file.startsWith(prefix));
  if (inside.length === 0 && prefix !== "") return fail(message(`the path ${goQuote(path)} does not exist`));
  const found = inside.filter(
    (file) => EXTENSIONS.test(file) && (isRecursive || !file.slice(prefix.length).includes("/")),
  );
  if (found.length === 0) {
    return fail(message(`error reading [${path}]: recognized file extensions are [.json .yaml .yml]`));
  }
  return found.toSorted();
};

/** Lines of three dashes part documents; each is read by itself, and its lines are counted by themselves. */
const SEPARATOR = /^---[ \t]*(?:#.*)?$/m;

const split = (context: Context, source: string): { documents: Document[]; problem?: CliError } => {
  const name = source === "-" ? "STDIN" : source;
  const content = source === "-" ? (context.stdin ?? "") : (context.files.read(source) ?? "");
  const documents: Document[] = [];
  for (const chunk of content.split(SEPARATOR)) {
    const read = readYaml(chunk.replace(/^\n/, ""));
    if ("problem" in read) {
      const where = source === "-" ? "STDIN" : source;
      return {
        documents,
        problem: message(`error parsing ${where}: error converting YAML to JSON: ${read.problem}`),
      };
    }
    if (read.value !== null && read.value !== undefined) documents.push({ source: name, value: read.value });
  }
  return { documents };
};

const readYaml = (chunk: string): { readonly value: Json | undefined } | { readonly problem: string } => {
  if (isTooDeep(chunk)) return { problem: TOO_DEEP };
  try {
    const problem = yamlProblem(chunk);
    if (problem !== undefined) return { problem };
    return { value: parseDocument(chunk, kubeYaml).toJS() as Json | undefined };
  } catch {
    return { problem: "yaml: document contains excessive aliasing" };
  }
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

const readObject = (document: Document, isValidated: boolean): { object: JsonObject } | { error: CliError } => {
  const { value, source } = document;
  const kind = text(value, "kind");
  const apiVersion = text(value, "apiVersion");
  const invalid = isValidated ? whyInvalid(value) : undefined;
  if (invalid !== undefined) return { error: invalidData(source, invalid) };
  if (!isJsonObject(value)) {
    const why = `json: cannot unmarshal ${goKind(value)} into Go value of type unstructured.detector`;
    return { error: message(`unable to decode ${goQuote(source)}: ${why}`) };
  }
  // A group and version of three parts is none, and then there is no kind either.
  if (kind === "" || typeof value["kind"] !== "string" || apiVersion.split("/").length > 2) {
    return {
      error: message(`unable to decode ${goQuote(source)}: Object 'Kind' is missing in '${compactJson(value)}'`),
    };
  }
  return { object: value };
};

const itemsOf = (object: JsonObject): readonly JsonObject[] =>
  text(object, "kind") === "List" ? list(object, "items") : [object];

const place = (object: JsonObject, source: string, options: ManifestOptions): { info: Info } | { error: CliError } => {
  const kind = text(object, "kind");
  const apiVersion = text(object, "apiVersion");
  const inVersion = discovered.filter((row) => apiVersionOf(row) === apiVersion);
  // Kinds are found in small letters too; the server then refuses them.
  const resource =
    inVersion.find((row) => row.kind === kind) ?? inVersion.find((row) => row.kind.toLowerCase() === kind);
  if (!resource) return { error: noMatch(object, source, kind, apiVersion) };
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

export const resourceOfObject = (object: JsonObject): DiscoveredResource | undefined =>
  discovered.find((row) => row.kind === text(object, "kind") && apiVersionOf(row) === text(object, "apiVersion"));
