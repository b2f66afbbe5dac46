// Models persistent volume claims of pkg/apis/core/validation/validation.go (v1.36).
import { deepEqual, isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { compareQuantities, signOf } from "#api/quantity";
import { toInternal } from "#api/schema/internal";
import { at, listOf, objectOf, set, textOf } from "../json-object.ts";
import { checkName, immutable, quantityIn } from "./basics.ts";
import { forbidden, invalid, NONE, notSupported, required, type Errors, type FieldError } from "./field-error.ts";
import { diffGo } from "./go-diff.ts";
import { validateLabelSelector } from "./labels.ts";
import { isDns1123Label, isDns1123Subdomain } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";
import { validateAmount } from "./resources.ts";

const ACCESS_MODES: readonly string[] = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
const VOLUME_MODES: readonly string[] = ["Block", "Filesystem"];

export const validateAccessModes = (modes: readonly Json[], path: string): Errors => {
  const errors = modes
    .filter((mode) => !ACCESS_MODES.includes(textOf(mode)))
    .map((mode): FieldError => notSupported(path, mode, ACCESS_MODES));
  const isMixed =
    modes.includes("ReadWriteOncePod") &&
    modes.some((mode) => mode !== "ReadWriteOncePod" && ACCESS_MODES.includes(textOf(mode)));
  return isMixed ? [...errors, forbidden(path, "may not use ReadWriteOncePod with other access modes")] : errors;
};

export const validateVolumeMode = (mode: Json | undefined, path: string): Errors =>
  typeof mode === "string" && !VOLUME_MODES.includes(mode) ? [notSupported(path, mode, VOLUME_MODES)] : NONE;

export const validateClaim = (claim: JsonObject): Errors => [
  ...validateMeta(claim, { name: isDns1123Subdomain, isNamespaced: true }),
  ...validateClaimSpec(objectOf(claim["spec"]), "spec"),
];

export const validateClaimSpec = (spec: JsonObject, path: string): Errors => {
  const modes = listOf(spec["accessModes"]);
  const errors: FieldError[] = [];
  if (modes.length === 0) errors.push(required(`${path}.accessModes`, "at least 1 access mode is required"));
  errors.push(...validateLabelSelector(spec["selector"], `${path}.selector`));
  errors.push(...validateAccessModes(modes, `${path}.accessModes`));
  errors.push(...validateStorage(at(spec, "resources", "requests", "storage"), `${path}.resources[storage]`));
  const className = textOf(spec["storageClassName"]);
  if (className !== "") errors.push(...checkName(className, `${path}.storageClassName`, isDns1123Subdomain));
  errors.push(...validateVolumeMode(spec["volumeMode"], `${path}.volumeMode`));
  for (const key of ["dataSource", "dataSourceRef"]) {
    if (isJsonObject(spec[key])) errors.push(...validateDataSource(spec[key], `${path}.${key}`));
  }
  errors.push(...validateDataSources(spec, path));
  const attributes = textOf(spec["volumeAttributesClassName"]);
  if (attributes !== "") errors.push(...checkName(attributes, `${path}.volumeAttributesClassName`, isDns1123Subdomain));
  return errors;
};

const validateStorage = (storage: Json | undefined, path: string): Errors => {
  if (storage === undefined) return [required(path)];
  if (signOf(quantityIn(storage)) <= 0) return [invalid(path, storage, "must be greater than zero")];
  return validateAmount("storage", storage, path);
};

const validateDataSource = (source: JsonObject, path: string): Errors => {
  const errors: FieldError[] = [];
  const [name, kind, group] = [textOf(source["name"]), textOf(source["kind"]), textOf(source["apiGroup"])];
  if (name === "") errors.push(required(`${path}.name`));
  if (kind === "") errors.push(required(`${path}.kind`));
  if (group === "" && kind !== "PersistentVolumeClaim") {
    errors.push(invalid(path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup"));
  }
  if (group !== "") errors.push(...checkName(group, `${path}.apiGroup`, isDns1123Subdomain));
  const namespace = textOf(source["namespace"]);
  if (namespace !== "") errors.push(...checkName(namespace, `${path}.namespace`, isDns1123Label));
  return errors;
};

const validateDataSources = (spec: JsonObject, path: string): Errors => {
  const { dataSource, dataSourceRef } = spec;
  if (!isJsonObject(dataSource) || !isJsonObject(dataSourceRef)) return NONE;
  if (textOf(dataSourceRef["namespace"]) !== "") {
    return [invalid(path, {}, "may not be specified when dataSourceRef.namespace is specified")];
  }
  const isSame = ["apiGroup", "kind", "name"].every((key) => dataSource[key] === dataSourceRef[key]);
  return isSame ? NONE : [invalid(path, {}, "must match dataSourceRef")];
};

const BETA_CLASS = "volume.beta.kubernetes.io/storage-class";

const beta = (object: JsonObject): Json | undefined => at(object, "metadata", "annotations", BETA_CLASS);
const shown = (spec: JsonObject): Json => toInternal("PersistentVolumeClaimSpec", spec);

export const validateClaimUpdate = (claim: JsonObject, old: JsonObject): Errors => {
  const spec = objectOf(claim["spec"]);
  const before = objectOf(old["spec"]);
  const errors: FieldError[] = [...validateMetaUpdate(claim, old), ...validateClaim(claim)];
  const isUpgrade =
    beta(old) !== undefined && before["storageClassName"] === undefined && spec["storageClassName"] === beta(old);
  if (!isUpgrade && beta(claim) !== beta(old)) {
    errors.push(invalid(`metadata.annotations.${BETA_CLASS}`, beta(claim) ?? "", "field is immutable"));
  }
  const compared = settleClaim(spec, claim, before, isUpgrade);
  const original = before["volumeName"] ? before : set(before, "volumeName", spec["volumeName"]);
  if (!deepEqual(compared, original)) {
    const words =
      "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims";
    errors.push(forbidden("spec", `${words}\n${diffGo(shown(original), shown(compared))}`));
  }
  errors.push(...validateShrink(spec, before, old));
  return [...errors, ...immutable(spec["volumeMode"], before["volumeMode"], "volumeMode")];
};

/** The new spec with what may change set back to what it was. */
const settleClaim = (spec: JsonObject, claim: JsonObject, before: JsonObject, isUpgrade: boolean): JsonObject => {
  let result = spec;
  const isFromNil = spec["storageClassName"] !== undefined && before["storageClassName"] === undefined;
  if (isUpgrade || isFromNil) result = set(result, "storageClassName", undefined);
  if (at(claim, "status", "phase") !== "Bound") return result;
  const requests = objectOf(at(result, "resources", "requests"));
  const storage = at(before, "resources", "requests", "storage");
  if (storage !== undefined && Object.keys(requests).length > 0) {
    result = set(result, "resources", { ...objectOf(result["resources"]), requests: { ...requests, storage } });
  }
  return set(result, "volumeAttributesClassName", before["volumeAttributesClassName"]);
};

const validateShrink = (spec: JsonObject, before: JsonObject, old: JsonObject): Errors => {
  const path = "spec.resources.requests.storage";
  const size = quantityIn(at(spec, "resources", "requests", "storage"));
  if (compareQuantities(size, quantityIn(at(before, "resources", "requests", "storage"))) >= 0) return NONE;
  return compareQuantities(size, quantityIn(at(old, "status", "capacity", "storage"))) <= 0
    ? [forbidden(path, "field can not be less than status.capacity")]
    : NONE;
};
