// Models ComputeHash of pkg/controller/controller_utils.go (v1.36): the name of a pod template.
import type { Deployment } from "#api/apps";
import type { PodTemplateSpec } from "#api/core-pod";
import { deepEqual } from "#api/json";
import type { JsonObject, KubeObject } from "#api/meta";
import { checks } from "../apiserver/checks.ts";
import { safeEncode } from "../apiserver/names.ts";
import type { ObjectChange } from "../apiserver/store.ts";
import { fnv1a } from "../clock/rng.ts";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";

/** By the uid of what has a template. Only people write templates, so what sums them is there when one is written, and need not be later. */
const sumsOf = (sim: Sim): Table<number> => sim.table("controllers/templates");

const templateOf = (object: KubeObject): PodTemplateSpec => (object as Deployment).spec.template;

const sum = (object: KubeObject): number =>
  checks().templateSum(object.kind, templateOf(object) as unknown as JsonObject);

/** A workload was written. */
export const noteTemplate = (sim: Sim, { type, object, old }: ObjectChange): void => {
  const uid = object.metadata.uid ?? "";
  if (type === "DELETED") sumsOf(sim).delete(uid);
  else if (!old || !deepEqual(templateOf(old), templateOf(object))) sumsOf(sim).set(uid, sum(object));
};

export const templateSumOf = (sim: Sim, object: KubeObject): number =>
  sumsOf(sim).get(object.metadata.uid ?? "") ?? sum(object);

/** The count of collisions is hashed as eight bytes, the lowest first. Simplified: it is below 256. */
export const templateHash = (sumOf: number, collisionCount?: number): string => {
  return safeEncode(
    String(
      collisionCount === undefined ? sumOf : fnv1a(`${String.fromCharCode(collisionCount)}${"\0".repeat(7)}`, sumOf),
    ),
  );
};
