// Models pkg/apis/autoscaling/validation/validation.go (v1.36).
import { isJsonObject, own } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { signOf } from "#api/quantity";
import { at, numberOf, objectOf, objectsOf, optionalNumber, textOf } from "../json-object.ts";
import { checkName, isNegative, quantityIn } from "./basics.ts";
import { forbidden, invalid, NONE, notSupported, required, type Errors, type FieldError } from "./field-error.ts";
import { isDns1123Label, isDns1123Subdomain, isPathSegmentName } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";
import { validateContainerResourceName } from "./resources.ts";

export const validateHorizontalPodAutoscaler = (autoscaler: JsonObject): Errors => [
  ...validateMeta(autoscaler, { name: isDns1123Subdomain, isNamespaced: true }),
  ...validateSpec(objectOf(autoscaler["spec"]), { lowest: 1, target: groupRuleOf(autoscaler) }),
];

/** Whether a reference must name an API group, may leave it out, or is not looked at. */
type GroupRule = "required" | "optional" | "unchecked";

interface Rules {
  readonly lowest: number;
  readonly target: GroupRule;
}

/** Of the core group, only replication controllers can be scaled. */
const groupRuleOf = (autoscaler: JsonObject): GroupRule =>
  at(autoscaler, "spec", "scaleTargetRef", "kind") === "ReplicationController" ? "optional" : "required";

/** One that scales to zero already may go on to, and a target that stays is not looked at again. */
export const validateHorizontalPodAutoscalerUpdate = (autoscaler: JsonObject, old: JsonObject): Errors => {
  const isSameTarget = ["apiVersion", "kind"].every(
    (key) => at(autoscaler, "spec", "scaleTargetRef", key) === at(old, "spec", "scaleTargetRef", key),
  );
  const rules: Rules = {
    lowest: at(old, "spec", "minReplicas") === 0 ? 0 : 1,
    target: isSameTarget ? "unchecked" : groupRuleOf(autoscaler),
  };
  return [...validateMetaUpdate(autoscaler, old), ...validateSpec(objectOf(autoscaler["spec"]), rules)];
};

const validateSpec = (spec: JsonObject, { lowest, target }: Rules): Errors => {
  const min = optionalNumber(spec["minReplicas"]);
  const max = numberOf(spec["maxReplicas"]);
  const errors: FieldError[] = [];
  if (min !== undefined && min < lowest) {
    errors.push(invalid("spec.minReplicas", min, `must be greater than or equal to ${lowest}`));
  }
  if (max === 0) errors.push(required("spec.maxReplicas", "must be set and greater than 0"));
  else if (max < 0) errors.push(invalid("spec.maxReplicas", max, "must be greater than or equal to 1"));
  if (min !== undefined && max < min) {
    errors.push(invalid("spec.maxReplicas", max, "must be greater than or equal to `minReplicas`"));
  }
  const metrics = objectsOf(spec["metrics"]);
  errors.push(...validateReference(objectOf(spec["scaleTargetRef"]), "spec.scaleTargetRef", target));
  errors.push(...metrics.flatMap((metric, i) => validateMetric(metric, `spec.metrics[${i}]`)));
  if (min === 0 && !metrics.some(({ type }) => type === "Object" || type === "External")) {
    const detail = "must specify at least one Object or External metric to support scaling to zero replicas";
    errors.push(forbidden("spec.metrics", detail));
  }
  const behavior = objectOf(spec["behavior"]);
  return [
    ...errors,
    ...["scaleUp", "scaleDown"].flatMap((key) => validateRules(behavior[key], `spec.behavior.${key}`)),
  ];
};

const validateReference = (reference: JsonObject, path: string, rule: GroupRule): Errors => {
  const errors: FieldError[] = [];
  for (const key of ["kind", "name"]) {
    const text = textOf(reference[key]);
    errors.push(...(text === "" ? [required(`${path}.${key}`)] : checkName(text, `${path}.${key}`, isPathSegmentName)));
  }
  const apiVersion = textOf(reference["apiVersion"]);
  const here = `${path}.apiVersion`;
  if (rule === "unchecked") return errors;
  if (apiVersion.split("/").length > 2) {
    errors.push(invalid(here, apiVersion, `unexpected GroupVersion string: ${apiVersion}`));
  } else if (apiVersion.indexOf("/") < 1 && rule === "required") {
    errors.push(invalid(here, apiVersion, "apiVersion must specify API group"));
  }
  return errors;
};

