// Models cli-runtime/pkg/resource/visitor.go (v1.36): -f files, folders and stdin as objects, with kubectl's own errors.
import { parseAllDocuments } from "yaml";
import type { Json, JsonObject } from "#api/meta";
import { discovered, type DiscoveredResource } from "#api/discovered";
import { apiVersionOf } from "#api/scheme";
import { type Context, fail } from "./command.ts";
import { type CliError, message } from "./errors.ts";
import { quote } from "./go/format.ts";
import { compactJson } from "./go/json-text.ts";
import { isObject, list, nameOf, namespaceOf, text, withField } from "./object.ts";
import type { Info } from "./resources.ts";

export interface FileSource {
  readonly paths: readonly string[];
  readonly isRecursive: boolean;
  /** Checks apiVersion and kind before decoding. */
  readonly isValidated: boolean;
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

export const fileSourceOf = (flags: {
  list(name: string): readonly string[];
  isOn(name: string): boolean;
  text(name: string): string;
  has(name: string): boolean;
}): FileSource => {
  if (flags.text("kustomize") !== "") {
    return fail(message("kustomize (-k) is not available in this simulated cluster: write the manifests out"));
  }
  return {
    paths: flags.list("filename"),
    isRecursive: flags.isOn("recursive"),
    isValidated: flags.has("validate") && !["false", "ignore"].includes(flags.text("validate")),
  };
};

/** Objects in the order of files and documents; what follows an error in a file is not read. */
export const readManifests = (
  context: Context,
  files: FileSource,
  options: ManifestOptions,
): { infos: Info[]; errors: CliError[] } => {
  const infos: Info[] = [];
  const errors: CliError[] = [];
  for (const source of files.paths.flatMap((path) => expand(context, path, files.isRecursive))) {
    const { documents, problem } = split(context, source);
    const refused = readDocuments(documents, files.isValidated, options, infos);
    if (refused ?? problem) errors.push((refused ?? problem) as CliError);
  }
  return { infos, errors };
};

const readDocuments = (
  documents: readonly Document[],
  isValidated: boolean,
  options: ManifestOptions,
  infos: Info[],
): CliError | undefined => {
  for (const document of documents) {
    const read = readObject(document, isValidated);
    if ("error" in read) return read.error;
    for (const item of itemsOf(read.object)) {
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
    return fail(message(`${quote(path)}: manifests cannot be fetched from the network in this simulated cluster`));
  }
  const bare = path.replace(/^\.\//, "");
  if (context.files.read(bare) !== undefined) return [bare];
  const folder = bare.replace(/\/$/, "");
  const prefix = folder === "." || folder === "" ? "" : `${folder}/`;
  const inside = context.files.list(folder).filter((file) => file.startsWith(prefix));
  if (inside.length === 0 && prefix !== "") return fail(message(`the path ${quote(path)} does not exist`));
  const found = inside.filter(
    (file) => EXTENSIONS.test(file) && (isRecursive || !file.slice(prefix.length).includes("/")),
  );
  if (found.length === 0) {
    return fail(message(`error reading [${path}]: recognized file extensions are [.json .yaml .yml]`));
  }
  return found.toSorted();
};

const split = (context: Context, source: string): { documents: Document[]; problem?: CliError } => {
  const name = source === "-" ? "STDIN" : source;
  const content = source === "-" ? (context.stdin ?? "") : (context.files.read(source) ?? "");
  const documents: Document[] = [];
  for (const document of parseAllDocuments(content, { version: "1.1", uniqueKeys: false, merge: true })) {
    const problem = document.errors[0];
    if (problem) {
      const where = problem.linePos?.[0].line ?? 1;
      return {
        documents,
        problem: message(
          `error parsing ${source}: error converting YAML to JSON: yaml: line ${where}: ${goYamlWords(problem.code)}`,
        ),
      };
    }
    const value = document.toJS() as Json;
    if (value !== null && value !== undefined) documents.push({ source: name, value });
  }
  return { documents };
};

/** go-yaml's words for what the parser found. */
const goYamlWords = (code: string): string => {
  switch (code) {
    case "TAB_AS_INDENT":
      return "found character that cannot start any token";
    case "MULTILINE_IMPLICIT_KEY":
    case "MISSING_CHAR":
      return "could not find expected ':'";
    case "BAD_INDENT":
      return "did not find expected key";
    default:
      return "mapping values are not allowed in this context";
  }
};

const readObject = (document: Document, isValidated: boolean): { object: JsonObject } | { error: CliError } => {
  const { value, source } = document;
  const kind = text(value, "kind");
  const apiVersion = text(value, "apiVersion");
  if (isObject(value) && isValidated && (kind === "") !== (apiVersion === "")) {
    const missing = kind === "" ? "kind" : "apiVersion";
    return {
      error: message(
        `error validating ${quote(source)}: error validating data: ${missing} not set; if you choose to ignore these errors, turn validation off with --validate=false`,
      ),
    };
  }
  if (!isObject(value)) {
    return {
      error: message(
        `error validating ${quote(source)}: error validating data: invalid object to validate; if you choose to ignore these errors, turn validation off with --validate=false`,
      ),
    };
  }
  if (kind === "") {
    return { error: message(`unable to decode ${quote(source)}: Object 'Kind' is missing in '${compactJson(value)}'`) };
  }
  return { object: value };
};

const itemsOf = (object: JsonObject): readonly JsonObject[] =>
  text(object, "kind") === "List" ? list(object, "items") : [object];

const place = (object: JsonObject, source: string, options: ManifestOptions): { info: Info } | { error: CliError } => {
  const kind = text(object, "kind");
  const apiVersion = text(object, "apiVersion");
  const resource = discovered.find((row) => row.kind === kind && apiVersionOf(row) === apiVersion);
  if (!resource) return { error: noMatch(object, source, kind, apiVersion) };
  const wrong = wrongMetadata(object);
  if (wrong !== undefined) return { error: message(`unable to decode ${quote(source)}: ${wrong}`) };
  const own = namespaceOf(object);
  if (resource.namespaced && own !== "" && options.isNamespaceExplicit && own !== options.namespace) {
    return {
      error: message(
        `the namespace from the provided object ${quote(own)} does not match the namespace ${quote(options.namespace)}. You must pass '--namespace=${own}' to perform this operation.`,
      ),
    };
  }
  const namespace = resource.namespaced ? own || options.namespace : "";
  const placed = namespace === "" || own !== "" ? object : withField(object, ["metadata", "namespace"], namespace);
  return { info: { resource, namespace, name: nameOf(object), object: placed, source } };
};

const noMatch = (object: JsonObject, source: string, kind: string, apiVersion: string): CliError =>
  message(
    `resource mapping not found for name: ${quote(nameOf(object))} namespace: ${quote(namespaceOf(object))} from ${quote(source)}: no matches for kind ${quote(kind)} in version ${quote(apiVersion)}\nensure CRDs are installed first`,
  );

const GO_TYPES: { readonly [type: string]: string } = { boolean: "bool", number: "number", object: "object" };

/** The unstructured decoder reads metadata's maps of strings itself; a wrong type there fails in kubectl. */
const wrongMetadata = (object: JsonObject): string | undefined => {
  for (const field of ["labels", "annotations"]) {
    const values = (object["metadata"] as JsonObject | undefined)?.[field];
    if (!isObject(values)) continue;
    for (const value of Object.values(values)) {
      if (typeof value === "string" || value === null) continue;
      const type = Array.isArray(value) ? "array" : (GO_TYPES[typeof value] ?? typeof value);
      return `json: cannot unmarshal ${type} into Go struct field ObjectMeta.metadata.${field} of type string`;
    }
  }
  return undefined;
};

export const resourceOfObject = (object: JsonObject): DiscoveredResource | undefined =>
  discovered.find((row) => row.kind === text(object, "kind") && apiVersionOf(row) === text(object, "apiVersion"));
