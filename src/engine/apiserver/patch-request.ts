// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go (v1.36): a PATCH request over the live object.
import type { JsonObject, KubeObject } from "#api/meta";
import { refuse, type Result } from "#api/result";
import type { ResourceName } from "#api/resources";
import { makeStatus } from "./status.ts";

export type PatchType = "strategic" | "merge" | "json";

export interface PatchRequest {
  readonly type: PatchType;
  readonly body: JsonObject | readonly JsonObject[];
}

/** The patched object, not yet defaulted or validated. */
export const applyPatch = (
  _resource: ResourceName,
  _old: KubeObject,
  _patch: PatchRequest,
): Result<{ readonly object: KubeObject; readonly warnings: readonly string[] }> =>
  refuse(makeStatus(415, "UnsupportedMediaType", "the body of the request was in an unknown format"));
