import type { Json, JsonObject } from "#api/meta";
import { createThreeWayJsonMergePatch, jsonMergePatch } from "../../../src/engine/apiserver/patch/json-merge.ts";
import { jsonPatch } from "../../../src/engine/apiserver/patch/json-patch.ts";
import type { PatchResult } from "../../../src/engine/apiserver/patch/patch-error.ts";
import { createThreeWayMergePatch, strategicMergePatch } from "../../../src/engine/apiserver/patch/strategic.ts";

export interface PatchIn {
  readonly op: "threeWay" | "strategic" | "jsonPatch" | "jsonMerge";
  readonly current: JsonObject;
  readonly original: JsonObject;
  readonly modified: JsonObject;
  readonly from: JsonObject;
  readonly to: JsonObject;
  readonly patch: JsonObject & readonly Json[];
}

const answerOf = (result: PatchResult): object =>
  result.ok ? { error: "", result: result.value } : { error: result.error };

const OPERATIONS: { readonly [O in PatchIn["op"]]: (input: PatchIn) => object } = {
  threeWay: ({ original, modified, current }) => {
    const patch = createThreeWayMergePatch(original, modified, current);
    if (!patch.ok) return answerOf(patch);
    return { patch: patch.value, ...answerOf(strategicMergePatch(current, patch.value)) };
  },
  strategic: ({ current, patch }) => answerOf(strategicMergePatch(current, patch)),
  jsonPatch: ({ current, patch }) => answerOf(jsonPatch(current, patch)),
  jsonMerge: ({ from, to, current, patch }) => ({
    result: jsonMergePatch(current, patch),
    threeWayPatch: createThreeWayJsonMergePatch(from, to, current),
  }),
};

export const answerPatch = (input: PatchIn): object => OPERATIONS[input.op](input);
