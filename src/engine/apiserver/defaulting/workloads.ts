// Models pkg/apis/apps/v1/defaults.go and conversion.go, and replication controllers of pkg/apis/core/v1/defaults.go (v1.36).
import { isJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { change, changeEach, fill, objectOf, set } from "../json-object.ts";
import { defaultClaim } from "./core.ts";
import { defaultTemplateOf } from "./pod.ts";

/** Where the template's generation of a daemon set is kept since the field was taken from the API. */
export const TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

const isEmpty = (value: unknown): boolean => Object.keys(objectOf(value)).length === 0;

export const defaultDeployment = (deployment: JsonObject): JsonObject =>
  change(defaultTemplateOf(deployment), "spec", (spec) =>
    change(
      fill(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 }),
      "strategy",
      defaultRollingStrategy({ maxUnavailable: "25%", maxSurge: "25%" }),
    ),
  );

const defaultRollingStrategy =
  (defaults: JsonObject) =>
  (strategy: JsonObject): JsonObject => {
    const typed = fill(strategy, { type: "RollingUpdate" });
    if (typed["type"] !== "RollingUpdate") return typed;
    return change(fill(typed, { rollingUpdate: {} }), "rollingUpdate", (rolling) => fill(rolling, defaults));
  };

export const defaultReplicaSet = (replicaSet: JsonObject): JsonObject =>
  change(defaultTemplateOf(replicaSet), "spec", (spec) => fill(spec, { replicas: 1 }));

export const defaultDaemonSet = (daemonSet: JsonObject): JsonObject => {
  const result = change(defaultTemplateOf(daemonSet), "spec", (spec) =>
    change(
      fill(spec, { revisionHistoryLimit: 10 }),
      "updateStrategy",
      defaultRollingStrategy({ maxUnavailable: 1, maxSurge: 0 }),
    ),
  );
  return change(result, "metadata", (metadata) =>
    set(metadata, "annotations", fill(objectOf(metadata["annotations"]), { [TEMPLATE_GENERATION]: "0" })),
  );
};

export const defaultStatefulSet = (statefulSet: JsonObject): JsonObject =>
  change(defaultTemplateOf(statefulSet), "spec", (spec) => {
    const filled = fill(spec, {
      podManagementPolicy: "OrderedReady",
      persistentVolumeClaimRetentionPolicy: {},
      replicas: 1,
      revisionHistoryLimit: 10,
    });
    const retained = change(filled, "persistentVolumeClaimRetentionPolicy", (policy) =>
      fill(policy, { whenDeleted: "Retain", whenScaled: "Retain" }),
    );
    const updated = change(retained, "updateStrategy", defaultUpdateStrategy);
    return changeEach(updated, "volumeClaimTemplates", defaultClaimTemplate);
  });

const defaultUpdateStrategy = (strategy: JsonObject): JsonObject => {
  const typed =
    strategy["type"] === undefined ? fill(strategy, { type: "RollingUpdate", rollingUpdate: {} }) : strategy;
  if (typed["type"] !== "RollingUpdate") return typed;
  return change(typed, "rollingUpdate", (rolling) => fill(rolling, { partition: 0 }));
};

/** Conversion names the kind of each claim. */
const defaultClaimTemplate = (claim: JsonObject): JsonObject =>
  fill(defaultClaim(claim), { apiVersion: "v1", kind: "PersistentVolumeClaim" });

export const defaultReplicationController = (controller: JsonObject): JsonObject => {
  const result = defaultTemplateOf(controller);
  const spec = objectOf(result["spec"]);
  const labels = objectOf(objectOf(spec["template"])["metadata"])["labels"];
  const replicated = set(result, "spec", fill(spec, { replicas: 1 }));
  if (!isJsonObject(labels)) return replicated;
  const selected = change(replicated, "spec", (s) => (isEmpty(s["selector"]) ? set(s, "selector", labels) : s));
  return change(selected, "metadata", (m) => (isEmpty(m["labels"]) ? set(m, "labels", labels) : m));
};
