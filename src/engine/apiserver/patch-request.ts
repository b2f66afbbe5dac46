// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go (v1.36): a PATCH request over the live object.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject, KubeObject } from "#api/meta";
import { ok, refuse, type Result } from "#api/result";
import { jsonMergePatch } from "./patch/json-merge.ts";
import { jsonPatch } from "./patch/json-patch.ts";
import type { PatchResult } from "./patch/patch-error.ts";
import { strategicMergePatch } from "./patch/strategic.ts";
import { badRequest, makeStatus } from "#api/status";

export type PatchType = "strategic" | "merge" | "json";

export interface PatchRequest {
  readonly type: PatchType;
  /** A map; for `json` a list of operations. */
  readonly body: Json;
}

/** The patched object, not yet defaulted or validated. */
export const applyPatch = (old: KubeObject, { type, body }: PatchRequest): Result<KubeObject> => {
  const live = old as unknown as JsonObject;
  if (type === "json") {
    if (!Array.isArray(body)) {
      return refuse(
        badRequest("error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp"),
      );
    }
    return answer(jsonPatch(live, body), REJECTED);
  }
  if (!isJsonObject(body)) {
    const given = Array.isArray(body) ? "array" : typeof body;
    return refuse(badRequest(`json: cannot unmarshal ${given} into Go value of type map[string]interface {}`));
  }
  return type === "merge"
    ? ok(jsonMergePatch(live, body) as unknown as KubeObject)
    : answer(strategicMergePatch(live, body), badRequest);
};

/** What fails in a JSON patch (a path that is not there, a test) is not told to the client. */
const REJECTED = (): ReturnType<typeof makeStatus> =>
  makeStatus(422, "Invalid", "the server rejected our request due to an error in our request");

const answer = (patched: PatchResult, status: (error: string) => ReturnType<typeof makeStatus>): Result<KubeObject> =>
  patched.ok ? ok(patched.value as unknown as KubeObject) : refuse(status(patched.error));
