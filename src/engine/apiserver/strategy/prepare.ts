// Models rest.BeforeCreate and rest.BeforeUpdate (staging/src/k8s.io/apiserver/pkg/registry/rest, v1.36) over the rows of rows.ts.
import { deepEqual } from "#api/json";
import type { JsonObject, KubeObject } from "#api/meta";
import type { ResourceName } from "#api/resources";
import { infoOf } from "#api/scheme";
import { change, numberOf, objectOf, set } from "../json-object.ts";
import type { RequestContext } from "../strategy.ts";
import { emptyStatuses } from "./empty-status.ts";
import { strategyRows, type StrategyRow } from "./rows.ts";

const rowOf = (resource: ResourceName): StrategyRow => strategyRows[resource] ?? {};

const asJson = (object: KubeObject): JsonObject => object as unknown as JsonObject;
const asObject = (json: JsonObject): KubeObject => json as unknown as KubeObject;

/** A new object without what its creator may not set: the status is wiped, the generation is 1. */
export const prepareForCreate = (resource: ResourceName, object: KubeObject, context: RequestContext): KubeObject => {
  const row = rowOf(resource);
  let json = row.create ? row.create(asJson(object)) : asJson(object);
  const empty = emptyStatuses[resource];
  if (empty && row.status !== "keep") json = set(json, "status", row.status?.(json, context) ?? empty);
  const isNamespaced = infoOf(resource).namespaced;
  return asObject(
    change(json, "metadata", (metadata) => {
      const placed = isNamespaced ? metadata : set(metadata, "namespace", undefined);
      return set(placed, "generation", row.desired ? 1 : undefined);
    }),
  );
};

/** A changed object with the status of `old`, and the next generation if its desired state changed. */
export const prepareForUpdate = (resource: ResourceName, object: KubeObject, old: KubeObject): KubeObject => {
  const row = rowOf(resource);
  let json = emptyStatuses[resource] ? set(asJson(object), "status", asJson(old)["status"]) : asJson(object);
  if (row.update) json = row.update(json, asJson(old));
  const before = numberOf(objectOf(asJson(old)["metadata"])["generation"]);
  const now = before + (isNewGeneration(resource, asObject(json), old) ? 1 : 0);
  return asObject(change(json, "metadata", (metadata) => set(metadata, "generation", now === 0 ? undefined : now)));
};

/** Whether the change from `old` is one of the desired state. */
export const isNewGeneration = (resource: ResourceName, object: KubeObject, old: KubeObject): boolean => {
  const { desired } = rowOf(resource);
  if (!desired) return false;
  const before = desired(asJson(old));
  return desired(asJson(object)).some((part, i) => part !== before[i] && !deepEqual(part, before[i]));
};