const SELECT: readonly string[] = ["Disabled", "Max", "Min"];
const POLICY_TYPES: readonly string[] = ["Percent", "Pods"];
const MAX_WINDOW = 3600;
const MAX_PERIOD = 1800;

const validateRules = (rules: Json | undefined, path: string): Errors => {
  if (!isJsonObject(rules)) return NONE;
  const window = optionalNumber(rules["stabilizationWindowSeconds"]);
  const select = rules["selectPolicy"];
  const policies = objectsOf(rules["policies"]);
  const here = `${path}.stabilizationWindowSeconds`;
  const errors: FieldError[] = [];
  if (window !== undefined && window < 0) errors.push(invalid(here, window, "must be greater than or equal to zero"));
  if (window !== undefined && window > MAX_WINDOW) {
    errors.push(invalid(here, window, `must be less than or equal to ${MAX_WINDOW}`));
  }
  if (typeof select === "string" && !SELECT.includes(select)) {
    errors.push(notSupported(`${path}.selectPolicy`, select, SELECT));
  }
  if (policies.length === 0) errors.push(required(`${path}.policies`, "must specify at least one Policy"));
  errors.push(...policies.flatMap((policy, i) => validatePolicy(policy, `${path}.policies[${i}]`)));
  if (isNegative(rules["tolerance"])) {
    errors.push(invalid(`${path}.tolerance`, rules["tolerance"], "must be greater than or equal to 0"));
  }
  return errors;
};

const validatePolicy = (policy: JsonObject, path: string): Errors => {
  const type = textOf(policy["type"]);
  const [value, period] = [numberOf(policy["value"]), numberOf(policy["periodSeconds"])];
  const errors: FieldError[] = [];
  if (!POLICY_TYPES.includes(type)) errors.push(notSupported(`${path}.type`, type, POLICY_TYPES));
  if (value <= 0) errors.push(invalid(`${path}.value`, value, "must be greater than zero"));
  if (period <= 0) errors.push(invalid(`${path}.periodSeconds`, period, "must be greater than zero"));
  if (period > MAX_PERIOD) {
    errors.push(invalid(`${path}.periodSeconds`, period, `must be less than or equal to ${MAX_PERIOD}`));
  }
  return errors;
};

const SOURCES: { readonly [type: string]: string } = {
  Object: "object",
  External: "external",
  Pods: "pods",
  Resource: "resource",
  ContainerResource: "containerResource",
};
const TYPES: readonly string[] = ["ContainerResource", "External", "Object", "Pods", "Resource"];

const validateMetric = (metric: JsonObject, path: string): Errors => {
  const type = textOf(metric["type"]);
  const errors: FieldError[] = [];
  if (type === "") errors.push(required(`${path}.type`, "must specify a metric source type"));
  const isKnown = TYPES.includes(type);
  if (!isKnown) errors.push(notSupported(`${path}.type`, type, TYPES));
  const given = Object.values(SOURCES).filter((key) => isJsonObject(metric[key]));
  const first = given[0];
  if (first !== undefined) errors.push(...(CHECKS[first]?.(objectOf(metric[first]), `${path}.${first}`) ?? NONE));
  const expected = own(SOURCES, type);
  if (expected !== undefined && !given.includes(expected)) {
    errors.push(required(`${path}.${expected}`, "must populate information for the given metric source"));
  }
  if (!isKnown) errors.push(notSupported(`${path}.type`, type, TYPES));
  if (given.length !== 1) {
    for (const key of given.filter((other) => other !== expected)) {
      errors.push(forbidden(`${path}.${key}`, "must populate the given metric source only"));
    }
  }
  return errors;
};

type SourceCheck = (source: JsonObject, path: string) => Errors;

const targetOf = (source: JsonObject): JsonObject => objectOf(source["target"]);

