// Models pkg/registry/apps/daemonset/strategy.go (v1.36): the template's own generation, kept in an annotation.
import { deepEqual } from "#api/json";
import type { JsonObject } from "#api/meta";
import { TEMPLATE_GENERATION } from "../defaulting/workloads.ts";
import { at, change, objectOf, set, textOf } from "../json-object.ts";

const generationOf = (daemonSet: JsonObject): number =>
  Number(textOf(at(daemonSet, "metadata", "annotations", TEMPLATE_GENERATION)) || "0");

const withGeneration = (daemonSet: JsonObject, generation: number): JsonObject =>
  change(daemonSet, "metadata", (metadata) =>
    set(metadata, "annotations", { ...objectOf(metadata["annotations"]), [TEMPLATE_GENERATION]: String(generation) }),
  );

export const startTemplateGeneration = (daemonSet: JsonObject): JsonObject =>
  withGeneration(daemonSet, Math.max(1, generationOf(daemonSet)));

export const bumpTemplateGeneration = (daemonSet: JsonObject, old: JsonObject): JsonObject => {
  const isSame = deepEqual(at(daemonSet, "spec", "template"), at(old, "spec", "template"));
  return withGeneration(daemonSet, generationOf(old) + (isSame ? 0 : 1));
};
