// Models where a pod may go: affinity, tolerations, spread constraints in pkg/apis/core/validation/validation.go (v1.36).
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { listOf, numberOf, objectOf, objectsOf, optionalNumber, textOf } from "../json-object.ts";
import { checkName, positive } from "./basics.ts";
import {
  duplicate,
  forbidden,
  invalid,
  NONE,
  notSupported,
  required,
  type Errors,
  type FieldError,
} from "./field-error.ts";
import { validateLabelSelector, validateOperator, validateValues } from "./labels.ts";
import { isDns1123Label, isDns1123Subdomain, isLabelValue, isQualifiedName } from "./names.ts";

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

export const validateAffinity = (affinity: Json | undefined, path: string): Errors => {
  if (!isJsonObject(affinity)) return NONE;
  return [
    ...validateNodeAffinity(affinity["nodeAffinity"], `${path}.nodeAffinity`),
    ...validatePodAffinity(affinity["podAffinity"], `${path}.podAffinity`),
    ...validatePodAffinity(affinity["podAntiAffinity"], `${path}.podAntiAffinity`),
  ];
};

const validateWeight = (term: JsonObject, path: string): Errors => {
  const weight = numberOf(term["weight"]);
  return weight <= 0 || weight > 100 ? [invalid(`${path}.weight`, weight, "must be in the range 1-100")] : NONE;
};

const validateNodeAffinity = (affinity: Json | undefined, path: string): Errors => {
  if (!isJsonObject(affinity)) return NONE;
  const hard = affinity[REQUIRED];
  return [
    ...(isJsonObject(hard) ? validateNodeSelector(hard, `${path}.${REQUIRED}`) : NONE),
    ...objectsOf(affinity[PREFERRED]).flatMap((term, i) => [
      ...validateWeight(term, `${path}.${PREFERRED}[${i}]`),
      ...validateNodeTerm(objectOf(term["preference"]), `${path}.${PREFERRED}[${i}].preference`, false),
    ]),
  ];
};

export const validateNodeSelector = (selector: JsonObject, path: string): Errors => {
  const here = `${path}.nodeSelectorTerms`;
  const terms = objectsOf(selector["nodeSelectorTerms"]);
  if (terms.length === 0) return [required(here, "must have at least one node selector term")];
  return terms.flatMap((term, i) => validateNodeTerm(term, `${here}[${i}]`, true));
};

/** Values of preferred terms are not checked: they warn. */
const validateNodeTerm = (term: JsonObject, path: string, checksValues: boolean): Errors => [
  ...objectsOf(term["matchExpressions"]).flatMap((requirement, i) =>
    validateNodeRequirement(requirement, `${path}.matchExpressions[${i}]`, checksValues),
  ),
  ...objectsOf(term["matchFields"]).flatMap((requirement, i) =>
    validateNodeField(requirement, `${path}.matchFields[${i}]`),
  ),
];

const validateNodeRequirement = (requirement: JsonObject, path: string, checksValues: boolean): Errors => [
  ...validateOperator(requirement, path, true),
  ...checkName(textOf(requirement["key"]), `${path}.key`, isQualifiedName),
  ...(checksValues ? validateValues(requirement, path) : NONE),
];

const validateNodeField = (requirement: JsonObject, path: string): Errors => {
  const operator = textOf(requirement["operator"]);
  const key = textOf(requirement["key"]);
  const values = listOf(requirement["values"]);
  const errors: FieldError[] = [];
  if (operator !== "In" && operator !== "NotIn") {
    errors.push(invalid(`${path}.operator`, operator, "not a valid selector operator"));
  } else if (values.length !== 1) {
    const detail = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
    errors.push(required(`${path}.values`, detail));
  }
  if (key !== "metadata.name") return [...errors, invalid(`${path}.key`, key, "not a valid field selector key")];
  return [...errors, ...values.flatMap((v, i) => checkName(textOf(v), `${path}.values[${i}]`, isDns1123Subdomain))];
};

const validatePodAffinity = (affinity: Json | undefined, path: string): Errors => {
  if (!isJsonObject(affinity)) return NONE;
  return [
    ...objectsOf(affinity[REQUIRED]).flatMap((term, i) => validatePodTerm(term, `${path}.${REQUIRED}[${i}]`)),
    ...objectsOf(affinity[PREFERRED]).flatMap((term, i) => [
      ...validateWeight(term, `${path}.${PREFERRED}[${i}]`),
      ...validatePodTerm(objectOf(term["podAffinityTerm"]), `${path}.${PREFERRED}[${i}].podAffinityTerm`),
    ]),
  ];
};

const validatePodTerm = (term: JsonObject, path: string): Errors => {
  const topologyKey = textOf(term["topologyKey"]);
  return [
    ...validateLabelSelector(term["labelSelector"], `${path}.labelSelector`),
    ...validateLabelSelector(term["namespaceSelector"], `${path}.namespaceSelector`),
    ...listOf(term["namespaces"]).flatMap((name) => checkName(textOf(name), `${path}.namespace`, isDns1123Label)),
    ...validateLabelKeys(term, path),
    ...(topologyKey === "" ? [required(`${path}.topologyKey`, "can not be empty")] : NONE),
    ...checkName(topologyKey, `${path}.topologyKey`, isQualifiedName),
  ];
};

