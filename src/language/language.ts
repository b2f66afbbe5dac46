// The language layer's door: what the editor knows of a manifest while it is typed.
export { complete, hover } from "./complete.ts";
export type { Completion, Completions } from "./complete.ts";
export { diagnose } from "./diagnose.ts";
export type { Diagnosis, DiagnoseServices, Diagnostic } from "./diagnose.ts";
export { placeOfField } from "./field-place.ts";
export type { FieldPlace } from "./field-place.ts";
export { locate, parseFieldPath, parseManifest } from "./documents.ts";
export type { Manifest, ManifestDocument, Path, Range, YamlProblem } from "./documents.ts";
