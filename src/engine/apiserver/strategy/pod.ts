// Models pkg/registry/core/pod/strategy.go and pkg/apis/core/helper/qos (v1.36).
import type { Json, JsonObject } from "#api/meta";
import { compareQuantities, isZero, quantityOf, signOf } from "#api/quantity";
import { at, change, changeEach, listOf, objectOf, objectsOf, set, textOf } from "../json-object.ts";

/** What the creator sent of a status is dropped, except for the class: qos.GetPodQOS() believes one that is there. */
export const createdPodStatus = (pod: JsonObject): JsonObject => {
  const given = textOf(at(pod, "status", "qosClass"));
  const status = { phase: "Pending", qosClass: given || qosOf(objectOf(pod["spec"])) };
  if (listOf(at(pod, "spec", "schedulingGates")).length === 0) return status;
  const gated = {
    type: "PodScheduled",
    status: "False",
    lastProbeTime: null,
    lastTransitionTime: null,
    reason: "SchedulingGated",
    message: "Scheduling is blocked due to non-empty scheduling gates",
  };
  return { ...status, conditions: [gated] };
};

const COMPUTE: readonly string[] = ["cpu", "memory"];

const computeOf = (amounts: JsonObject): string[] =>
  COMPUTE.filter((name) => amounts[name] !== undefined && signOf(quantityOf(textOf(amounts[name]))) > 0);

/** Guaranteed if all containers (or the pod as a whole) limit cpu and memory and request just that; BestEffort if none says anything. */
const qosOf = (spec: JsonObject): string => {
  const own = objectOf(spec["resources"]);
  const holders =
    Object.keys(objectOf(own["requests"])).length > 0 || Object.keys(objectOf(own["limits"])).length > 0
      ? [spec]
      : [...objectsOf(spec["containers"]), ...objectsOf(spec["initContainers"])];
  let isBestEffort = true;
  let isGuaranteed = true;
  for (const holder of holders) {
    const requests = objectOf(at(holder, "resources", "requests"));
    const limits = objectOf(at(holder, "resources", "limits"));
    if (computeOf(requests).length > 0 || computeOf(limits).length > 0) isBestEffort = false;
    const isFull =
      computeOf(limits).length === COMPUTE.length &&
      COMPUTE.every((name) => {
        const request = requests[name] === undefined ? undefined : quantityOf(textOf(requests[name]));
        return !request || isZero(request) || compareQuantities(request, quantityOf(textOf(limits[name]))) === 0;
      });
    if (!isFull) isGuaranteed = false;
  }
  return isBestEffort ? "BestEffort" : isGuaranteed ? "Guaranteed" : "Burstable";
};

/** matchLabelKeys and mismatchLabelKeys become requirements with the pod's own values. */
export const mergeLabelKeys = (pod: JsonObject): JsonObject => {
  const labels = objectOf(at(pod, "metadata", "labels"));
  const merge = (term: JsonObject): JsonObject => withLabelKeys(term, labels);
  return change(pod, "spec", (spec) =>
    changeEach(
      change(spec, "affinity", (affinity) =>
        ["podAffinity", "podAntiAffinity"].reduce(
          (result, key) =>
            change(result, key, (kind) =>
              changeEach(
                changeEach(kind, "preferredDuringSchedulingIgnoredDuringExecution", (w) =>
                  change(w, "podAffinityTerm", merge),
                ),
                "requiredDuringSchedulingIgnoredDuringExecution",
                merge,
              ),
            ),
          affinity,
        ),
      ),
      "topologySpreadConstraints",
      merge,
    ),
  );
};

const withLabelKeys = (term: JsonObject, labels: JsonObject): JsonObject =>
  change(term, "labelSelector", (selector) => {
    const requirements = [
      ...requirementsOf(term["matchLabelKeys"], "In", labels),
      ...requirementsOf(term["mismatchLabelKeys"], "NotIn", labels),
    ];
    if (requirements.length === 0) return selector;
    return set(selector, "matchExpressions", [...listOf(selector["matchExpressions"]), ...requirements]);
  });

const requirementsOf = (keys: Json | undefined, operator: string, labels: JsonObject): JsonObject[] =>
  listOf(keys)
    .filter((key) => labels[textOf(key)] !== undefined)
    .map((key) => ({ key, operator, values: [labels[textOf(key)] as Json] }));