/** matchLabelKeys and mismatchLabelKeys; a key that both the list and the selector name is said at the term's index, as upstream does. */
const validateLabelKeys = (term: JsonObject, path: string): Errors => {
  const selector = term["labelSelector"];
  const lists = ["matchLabelKeys", "mismatchLabelKeys"].map((name) => ({ name, keys: listOf(term[name]).map(textOf) }));
  const errors: FieldError[] = [];
  for (const { name, keys } of lists) {
    if (keys.length === 0) continue;
    if (!isJsonObject(selector))
      errors.push(forbidden(`${path}.${name}`, "must not be specified when labelSelector is not set"));
    else errors.push(...keys.flatMap((key, i) => checkName(key, `${path}.${name}[${i}]`, isQualifiedName)));
  }
  const [matched = [], mismatched = []] = lists.map(({ keys }) => keys);
  if (isJsonObject(selector)) {
    const selected = new Set(Object.keys(objectOf(selector["matchLabels"])));
    for (const expression of objectsOf(selector["matchExpressions"])) {
      const key = textOf(expression["key"]);
      const i = matched.lastIndexOf(key);
      if (i >= 0 && selected.has(key)) {
        errors.push(invalid(`${path}[${i}]`, key, "exists in both matchLabelKeys and labelSelector"));
      }
      selected.add(key);
    }
  }
  for (const [i, key] of matched.entries()) {
    if (!mismatched.includes(key)) continue;
    errors.push(invalid(`${path}.matchLabelKeys[${i}]`, key, "exists in both matchLabelKeys and mismatchLabelKeys"));
  }
  return errors;
};

const EFFECTS: readonly string[] = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

export const validateTaintEffect = (effect: Json | undefined, path: string, mayBeEmpty: boolean): Errors => {
  const text = textOf(effect);
  if (text === "") return mayBeEmpty ? NONE : [required(path)];
  return EFFECTS.includes(text) ? NONE : [notSupported(path, text, EFFECTS)];
};

export const validateTolerations = (tolerations: Json | undefined, path: string): Errors =>
  objectsOf(tolerations).flatMap((toleration, i) => validateToleration(toleration, `${path}[${i}]`));

const validateToleration = (toleration: JsonObject, path: string): Errors => {
  const [key, operator, value, effect] = ["key", "operator", "value", "effect"].map((k) => textOf(toleration[k]));
  const errors: FieldError[] = [];
  if (key) errors.push(...checkName(key, `${path}.key`, isQualifiedName));
  else if (operator !== "Exists") {
    const detail = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
    errors.push(invalid(`${path}.operator`, operator ?? "", detail));
  }
  if (toleration["tolerationSeconds"] !== undefined && effect !== "NoExecute") {
    const detail = "effect must be 'NoExecute' when `tolerationSeconds` is set";
    errors.push(invalid(`${path}.effect`, effect ?? "", detail));
  }
  errors.push(...validateTolerationOperator(operator ?? "", value ?? "", path));
  return [...errors, ...validateTaintEffect(effect, `${path}.effect`, true)];
};

const validateTolerationOperator = (operator: string, value: string, path: string): Errors => {
  const here = `${path}.operator`;
  if (operator === "Equal" || operator === "") {
    const messages = isLabelValue(value);
    return messages.length > 0 ? [invalid(here, value, messages.join(";"))] : NONE;
  }
  if (operator === "Exists") {
    return value === "" ? NONE : [invalid(here, value, "value must be empty when `operator` is 'Exists'")];
  }
  // Comparison operators are known, but their feature is off.
  const known = operator === "Lt" || operator === "Gt" ? ["Equal", "Exists", "Lt", "Gt"] : ["Equal", "Exists"];
  return [notSupported(here, operator, known)];
};

const ACTIONS: readonly string[] = ["DoNotSchedule", "ScheduleAnyway"];

export const validateSpread = (constraints: Json | undefined, path: string): Errors => {
  const all = objectsOf(constraints);
  return all.flatMap((constraint, i) => {
    const here = `${path}[${i}]`;
    const [key, action] = [textOf(constraint["topologyKey"]), textOf(constraint["whenUnsatisfiable"])];
    const isRepeated = all
      .slice(i + 1)
      .some((other) => textOf(other["topologyKey"]) === key && textOf(other["whenUnsatisfiable"]) === action);
    return [
      ...positive(numberOf(constraint["maxSkew"]), `${here}.maxSkew`),
      ...(key === "" ? [required(`${here}.topologyKey`, "can not be empty")] : NONE),
      ...(ACTIONS.includes(action) ? NONE : [notSupported(`${here}.whenUnsatisfiable`, action, ACTIONS)]),
      ...(isRepeated ? [duplicate(`${here}.{topologyKey, whenUnsatisfiable}`, `{${key}, ${action}}`)] : NONE),
      ...validateMinDomains(constraint, here, action),
      ...validateInclusion(constraint["nodeAffinityPolicy"], `${here}.nodeAffinityPolicy`),
      ...validateInclusion(constraint["nodeTaintsPolicy"], `${here}.nodeTaintsPolicy`),
      ...validateLabelKeys(constraint, here),
      ...validateLabelSelector(constraint["labelSelector"], `${here}.labelSelector`),
    ];
  });
};

const validateMinDomains = (constraint: JsonObject, path: string, action: string): Errors => {
  const minDomains = optionalNumber(constraint["minDomains"]);
  if (minDomains === undefined) return NONE;
  const here = `${path}.minDomains`;
  const detail = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`;
  return [...positive(minDomains, here), ...(action === "DoNotSchedule" ? NONE : [invalid(here, minDomains, detail)])];
};

const INCLUSION: readonly string[] = ["Honor", "Ignore"];

const validateInclusion = (policy: Json | undefined, path: string): Errors =>
  typeof policy === "string" && !INCLUSION.includes(policy) ? [notSupported(path, policy, INCLUSION)] : NONE;
