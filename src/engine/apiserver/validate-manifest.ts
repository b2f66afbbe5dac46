// What the API server would say of a manifest if it were created now, without asking it: for the editor, while somebody types.
import type { JsonObject, KubeObject, StatusCause } from "#api/meta";
import { resourceOf } from "#api/scheme";
import { strategyOf } from "./registry.ts";

/** An object gets its uid before it is validated: a Job selects its pods by it. */
const NO_UID = "00000000-0000-4000-8000-000000000000";

/** Field errors of an object of the right shape; empty if it would be accepted. */
export const validateManifest = (object: JsonObject): readonly StatusCause[] => {
  const given = object as unknown as KubeObject;
  const info = resourceOf(given.apiVersion, given.kind);
  if (!info || typeof given.metadata !== "object") return [];
  const namespace = info.namespaced ? { namespace: given.metadata.namespace ?? "default" } : {};
  const strategy = strategyOf(info.plural);
  const metadata = { uid: NO_UID, ...given.metadata, ...namespace };
  const defaulted = strategy.default({ ...given, metadata });
  const prepared = strategy.prepareForCreate(defaulted, { wallMs: 0 });
  return strategy.validate(prepared)?.causes ?? [];
};
