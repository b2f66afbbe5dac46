// Models pkg/apis/batch/v1/defaults.go (v1.36).
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { at, change, changeEach, fill, objectOf, set } from "../json-object.ts";
import { defaultPodTemplate, defaultTemplateOf } from "./pod.ts";

const MAX_INT32 = 2_147_483_647;

export const defaultJob = (job: JsonObject): JsonObject => {
  const result = change(defaultTemplateOf(job), "spec", defaultJobSpec);
  const labels = at(result, "spec", "template", "metadata", "labels");
  if (!isJsonObject(labels)) return result;
  return change(result, "metadata", (metadata) => set(metadata, "labels", ownLabels(metadata["labels"], labels)));
};

/** Without labels of its own it shares the template's map. An alias in YAML makes one object of two maps: they are parted. */
const ownLabels = (own: Json | undefined, labels: JsonObject): Json | undefined => {
  if (Object.keys(objectOf(own)).length === 0) return labels;
  return own === labels ? { ...labels } : own;
};

const defaultJobSpec = (spec: JsonObject): JsonObject => {
  const isSingle = spec["completions"] === undefined && spec["parallelism"] === undefined;
  const filled = fill(spec, {
    ...(isSingle ? { completions: 1 } : {}),
    parallelism: 1,
    backoffLimit: spec["backoffLimitPerIndex"] === undefined ? 6 : MAX_INT32,
    completionMode: "NonIndexed",
    suspend: false,
    podReplacementPolicy: spec["podFailurePolicy"] === undefined ? "TerminatingOrFailed" : "Failed",
    manualSelector: false,
  });
  return defaultFailurePolicy(filled);
};

const defaultFailurePolicy = (spec: JsonObject): JsonObject =>
  change(spec, "podFailurePolicy", (policy) =>
    changeEach(policy, "rules", (rule) =>
      changeEach(rule, "onPodConditions", (pattern) => (pattern["status"] ? pattern : set(pattern, "status", "True"))),
    ),
  );

export const defaultCronJob = (cronJob: JsonObject): JsonObject =>
  change(cronJob, "spec", (spec) =>
    change(
      fill(spec, {
        concurrencyPolicy: "Allow",
        suspend: false,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
      }),
      "jobTemplate",
      (template) =>
        change(template, "spec", (jobSpec) => defaultFailurePolicy(change(jobSpec, "template", defaultPodTemplate))),
    ),
  );
