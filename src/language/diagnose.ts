// What is wrong with a manifest, each at its place: YAML, schema, what the API server would refuse, what Drydock does not simulate.
import type { JsonObject, StatusCause } from "#api/meta";
import { resourceOf } from "#api/scheme";
import {
  locate,
  parseFieldPath,
  parseManifest,
  type Manifest,
  type ManifestDocument,
  type Range,
} from "./documents.ts";
import type { YamlSlip } from "./yaml-slip.ts";
import { checkSchema } from "./schema-walk.ts";

export interface Diagnostic {
  readonly source: "yaml" | "schema" | "apiserver" | "unsupported";
  readonly severity: "error" | "warning" | "info";
  readonly range: Range;
  readonly message: string;
  readonly slip?: YamlSlip;
}

/** What the engine knows and the language layer asks. */
export interface DiagnoseServices {
  /** Field errors of an object as the API server would store it; empty if it is valid. */
  validate(object: JsonObject): readonly StatusCause[];
  /** Fields of the object that are accepted without effect, or not simulated at all: path and what to know. */
  unsupported(object: JsonObject): readonly { readonly path: string; readonly message: string }[];
}

export interface Diagnosis {
  readonly manifest: Manifest;
  readonly diagnostics: readonly Diagnostic[];
}

/** All of it, in the order of the text. Never throws, whatever was typed. */
export const diagnose = (text: string, services: DiagnoseServices): Diagnosis => {
  const manifest = parseManifest(text);
  const yaml = manifest.problems.map((p): Diagnostic => ({ source: "yaml", severity: "error", ...p }));
  const others = manifest.documents.flatMap((d) => diagnoseDocument(d, services));
  const diagnostics = [...yaml, ...others].toSorted((a, b) => a.range.from - b.range.from);
  return { manifest, diagnostics };
};

const diagnoseDocument = (document: ManifestDocument, services: DiagnoseServices): Diagnostic[] => {
  const { object, apiVersion, kind } = document;
  if (!object) return [];
  const at = (path: string, part: "key" | "value" = "value"): Range =>
    locate(document, parseFieldPath(path), part) ?? document.range;
  if (apiVersion === "" || kind === "") {
    const missing = apiVersion === "" ? "apiVersion not set" : "kind not set";
    return [{ source: "schema", severity: "error", range: at(""), message: missing }];
  }
  if (!resourceOf(apiVersion, kind)) {
    const message = `no matches for kind "${kind}" in version "${apiVersion}"`;
    return [{ source: "schema", severity: "error", range: at("kind"), message }];
  }
  const schema = checkSchema(document).map((p): Diagnostic => ({ source: "schema", severity: "error", ...p }));
  // An object of the wrong shape would only make the validation repeat it in other words.
  const causes = schema.length > 0 ? [] : services.validate(object);
  return [
    ...schema,
    ...causes.map(({ field, message }): Diagnostic => ({
      source: "apiserver",
      severity: "error",
      range: at(field),
      message: `${field}: ${message}`,
    })),
    ...services.unsupported(object).map(({ path, message }): Diagnostic => ({
      source: "unsupported",
      severity: "info",
      range: at(path, "key"),
      message,
    })),
  ];
};
