// Models strategicpatch.StrategicMergePatch, CreateTwoWayMergePatch and CreateThreeWayMergePatch
// (staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go, v1.36).
import type { JsonObject } from "#api/meta";
import { structOfObject } from "#api/schema/schema";
import { copyMap } from "./json-value.ts";
import { schemaOf, type MergeSchema } from "./merge-schema.ts";
import { PatchError, toResult, type PatchResult } from "./patch-error.ts";
import { diffMaps } from "./strategic-diff.ts";
import { mergeMap } from "./strategic-merge.ts";

const schemaFor = (object: JsonObject): MergeSchema => {
  const struct = structOfObject(object);
  if (!struct) throw new PatchError("strategic merge patch format is not supported");
  return schemaOf(struct);
};

/** The object after a strategic merge patch; the object says by apiVersion and kind how its lists merge. */
export const strategicMergePatch = (object: JsonObject, patch: JsonObject): PatchResult =>
  toResult(() => mergeMap(copyMap(object), copyMap(patch), schemaFor(object), { intoObject: true }));

/** What is left of a patch that was merged into an object: its lists that have an order are used up. */
export const spentPatch = (object: JsonObject, patch: JsonObject): JsonObject => {
  const left = copyMap(patch);
  mergeMap(copyMap(object), left, schemaFor(object), { intoObject: true });
  return left;
};

/** The patch that makes `modified` of `original`: what `kubectl edit`, `label` and `set` send. */
export const createTwoWayMergePatch = (original: JsonObject, modified: JsonObject): PatchResult =>
  toResult(() => diffMaps(copyMap(original), copyMap(modified), schemaFor(original), { setElementOrder: true }));

/**
 * The patch of client-side apply: what `modified` adds or changes in `current`, and what it no longer has of `original`
 * (the last applied manifest). Fields that others set are left alone.
 */
export const createThreeWayMergePatch = (
  original: JsonObject,
  modified: JsonObject,
  current: JsonObject,
): PatchResult =>
  toResult(() => {
    const schema = schemaFor(current);
    const changes = diffMaps(copyMap(current), copyMap(modified), schema, {
      setElementOrder: true,
      ignoreDeletions: true,
    });
    const deletions = diffMaps(copyMap(original), copyMap(modified), schema, {
      setElementOrder: true,
      ignoreChanges: true,
    });
    return mergeMap(deletions, changes, schema, { intoObject: false });
  });
