// Models EnforceDataSourceBackwardsCompatibility and NormalizeDataSources of pkg/api/persistentvolumeclaim/util.go (v1.36).
import { isJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { change, objectOf, set, textOf } from "../json-object.ts";

/** What the older field may name; anything else is dropped without a word. */
const isUsable = (source: JsonObject): boolean => {
  const group = textOf(source["apiGroup"]);
  return source["kind"] === "PersistentVolumeClaim" ? group === "" : isSnapshot(source["kind"], group);
};

const isSnapshot = (kind: unknown, group: string): boolean =>
  kind === "VolumeSnapshot" && group === "snapshot.storage.k8s.io";

const hasSource = (spec: JsonObject): boolean =>
  isJsonObject(spec["dataSource"]) || isJsonObject(spec["dataSourceRef"]);

/** Another namespace's sources are behind a gate. */
const withoutForeign = (spec: JsonObject): JsonObject =>
  textOf(objectOf(spec["dataSourceRef"])["namespace"]) === "" ? spec : set(spec, "dataSourceRef", undefined);

/** The two fields for what fills a new volume are kept alike. */
export const keepSourcesAlike = (claim: JsonObject, old?: JsonObject): JsonObject =>
  change(claim, "spec", (given) => {
    const isKnown = isJsonObject(objectOf(old?.["spec"])["dataSourceRef"]);
    const spec = isKnown ? given : withoutForeign(given);
    const { dataSource, dataSourceRef } = spec;
    if (isJsonObject(dataSource)) {
      if (isJsonObject(dataSourceRef)) return spec;
      const isKept = isUsable(dataSource) || hasSource(objectOf(old?.["spec"]));
      return isKept ? set(spec, "dataSourceRef", dataSource) : set(spec, "dataSource", undefined);
    }
    const isOwn = isJsonObject(dataSourceRef) && textOf(dataSourceRef["namespace"]) === "";
    return isOwn ? set(spec, "dataSource", dataSourceRef) : spec;
  });
