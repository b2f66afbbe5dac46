// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go (v1.36): a PATCH request over the live object.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject, KubeObject, Status } from "#api/meta";
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
export const applyPatch = (old: KubeObject, request: PatchRequest): Result<KubeObject> => {
  const patched = merged(old, request);
  if (!patched.ok) return patched;
  const wrong = misplaced(old, patched.value);
  if (wrong !== undefined) return refuse(badRequest(wrong));
  // A strategic patch is read into the type that the object has, whatever it says of that.
  return request.type === "strategic" && patched.value.kind !== undefined && patched.value.apiVersion !== undefined
    ? ok({ ...patched.value, kind: old.kind, apiVersion: old.apiVersion })
    : patched;
};

/** rest.checkName: what a patch says of where its object is has to be so. */
const misplaced = (old: KubeObject, patched: KubeObject): string | undefined => {
  const metadata = patched.metadata as Partial<KubeObject["metadata"]> | null | undefined;
  const { name = "", namespace = "" } = metadata ?? {};
  if (name !== "" && typeof name === "string" && name !== old.metadata.name) {
    return `the name of the object (${name}) does not match the name on the URL (${old.metadata.name})`;
  }
  const isElsewhere = (namespace || "") !== "" && namespace !== old.metadata.namespace;
  return isElsewhere
    ? "the namespace of the provided object does not match the namespace sent on the request"
    : undefined;
};

const merged = (old: KubeObject, { type, body }: PatchRequest): Result<KubeObject> => {
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
    : answer(strategicMergePatch(live, body), strategicStatus);
};

/** interpretStrategicMergePatchError: what is wrong with the form of a patch is the client's fault, all else nobody's in particular. */
const strategicStatus = (error: string): Status =>
  /^(?:invalid (?:patch|JSON)|strategic merge patch format|The order in patch)/.test(error)
    ? badRequest(error)
    : makeStatus(500, "", error);

/** What fails in a JSON patch (a path that is not there, a test) is not told to the client. */
const REJECTED = (): Status =>
  makeStatus(422, "Invalid", "the server rejected our request due to an error in our request");

const answer = (patched: PatchResult, status: (error: string) => Status): Result<KubeObject> =>
  patched.ok ? ok(patched.value as unknown as KubeObject) : refuse(status(patched.error));
