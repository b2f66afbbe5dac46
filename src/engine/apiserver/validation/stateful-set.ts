// Models stateful sets of pkg/apis/apps/validation/validation.go (v1.36).
import { deepEqual, isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { toInternal } from "#api/schema/internal";
import { objectOf, objectsOf, set, textOf } from "../json-object.ts";
import { atMost100Percent, checkName, intOrPercent, intOrPercentValue, nonNegative } from "./basics.ts";
import { forbidden, invalid, NONE, notSupported, required, type Errors } from "./field-error.ts";
import {
  isEmptySelector,
  isUsableSelector,
  selectorValue,
  validateAnnotations,
  validateLabels,
  validateSelectorMatches,
} from "./labels.ts";
import { isDns1123Label } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";
import { validateClaimSpec } from "./persistent-volume-claim.ts";
import { validatePodAnnotations } from "./pod-annotations.ts";
import { validatePodTemplate } from "./pod.ts";
import type { SecurityOptions } from "./security-context.ts";
import { validateAlways, validateSelector } from "./workloads.ts";

export const validateStatefulSet = (statefulSet: JsonObject, options: SecurityOptions): Errors => [
  ...validateMeta(statefulSet, { name: isDns1123Label, isNamespaced: true }),
  ...validateSpec(objectOf(statefulSet["spec"]), options, CREATE),
];

interface Skips {
  /** Names and claims cannot change, so what was stored with an error in it may stay. */
  readonly isUpdate: boolean;
  readonly skipsTemplate: boolean;
}

const CREATE: Skips = { isUpdate: false, skipsTemplate: false };

const validateSpec = (spec: JsonObject, options: SecurityOptions, skips: Skips): Errors => {
  const serviceName = textOf(spec["serviceName"]);
  const { selector } = spec;
  const template = objectOf(spec["template"]);
  return [
    ...validateManagement(textOf(spec["podManagementPolicy"]), "spec.podManagementPolicy"),
    ...validateUpdateStrategy(objectOf(spec["updateStrategy"]), "spec.updateStrategy"),
    ...validateRetention(spec["persistentVolumeClaimRetentionPolicy"], "spec.persistentVolumeClaimRetentionPolicy"),
    ...(skips.isUpdate
      ? NONE
      : objectsOf(spec["volumeClaimTemplates"]).flatMap((claim, i) =>
          validateClaimSpec(objectOf(claim["spec"]), `spec.volumeClaimTemplates[${i}].spec`),
        )),
    ...nonNegative(spec["replicas"], "spec.replicas"),
    ...nonNegative(spec["minReadySeconds"], "spec.minReadySeconds"),
    ...nonNegative(objectOf(spec["ordinals"])["start"], "spec.ordinals.start"),
    ...(!skips.isUpdate && serviceName !== "" ? checkName(serviceName, "spec.serviceName", isDns1123Label) : NONE),
    ...validateSelector(selector, "statefulset"),
    ...(isJsonObject(selector) && !isUsableSelector(selector)
      ? [invalid("spec.selector", selectorValue(selector), "")]
      : validateTemplate(spec, template, options, skips)),
    ...validateAlways(template, "spec.template", "StatefulSet"),
  ];
};

const validateTemplate = (spec: JsonObject, template: JsonObject, options: SecurityOptions, skips: Skips): Errors => {
  const path = "spec.template";
  const { selector } = spec;
  const metadata = objectOf(template["metadata"]);
  return [
    ...(isJsonObject(selector) && isEmptySelector(selector) ? NONE : validateSelectorMatches(selector, template, path)),
    ...(skips.skipsTemplate ? NONE : validatePodTemplate(withClaims(spec, template), path, options)),
    ...validateLabels(metadata["labels"], `${path}.labels`),
    ...validateAnnotations(metadata["annotations"], `${path}.annotations`),
    ...validatePodAnnotations(metadata["annotations"], objectOf(template["spec"]), `${path}.annotations`),
  ];
};

const merged = new WeakMap<JsonObject, JsonObject>();

/** The pod as it will be: with a volume for each claim, and named by the controller. */
const withClaims = (spec: JsonObject, template: JsonObject): JsonObject => {
  const claims = objectsOf(spec["volumeClaimTemplates"]);
  const pod = objectOf(template["spec"]);
  if (claims.length === 0 && !pod["subdomain"] && !pod["hostname"]) return template;
  const known = merged.get(spec);
  if (known) return known;
  const names = claims.map((claim) => textOf(objectOf(claim["metadata"])["name"]));
  const fromClaims = [...new Set(names)].map((name) => ({ name, persistentVolumeClaim: { claimName: name } }));
  const others = objectsOf(pod["volumes"]).filter((volume) => !names.includes(textOf(volume["name"])));
  const volumes: readonly Json[] = claims.length > 0 ? [...fromClaims, ...others] : objectsOf(pod["volumes"]);
  const named = set(set(pod, "subdomain", undefined), "hostname", undefined);
  const result = set(template, "spec", volumes.length > 0 ? set(named, "volumes", volumes) : named);
  merged.set(spec, result);
  return result;
};

const validateManagement = (policy: string, path: string): Errors => {
  if (policy === "") return [required(path)];
  return policy === "OrderedReady" || policy === "Parallel"
    ? NONE
    : [invalid(path, policy, "must be 'OrderedReady' or 'Parallel'")];
};

const validateUpdateStrategy = (strategy: JsonObject, path: string): Errors => {
  const type = textOf(strategy["type"]);
  const rollingUpdate = strategy["rollingUpdate"];
  const shown = (): JsonObject => toInternal("StatefulSetUpdateStrategy", strategy);
  if (type === "") return [required(path)];
  if (type !== "OnDelete" && type !== "RollingUpdate") {
    return [invalid(path, shown(), "must be 'RollingUpdate' or 'OnDelete'")];
  }
  if (!isJsonObject(rollingUpdate)) return NONE;
  const here = `${path}.rollingUpdate`;
  if (type === "OnDelete") {
    return [invalid(here, shown()["RollingUpdate"], "only allowed for updateStrategy 'RollingUpdate'")];
  }
  const { maxUnavailable } = rollingUpdate;
  return [
    ...nonNegative(rollingUpdate["partition"], `${here}.partition`),
    ...(maxUnavailable === undefined ? NONE : validateMaxUnavailable(maxUnavailable, `${here}.maxUnavailable`)),
  ];
};

const validateMaxUnavailable = (value: Json, path: string): Errors => [
  ...intOrPercent(value, path),
  ...(intOrPercentValue(value) === 0 ? [invalid(path, value, "cannot be 0")] : NONE),
  ...atMost100Percent(value, path),
];

const validateRetention = (policy: Json | undefined, path: string): Errors =>
  ["whenDeleted", "whenScaled"].flatMap((key) => {
    const value = textOf(objectOf(policy)[key]);
    if (!isJsonObject(policy) || value === "Retain" || value === "Delete") return NONE;
    return [notSupported(`${path}.${key}`, value, ["Retain", "Delete"])];
  });

const MUTABLE: readonly string[] = [
  "replicas",
  "template",
  "updateStrategy",
  "minReadySeconds",
  "ordinals",
  "revisionHistoryLimit",
  "persistentVolumeClaimRetentionPolicy",
];

export const validateStatefulSetUpdate = (
  statefulSet: JsonObject,
  old: JsonObject,
  options: SecurityOptions,
): Errors => {
  const spec = objectOf(statefulSet["spec"]);
  const before = objectOf(old["spec"]);
  const wasInvalid = validateSpec(before, options, { isUpdate: true, skipsTemplate: false }).length > 0;
  const settled = MUTABLE.reduce((result, key) => set(result, key, before[key]), spec);
  return [
    ...validateMetaUpdate(statefulSet, old),
    ...validateSpec(spec, options, { isUpdate: true, skipsTemplate: wasInvalid }),
    ...(deepEqual(settled, before)
      ? NONE
      : [
          forbidden(
            "spec",
            "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
          ),
        ]),
  ];
};
