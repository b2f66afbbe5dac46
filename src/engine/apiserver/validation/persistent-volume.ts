// Models persistent volumes of pkg/apis/core/validation/validation.go and storage classes of pkg/apis/storage/validation (v1.36).
// Simplified: as in pods, sources of storage systems that the simulation has no machine for are not looked into.
import { deepEqual, isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { signOf, wholeValue } from "#api/quantity";
import { toInternal } from "#api/schema/internal";
import { listOf, objectOf, textOf } from "../json-object.ts";
import { checkName, immutable, quantityIn } from "./basics.ts";
import {
  forbidden,
  invalid,
  NONE,
  notSupported,
  required,
  tooLong,
  type Errors,
  type FieldError,
} from "./field-error.ts";
import { diffGo } from "./go-diff.ts";
import { entriesOf } from "./labels.ts";
import { isDns1123Label, isDns1123Subdomain, isQualifiedName } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";
import { validateAccessModes, validateVolumeMode } from "./persistent-volume-claim.ts";
import { validateNodeSelector } from "./placement.ts";
import { requireText, validateCsiDriver, validateHostPath, validateNfs, type SourceCheck } from "./volume-sources.ts";
import { withoutBacksteps } from "./basics.ts";

const validateCsi: SourceCheck = (source, path) => [
  ...validateCsiDriver(textOf(source["driver"]), `${path}.driver`),
  ...requireText(source, "volumeHandle", path),
  ...["controllerPublishSecretRef", "controllerExpandSecretRef", "nodePublishSecretRef", "nodeExpandSecretRef"].flatMap(
    (key) => (isJsonObject(source[key]) ? validateSecretReference(source[key], `${path}.${key}`) : NONE),
  ),
];

const validateSecretReference: SourceCheck = (reference, path) => {
  const [name, namespace] = [textOf(reference["name"]), textOf(reference["namespace"])];
  return [
    ...(name === "" ? [required(`${path}.name`)] : checkName(name, `${path}.name`, isDns1123Subdomain)),
    ...(namespace === "" ? [required(`${path}.namespace`)] : checkName(namespace, `${path}.namespace`, isDns1123Label)),
  ];
};

const validateLocal: SourceCheck = (source, path) =>
  textOf(source["path"]) === "" ? [required(`${path}.path`)] : withoutBacksteps(textOf(source["path"]), `${path}.path`);

const unchecked: SourceCheck = () => NONE;

/** In the order in which the API server looks for them. */
const SOURCES: readonly { readonly type: string; readonly said?: string; readonly check: SourceCheck }[] = [
  { type: "hostPath", check: validateHostPath },
  { type: "gcePersistentDisk", check: unchecked },
  { type: "awsElasticBlockStore", check: unchecked },
  { type: "glusterfs", check: unchecked },
  { type: "flocker", check: unchecked },
  { type: "nfs", check: validateNfs },
  { type: "rbd", check: unchecked },
  { type: "quobyte", check: unchecked },
  { type: "cephfs", said: "cephFS", check: unchecked },
  { type: "iscsi", check: unchecked },
  { type: "cinder", check: unchecked },
  { type: "fc", check: unchecked },
  { type: "flexVolume", check: unchecked },
  { type: "azureFile", check: unchecked },
  { type: "vsphereVolume", check: unchecked },
  { type: "photonPersistentDisk", check: unchecked },
  { type: "portworxVolume", check: unchecked },
  { type: "azureDisk", check: unchecked },
  { type: "scaleIO", check: unchecked },
  { type: "local", check: validateLocal },
  { type: "storageos", check: unchecked },
  { type: "csi", check: validateCsi },
];

const RECLAIM: readonly string[] = ["Delete", "Recycle", "Retain"];

export const validatePersistentVolume = (volume: JsonObject): Errors => {
  const spec = objectOf(volume["spec"]);
  const modes = listOf(spec["accessModes"]);
  const reclaim = textOf(spec["persistentVolumeReclaimPolicy"]);
  const className = textOf(spec["storageClassName"]);
  const attributes = spec["volumeAttributesClassName"];
  return [
    ...validateMeta(volume, { name: isDns1123Subdomain, isNamespaced: false }),
    ...(modes.length === 0 ? [required("spec.accessModes")] : NONE),
    ...validateAccessModes(modes, "spec.accessModes"),
    ...validateCapacity(spec["capacity"], "spec.capacity"),
    ...(reclaim !== "" && !RECLAIM.includes(reclaim)
      ? [notSupported("spec.persistentVolumeReclaimPolicy", reclaim, RECLAIM)]
      : NONE),
    ...validateNodeAffinity(spec["nodeAffinity"], "spec.nodeAffinity"),
    ...validateSource(spec),
    ...validateRecycle(spec, reclaim),
    ...(className === "" ? NONE : checkName(className, "spec.storageClassName", isDns1123Subdomain)),
    ...validateVolumeMode(spec["volumeMode"], "spec.volumeMode"),
    ...(typeof attributes === "string" ? validateAttributes(attributes, spec) : NONE),
  ];
};

const validateCapacity = (capacity: Json | undefined, path: string): Errors => {
  const entries = entriesOf(capacity);
  const isStorage = objectOf(capacity)["storage"] !== undefined;
  const errors: FieldError[] = entries.length === 0 ? [required(path)] : [];
  if (!isStorage || entries.length > 1) {
    errors.push(notSupported(path, isJsonObject(capacity) ? Object.fromEntries(entries) : null, ["storage"]));
  }
  for (const [name, amount] of entries) {
    const here = `${path}[${name}]`;
    const value = Number(wholeValue(quantityIn(amount)));
    if (value < 0) errors.push(invalid(here, value, "must be a valid resource quantity"));
    if (signOf(quantityIn(amount)) <= 0) errors.push(invalid(here, amount, "must be greater than zero"));
  }
  return errors;
};

const validateNodeAffinity = (affinity: Json | undefined, path: string): Errors => {
  if (!isJsonObject(affinity)) return NONE;
  return isJsonObject(affinity["required"])
    ? validateNodeSelector(affinity["required"], `${path}.required`)
    : [required(`${path}.required`, "must specify required node constraints")];
};

const validateSource = (spec: JsonObject): Errors => {
  const given = SOURCES.filter(({ type }) => isJsonObject(spec[type]));
  if (given.length === 0) return [required("spec", "must specify a volume type")];
  return given.flatMap(({ type, said = type, check }, i) => {
    if (i > 0) return [forbidden(`spec.${said}`, "may not specify more than 1 volume type")];
    const errors = check(objectOf(spec[type]), `spec.${type}`);
    return type === "local" && !isJsonObject(spec["nodeAffinity"])
      ? [...errors, required("spec.nodeAffinity", "Local volume requires node affinity")]
      : errors;
  });
};

const validateRecycle = (spec: JsonObject, reclaim: string): Errors => {
  const path = textOf(objectOf(spec["hostPath"])["path"]);
  const isRoot = path !== "" && /^\/+$/.test(path.replaceAll(/\/\.(?=\/|$)/g, ""));
  return isRoot && reclaim === "Recycle"
    ? [forbidden("spec.persistentVolumeReclaimPolicy", "may not be 'recycle' for a hostPath mount of '/'")]
    : NONE;
};

const validateAttributes = (name: string, spec: JsonObject): Errors => {
  const path = "spec.volumeAttributesClassName";
  return [
    ...(name === "" ? [required(path, "an empty string is disallowed")] : checkName(name, path, isDns1123Subdomain)),
    ...(isJsonObject(spec["csi"])
      ? NONE
      : [required("spec.csi", "has to be specified when using volumeAttributesClassName")]),
  ];
};

const sourceOf = (volume: JsonObject): JsonObject => {
  const spec = objectOf(volume["spec"]);
  const given = SOURCES.filter(({ type }) => isJsonObject(spec[type])).map(
    ({ type }) => [type, spec[type] as Json] as const,
  );
  return Object.fromEntries(given);
};

const shownSource = (source: JsonObject): Json => toInternal("PersistentVolumeSource", source);

/** The whole object is looked at twice. */
export const validatePersistentVolumeUpdate = (volume: JsonObject, old: JsonObject): Errors => {
  const [now, before] = [sourceOf(volume), sourceOf(old)];
  const [spec, oldSpec] = [objectOf(volume["spec"]), objectOf(old["spec"])];
  const errors: FieldError[] = [...validatePersistentVolume(volume), ...validatePersistentVolume(volume)];
  if (!deepEqual(now, before)) {
    const words = "spec.persistentvolumesource is immutable after creation";
    errors.push(forbidden("spec.persistentvolumesource", `${words}\n${diffGo(shownSource(before), shownSource(now))}`));
  }
  errors.push(...immutable(spec["volumeMode"], oldSpec["volumeMode"], "volumeMode"));
  errors.push(...validateAffinityUpdate(spec["nodeAffinity"], oldSpec["nodeAffinity"]));
  const isUnset = oldSpec["volumeAttributesClassName"] !== undefined && spec["volumeAttributesClassName"] === undefined;
  return isUnset
    ? [...errors, forbidden("spec.volumeAttributesClassName", "update from non-nil value to nil is forbidden")]
    : errors;
};

/** Simplified: the change from beta names of topology labels to their present ones is refused like any other. */
const validateAffinityUpdate = (affinity: Json | undefined, old: Json | undefined): Errors => {
  if (old === undefined || deepEqual(affinity, old)) return NONE;
  const shown = isJsonObject(affinity) ? toInternal("VolumeNodeAffinity", affinity) : null;
  return [invalid("nodeAffinity", shown, "field is immutable, except for updating from beta label to GA")];
};

const MAX_PARAMETERS = 512;
const MAX_PARAMETER_BYTES = 262_144;

export const validateStorageClass = (storageClass: JsonObject): Errors => {
  const provisioner = textOf(storageClass["provisioner"]);
  const parameters = entriesOf(storageClass["parameters"]);
  const size = parameters.reduce((sum, [key, value]) => sum + key.length + textOf(value).length, 0);
  const reclaim = textOf(storageClass["reclaimPolicy"]);
  const binding = textOf(storageClass["volumeBindingMode"]);
  return [
    ...validateMeta(storageClass, { name: isDns1123Subdomain, isNamespaced: false }),
    ...(provisioner === ""
      ? [required("provisioner")]
      : checkName(provisioner.toLowerCase(), "provisioner", isQualifiedName)),
    ...(parameters.length > MAX_PARAMETERS ? [tooLong("parameters", MAX_PARAMETERS)] : NONE),
    ...parameters.filter(([key]) => key === "").map(() => invalid("parameters", "", "field can not be empty.")),
    ...(size > MAX_PARAMETER_BYTES ? [tooLong("parameters", MAX_PARAMETER_BYTES)] : NONE),
    ...(reclaim !== "" && !["Delete", "Retain"].includes(reclaim)
      ? [notSupported("reclaimPolicy", reclaim, ["Delete", "Retain"])]
      : NONE),
    ...(binding === "" ? [required("volumeBindingMode")] : validateBinding(binding)),
  ];
};

const BINDING_MODES: readonly string[] = ["Immediate", "WaitForFirstConsumer"];

const validateBinding = (mode: string): Errors =>
  BINDING_MODES.includes(mode) ? NONE : [notSupported("volumeBindingMode", mode, BINDING_MODES)];

export const validateStorageClassUpdate = (storageClass: JsonObject, old: JsonObject): Errors => [
  ...validateStorageClass(storageClass),
  ...validateMetaUpdate(storageClass, old),
  ...immutable(storageClass["parameters"] ?? null, old["parameters"] ?? null, "parameters"),
  ...immutable(storageClass["provisioner"], old["provisioner"], "provisioner"),
  ...immutable(storageClass["reclaimPolicy"], old["reclaimPolicy"], "reclaimPolicy"),
  ...immutable(storageClass["volumeBindingMode"], old["volumeBindingMode"], "volumeBindingMode"),
];
