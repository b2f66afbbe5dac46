// Models kubectl/pkg/util/apply.go (v1.36): the annotation in which `apply` keeps what it applied last.
import type { JsonObject } from "#api/meta";
import { compactJson, compactTypedJson } from "./go/json-text.ts";
import { map, withField } from "./object.ts";

export const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** The object as it was written, without the annotation itself. */
const configuration = (object: JsonObject): string => {
  const { [LAST_APPLIED]: _, ...annotations } = map(object, "metadata", "annotations");
  return `${compactJson(withField(object, ["metadata", "annotations"], annotations))}\n`;
};

export const withLastApplied = (object: JsonObject): JsonObject =>
  withField(object, ["metadata", "annotations", LAST_APPLIED], configuration(object));

/** The same for an object that kubectl made from flags: it is a Go struct, written in the order of its fields. */
export const withTypedLastApplied = (object: JsonObject): JsonObject =>
  withField(object, ["metadata", "annotations", LAST_APPLIED], `${compactTypedJson(object)}\n`);

/** editor.GetApplyPatch: the patch that changes the annotation alone. */
export const lastAppliedPatch = (object: JsonObject): JsonObject => ({
  metadata: { annotations: { [LAST_APPLIED]: `${compactJson(object)}\n` } },
});

/** What strategicpatch says of an annotation that somebody overwrote with something else. */
export const BAD_DOCUMENT = "invalid JSON document";

export const lastAppliedOf = (object: JsonObject): string | undefined =>
  map(object, "metadata", "annotations")[LAST_APPLIED];