const withMetric = (source: JsonObject, path: string): FieldError[] => [
  ...validateIdentifier(objectOf(source["metric"]), `${path}.metric`),
  ...validateTarget(targetOf(source), `${path}.target`),
];

const validateObject: SourceCheck = (source, path) => {
  const { value, averageValue } = targetOf(source);
  const errors = [
    ...validateReference(objectOf(source["describedObject"]), `${path}.describedObject`, "optional"),
    ...withMetric(source, path),
  ];
  return value === undefined && averageValue === undefined
    ? [...errors, required(`${path}.target.averageValue`, "must set either a target value or averageValue")]
    : errors;
};

const validateExternal: SourceCheck = (source, path) => {
  const { value, averageValue } = targetOf(source);
  const errors = withMetric(source, path);
  if (value === undefined && averageValue === undefined) {
    const detail = "must set either a target value for metric or a per-pod target";
    errors.push(required(`${path}.target.averageValue`, detail));
  }
  if (value !== undefined && averageValue !== undefined) {
    errors.push(forbidden(`${path}.target.value`, "may not set both a target value for metric and a per-pod target"));
  }
  return errors;
};

const validatePods: SourceCheck = (source, path) => {
  const errors = withMetric(source, path);
  return targetOf(source)["averageValue"] === undefined
    ? [...errors, required(`${path}.target.averageValue`, "must specify a positive target averageValue")]
    : errors;
};

const validateResourceTarget = (source: JsonObject, path: string): Errors => {
  const { averageUtilization, averageValue } = targetOf(source);
  const errors: FieldError[] = [...validateTarget(targetOf(source), `${path}.target`)];
  if (averageUtilization === undefined && averageValue === undefined) {
    const detail = "must set either a target raw value or a target utilization";
    errors.push(required(`${path}.target.averageUtilization`, detail));
  }
  if (averageUtilization !== undefined && averageValue !== undefined) {
    const detail = "may not set both a target raw value and a target utilization";
    errors.push(forbidden(`${path}.target.averageValue`, detail));
  }
  return errors;
};

const validateResource: SourceCheck = (source, path) => [
  ...(textOf(source["name"]) === "" ? [required(`${path}.name`, "must specify a resource name")] : NONE),
  ...validateResourceTarget(source, path),
];

const validateContainerResource: SourceCheck = (source, path) => {
  const [name, container] = [textOf(source["name"]), textOf(source["container"])];
  return [
    ...(name === ""
      ? [required(`${path}.name`, "must specify a resource name")]
      : validateContainerResourceName(name, `${path}.name`)),
    ...(container === ""
      ? [required(`${path}.container`, "must specify a container")]
      : checkName(container, `${path}.container`, isDns1123Label)),
    ...validateResourceTarget(source, path),
  ];
};

const CHECKS: { readonly [source: string]: SourceCheck } = {
  object: validateObject,
  external: validateExternal,
  pods: validatePods,
  resource: validateResource,
  containerResource: validateContainerResource,
};

const TARGET_TYPES: readonly string[] = ["Utilization", "Value", "AverageValue"];

const validateTarget = (target: JsonObject, path: string): Errors => {
  const type = textOf(target["type"]);
  const errors: FieldError[] = [];
  if (type === "") errors.push(required(`${path}.type`, "must specify a metric target type"));
  if (!TARGET_TYPES.includes(type)) {
    errors.push(invalid(`${path}.type`, type, "must be either Utilization, Value, or AverageValue"));
  }
  for (const key of ["value", "averageValue"]) {
    const amount = target[key];
    if (amount !== undefined && signOf(quantityIn(amount)) !== 1) {
      errors.push(invalid(`${path}.${key}`, amount, "must be positive"));
    }
  }
  const utilization = optionalNumber(target["averageUtilization"]);
  return utilization !== undefined && utilization < 1
    ? [...errors, invalid(`${path}.averageUtilization`, utilization, "must be greater than 0")]
    : errors;
};

const validateIdentifier = (identifier: JsonObject, path: string): Errors => {
  const name = textOf(identifier["name"]);
  return name === ""
    ? [required(`${path}.name`, "must specify a metric name")]
    : checkName(name, `${path}.name`, isPathSegmentName);
};
