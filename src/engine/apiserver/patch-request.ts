// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go (v1.36): a PATCH request over the live object.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject, KubeObject, Status } from "#api/meta";
import { ok, refuse, type Result } from "#api/result";
import { jsonMergePatch } from "./patch/json-merge.ts";
import { jsonPatch } from "./patch/json-patch.ts";
import type { PatchResult } from "./patch/patch-error.ts";
import { strategicMergePatch } from "./patch/strategic.ts";
import { resourceOf } from "#api/scheme";
import { badRequest, makeStatus } from "#api/status";
import { unfitPatch } from "./strict/field-validation.ts";

export type PatchType = "strategic" | "merge" | "json";

export interface PatchRequest {
  readonly type: PatchType;
  /** A map; for `json` a list of operations. */
  readonly body: Json;
}

/** The patched object, not yet defaulted or validated. */
export const applyPatch = (old: KubeObject, request: PatchRequest): Result<KubeObject> => {
  const result = merged(old, request);
  if (!result.ok) return result;
  const patched = outside(old, result.value);
  const wrong = misplaced(old, patched);
  if (wrong !== undefined) return refuse(badRequest(wrong));
  const { kind, apiVersion } = patched as Partial<KubeObject>;
  // A scale says itself what it wants.
  if (!resourceOf(old.apiVersion, old.kind)) return ok(patched);
  if (!kind || !apiVersion || (kind === old.kind && apiVersion === old.apiVersion)) return ok(patched);
  // A strategic patch is read into the type that the object has, whatever it says of that.
  return request.type === "strategic"
    ? ok({ ...patched, kind: old.kind, apiVersion: old.apiVersion })
    : refuse(unfitPatch(request, patched as unknown as JsonObject, otherKind(old, patched)));
};

/** kubectl's own getPatchedJSON: no server looks at what it comes to, nor hides what went wrong. */
export const applyPatchHere = (object: JsonObject, { type, body }: PatchRequest): PatchResult => {
  if (type === "json") {
    return Array.isArray(body) ? jsonPatch(object, body) : { ok: false, error: NO_LIST };
  }
  if (type === "merge") {
    return isJsonObject(body) ? { ok: true, value: jsonMergePatch(object, body) } : { ok: false, error: noMerge(body) };
  }
  // An empty patch, that changes nothing.
  if (body === null) return { ok: true, value: object };
  return isJsonObject(body) ? strategicMergePatch(object, body) : { ok: false, error: "invalid JSON document" };
};

/** A list takes the object's whole place, which is then read as an object. */
const noMerge = (body: Json): string =>
  Array.isArray(body)
    ? "json: cannot unmarshal array into Go value of type unstructured.detector"
    : "Invalid JSON Patch";

const NO_LIST = "json: cannot unmarshal object into Go value of type jsonpatch.Patch";

const notAMap = (body: Json): string =>
  `json: cannot unmarshal ${Array.isArray(body) ? "array" : typeof body} into Go value of type map[string]interface {}`;

/** What the server's decoder says of an object that became another one. */
const otherKind = (old: KubeObject, { kind, apiVersion }: KubeObject): string => {
  if (!resourceOf(apiVersion, kind)) {
    return `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/runtime/scheme.go:111"`;
  }
  const version = apiVersion.slice(apiVersion.indexOf("/") + 1);
  const [group = "core"] = old.apiVersion.includes("/") ? old.apiVersion.split(/[./]/) : [];
  return `converting (${version}.${kind}) to (${group}.${old.kind}): unknown conversion`;
};

/** EnsureObjectNamespaceMatchesRequestNamespace, then checkName: what a patch says of where its object is has to be so. */
const misplaced = (old: KubeObject, patched: KubeObject): string | undefined => {
  const metadata = patched.metadata as Partial<KubeObject["metadata"]> | null | undefined;
  const { name = "", namespace = "" } = metadata ?? {};
  if ((namespace || "") !== "" && namespace !== old.metadata.namespace) {
    return "the namespace of the provided object does not match the namespace sent on the request";
  }
  return name !== "" && typeof name === "string" && name !== old.metadata.name
    ? `the name of the object (${name}) does not match the name on the URL (${old.metadata.name})`
    : undefined;
};

/** What is in no namespace is put into none by saying so. */
const outside = (old: KubeObject, patched: KubeObject): KubeObject => {
  const metadata = patched.metadata as Partial<KubeObject["metadata"]> | null | undefined;
  if (old.metadata.namespace !== undefined || !metadata?.namespace) return patched;
  const { namespace: _, ...rest } = patched.metadata;
  return { ...patched, metadata: rest };
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
    // A merge patch that is none is found where the patch is decoded.
    return refuse(badRequest(`${type === "merge" ? "error decoding patch: " : ""}${notAMap(body)}`));
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
