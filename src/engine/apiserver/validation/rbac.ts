// Models pkg/apis/rbac/validation/validation.go (v1.36).
import { deepEqual, isJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { toInternal } from "#api/schema/internal";
import { listOf, objectOf, objectsOf, textOf } from "../json-object.ts";
import { checkName } from "./basics.ts";
import { invalid, NONE, notSupported, required, type Errors, type FieldError } from "./field-error.ts";
import { validateLabelSelector } from "./labels.ts";
import { isDns1123Subdomain, isPathSegmentName } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";

const GROUP = "rbac.authorization.k8s.io";

const meta = (object: JsonObject, isNamespaced: boolean): Errors =>
  validateMeta(object, { name: isPathSegmentName, isNamespaced });

export const validateRole = (role: JsonObject): Errors => [
  ...meta(role, true),
  ...objectsOf(role["rules"]).flatMap((rule, i) => validateRule(rule, `rules[${i}]`, true)),
];

export const validateClusterRole = (role: JsonObject): Errors => {
  const aggregation = role["aggregationRule"];
  const selectors = objectsOf(objectOf(aggregation)["clusterRoleSelectors"]);
  const path = "aggregationRule.clusterRoleSelectors";
  const words = "at least one clusterRoleSelector required if aggregationRule is non-nil";
  return [
    ...meta(role, false),
    ...objectsOf(role["rules"]).flatMap((rule, i) => validateRule(rule, `rules[${i}]`, false)),
    ...(isJsonObject(aggregation) && selectors.length === 0 ? [required(path, words)] : NONE),
    ...selectors.flatMap((selector, i) => {
      const errors = validateLabelSelector(selector, `${path}[${i}]`);
      // A selector that is none shows as none.
      return errors.length === 0 ? errors : [...errors, invalid(`${path}[${i}]`, null, "invalid label selector.")];
    }),
  ];
};

const validateRule = (rule: JsonObject, path: string, isNamespaced: boolean): Errors => {
  const count = (key: string): number => listOf(rule[key]).length;
  const urls = rule["nonResourceURLs"] ?? null;
  const here = `${path}.nonResourceURLs`;
  const errors: FieldError[] = [];
  if (count("verbs") === 0) errors.push(required(`${path}.verbs`, "verbs must contain at least one value"));
  if (count("nonResourceURLs") > 0) {
    if (isNamespaced) errors.push(invalid(here, urls, "namespaced rules cannot apply to non-resource URLs"));
    if (count("apiGroups") + count("resources") + count("resourceNames") > 0) {
      errors.push(invalid(here, urls, "rules cannot apply to both regular resources and non-resource URLs"));
    }
    return errors;
  }
  if (count("apiGroups") === 0) {
    errors.push(required(`${path}.apiGroups`, "resource rules must supply at least one api group"));
  }
  return count("resources") === 0
    ? [...errors, required(`${path}.resources`, "resource rules must supply at least one resource")]
    : errors;
};

const validateBinding = (binding: JsonObject, isNamespaced: boolean): Errors => {
  const reference = objectOf(binding["roleRef"]);
  const [group, kind, name] = ["apiGroup", "kind", "name"].map((key) => textOf(reference[key])) as [
    string,
    string,
    string,
  ];
  const kinds = isNamespaced ? ["Role", "ClusterRole"] : ["ClusterRole"];
  return [
    ...meta(binding, isNamespaced),
    ...(group === GROUP ? NONE : [notSupported("roleRef.apiGroup", group, [GROUP])]),
    ...(kinds.includes(kind) ? NONE : [notSupported("roleRef.kind", kind, kinds)]),
    ...(name === "" ? [required("roleRef.name")] : checkName(name, "roleRef.name", isPathSegmentName)),
    ...objectsOf(binding["subjects"]).flatMap((subject, i) => validateSubject(subject, `subjects[${i}]`, isNamespaced)),
  ];
};

const validateSubject = (subject: JsonObject, path: string, isNamespaced: boolean): Errors => {
  const [name, kind, group, namespace] = ["name", "kind", "apiGroup", "namespace"].map((key) =>
    textOf(subject[key]),
  ) as [string, string, string, string];
  const errors: FieldError[] = name === "" ? [required(`${path}.name`)] : [];
  if (kind === "User" || kind === "Group") {
    return group === GROUP ? errors : [...errors, notSupported(`${path}.apiGroup`, group, [GROUP])];
  }
  if (kind !== "ServiceAccount") {
    return [...errors, notSupported(`${path}.kind`, kind, ["ServiceAccount", "User", "Group"])];
  }
  if (name !== "") errors.push(...checkName(name, `${path}.name`, isDns1123Subdomain));
  if (group !== "") errors.push(notSupported(`${path}.apiGroup`, group, [""]));
  return !isNamespaced && namespace === "" ? [...errors, required(`${path}.namespace`)] : errors;
};

export const validateRoleBinding = (binding: JsonObject): Errors => validateBinding(binding, true);
export const validateClusterRoleBinding = (binding: JsonObject): Errors => validateBinding(binding, false);

/** An object as it is, then against what it was; a binding cannot be turned to another role. */
export const asUpdate =
  (validate: (object: JsonObject) => Errors) =>
  (object: JsonObject, old: JsonObject): Errors => [
    ...validate(object),
    ...validateMetaUpdate(object, old),
    ...(deepEqual(object["roleRef"], old["roleRef"])
      ? NONE
      : [invalid("roleRef", toInternal("RoleRef", objectOf(object["roleRef"])), "cannot change roleRef")]),
  ];
