// Models generateSelectorIfNeeded of pkg/registry/batch/job/strategy.go (v1.36).
import type { JsonObject } from "#api/meta";
import { at, change, fill, objectOf, set, textOf } from "../json-object.ts";

const CONTROLLER_UID = "batch.kubernetes.io/controller-uid";

/** The pods of a job are those with its uid; so the object must have its uid by now. */
export const generateSelector = (job: JsonObject): JsonObject => {
  if (at(job, "spec", "manualSelector") === true) return job;
  const uid = textOf(at(job, "metadata", "uid"));
  const name = textOf(at(job, "metadata", "name"));
  const labels = {
    "job-name": name,
    "batch.kubernetes.io/job-name": name,
    "controller-uid": uid,
    [CONTROLLER_UID]: uid,
  };
  const shared = at(job, "metadata", "labels");
  const isShared = shared !== undefined && shared === at(job, "spec", "template", "metadata", "labels");
  const selected = change(job, "spec", (spec) => {
    const labelled = change(spec, "template", (template) => {
      const metadata = objectOf(template["metadata"]);
      return set(template, "metadata", set(metadata, "labels", fill(objectOf(metadata["labels"]), labels)));
    });
    const selector = objectOf(labelled["selector"]);
    const matchLabels = fill(objectOf(selector["matchLabels"]), { [CONTROLLER_UID]: uid });
    return set(labelled, "selector", set(selector, "matchLabels", matchLabels));
  });
  // Labels that a job has from its template by default are the template's own map in Go: what that gets, the job has too.
  return isShared
    ? change(selected, "metadata", (metadata) => set(metadata, "labels", fill(objectOf(shared), labels)))
    : selected;
};
