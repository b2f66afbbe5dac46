// Models nodes and namespaces of pkg/apis/core/validation/validation.go (v1.36).
import { deepEqual } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { toInternal } from "#api/schema/internal";
import { at, listOf, objectOf, objectsOf, textOf } from "../json-object.ts";
import { checkName } from "./basics.ts";
import { duplicate, forbidden, invalid, NONE, type Errors, type FieldError } from "./field-error.ts";
import { isDualStack, validateCidr } from "./ip.ts";
import { entriesOf } from "./labels.ts";
import { isDns1123Label, isDns1123Subdomain, isLabelValue, isQualifiedName } from "./names.ts";
import { validateKubeFinalizer, validateMeta, validateMetaUpdate } from "./object-meta.ts";
import { validateTaintEffect } from "./placement.ts";
import { validateAmount } from "./resources.ts";

/** Upstream says taints at the metadata. */
const TAINTS = "metadata.taints";

const validateTaints = (taints: Json | undefined): Errors => {
  const seen = new Set<string>();
  return objectsOf(taints).flatMap((taint, i) => {
    const path = `${TAINTS}[${i}]`;
    const [key, value, effect] = ["key", "value", "effect"].map((name) => textOf(taint[name])) as [
      string,
      string,
      string,
    ];
    const messages = isLabelValue(value);
    const errors: FieldError[] = [
      ...checkName(key, `${path}.key`, isQualifiedName),
      ...(messages.length > 0 ? [invalid(`${path}.value`, value, messages.join(";"))] : NONE),
      ...validateTaintEffect(effect, `${path}.effect`, false),
    ];
    const id = `${effect} ${key}`;
    if (seen.has(id))
      errors.push(duplicate(path, toInternal("Taint", taint), "taints must be unique by key and effect pair"));
    seen.add(id);
    return errors;
  });
};

const validateNodeResources = (node: JsonObject): Errors =>
  ["capacity", "allocatable"].flatMap((key) =>
    entriesOf(at(node, "status", key)).flatMap(([name, amount]) =>
      validateAmount(name, amount, `status.${key}.${name}`),
    ),
  );

export const validateNode = (node: JsonObject): Errors => {
  const cidrs = listOf(at(node, "spec", "podCIDRs")).map(textOf);
  const path = "spec.podCIDRs";
  const isOdd = cidrs.length > 1 && (!isDualStack(cidrs.map((cidr) => cidr.split("/")[0] ?? "")) || cidrs.length > 2);
  return [
    ...validateMeta(node, { name: isDns1123Subdomain, isNamespaced: false }),
    ...validateTaints(at(node, "spec", "taints")),
    ...validateNodeResources(node),
    ...cidrs.flatMap((cidr, i) => validateCidr(cidr, `${path}[${i}]`)),
    ...(isOdd ? [invalid(path, cidrs, "may specify no more than one CIDR for each IP family")] : NONE),
  ];
};

const fromEmpty = (field: string): string => `node updates may not change ${field} except from "" to valid`;

export const validateNodeUpdate = (node: JsonObject, old: JsonObject): Errors => {
  const spec = objectOf(node["spec"]);
  const before = objectOf(old["spec"]);
  const cidrs = listOf(spec["podCIDRs"]);
  const oldCidrs = listOf(before["podCIDRs"]);
  const errors: FieldError[] = [
    ...validateNode(node),
    ...validateMetaUpdate(node, old),
    ...validateNodeResources(node),
  ];
  errors.push(...validateAddresses(objectsOf(at(node, "status", "addresses"))));
  if (oldCidrs.length > 0) {
    const changed = cidrs.length === oldCidrs.length ? oldCidrs.filter((cidr, i) => cidr !== cidrs[i]).length : 1;
    for (let i = 0; i < changed; i++) errors.push(forbidden("spec.podCIDRs", fromEmpty("podCIDR")));
  }
  if (before["providerID"] && before["providerID"] !== spec["providerID"]) {
    errors.push(forbidden("spec.providerID", fromEmpty("providerID")));
  }
  errors.push(...validateTaints(spec["taints"]));
  return before["externalID"] === spec["externalID"]
    ? errors
    : [...errors, forbidden("spec.externalID", "may not be updated")];
};

const validateAddresses = (addresses: readonly JsonObject[]): Errors =>
  addresses.flatMap((address, i) =>
    addresses.slice(0, i).some((other) => deepEqual(other, address))
      ? [duplicate(`status.addresses[${i}]`, toInternal("NodeAddress", address))]
      : NONE,
  );

export const validateNamespace = (namespace: JsonObject): Errors => [
  ...validateMeta(namespace, { name: isDns1123Label, isNamespaced: false }),
  ...listOf(at(namespace, "spec", "finalizers")).flatMap((finalizer) => [
    ...checkName(textOf(finalizer), "spec.finalizers", isQualifiedName),
    ...validateKubeFinalizer(textOf(finalizer), "spec.finalizers"),
  ]),
];

export const validateNamespaceUpdate = (namespace: JsonObject, old: JsonObject): Errors => [
  ...validateNamespace(namespace),
  ...validateMetaUpdate(namespace, old),
];
