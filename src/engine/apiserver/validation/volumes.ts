// Models ValidateVolumes and validateVolumeSource of pkg/apis/core/validation/validation.go (v1.36).
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { objectOf, objectsOf, textOf } from "../json-object.ts";
import { checkName } from "./basics.ts";
import { duplicate, forbidden, invalid, NONE, required, type Errors, type FieldError } from "./field-error.ts";
import { validateAnnotations, validateLabels } from "./labels.ts";
import { isDns1123Label, isDns1123Subdomain } from "./names.ts";
import { validateClaimSpec } from "./persistent-volume-claim.ts";
import {
  validateClaimSource,
  validateConfigMapSource,
  validateCsi,
  validateDownwardApi,
  validateEmptyDir,
  validateHostPath,
  validateNfs,
  validateProjected,
  validatePullPolicy,
  validateSecretSource,
  type SourceCheck,
} from "./volume-sources.ts";

export interface VolumeContext {
  /** Of the pod; empty in a template. */
  readonly podName: string;
  readonly isPod: boolean;
}

const unchecked: SourceCheck = () => NONE;

/** In the order in which the API server looks for them; `said` is the name that it calls the second one by. */
const SOURCES: readonly { readonly type: string; readonly said?: string; readonly check: SourceCheck }[] = [
  { type: "emptyDir", check: validateEmptyDir },
  { type: "hostPath", check: validateHostPath },
  {
    type: "gitRepo",
    check: (source, path) => (textOf(source["repository"]) === "" ? [required(`${path}.repository`)] : NONE),
  },
  { type: "gcePersistentDisk", check: unchecked },
  { type: "awsElasticBlockStore", check: unchecked },
  { type: "secret", check: validateSecretSource },
  { type: "nfs", check: validateNfs },
  { type: "iscsi", check: unchecked },
  { type: "glusterfs", check: unchecked },
  { type: "flocker", check: unchecked },
  { type: "persistentVolumeClaim", check: validateClaimSource },
  { type: "rbd", check: unchecked },
  { type: "cinder", check: unchecked },
  { type: "cephfs", said: "cephFS", check: unchecked },
  { type: "quobyte", check: unchecked },
  { type: "downwardAPI", said: "downwarAPI", check: validateDownwardApi },
  { type: "fc", check: unchecked },
  { type: "flexVolume", check: unchecked },
  { type: "configMap", check: validateConfigMapSource },
  { type: "azureFile", check: unchecked },
  { type: "vsphereVolume", check: unchecked },
  { type: "photonPersistentDisk", check: unchecked },
  { type: "portworxVolume", check: unchecked },
  { type: "azureDisk", check: unchecked },
  { type: "storageos", check: unchecked },
  { type: "projected", check: validateProjected },
  { type: "scaleIO", check: unchecked },
  { type: "csi", check: validateCsi },
];

export interface ValidatedVolumes {
  readonly errors: Errors;
  /** Volumes that may be mounted: those without errors, by name. */
  readonly usable: ReadonlyMap<string, JsonObject>;
}

export const validateVolumes = (volumes: Json | undefined, path: string, context: VolumeContext): ValidatedVolumes => {
  const errors: FieldError[] = [];
  const usable = new Map<string, JsonObject>();
  const all = objectsOf(volumes);
  const created =
    context.podName === ""
      ? []
      : all.filter((v) => isJsonObject(v["ephemeral"])).map((v) => `${context.podName}-${textOf(v["name"])}`);
  for (const [i, volume] of all.entries()) {
    const here = `${path}[${i}]`;
    const name = textOf(volume["name"]);
    const own: FieldError[] = [...validateSource(volume, here, context)];
    own.push(...(name === "" ? [required(`${here}.name`)] : checkName(name, `${here}.name`, isDns1123Label)));
    if (usable.has(name)) own.push(duplicate(`${here}.name`, name));
    if (own.length === 0) usable.set(name, volume);
    errors.push(...own);
    const claim = textOf(objectOf(volume["persistentVolumeClaim"])["claimName"]);
    if (created.includes(claim)) {
      const detail = "must not reference a PVC that gets created for an ephemeral volume";
      errors.push(invalid(`${here}.persistentVolumeClaim.claimName`, claim, detail));
    }
  }
  return { errors, usable };
};

const MORE_THAN_ONE = "may not specify more than 1 volume type";

const validateSource = (volume: JsonObject, path: string, context: VolumeContext): Errors => {
  const errors: FieldError[] = [];
  let count = 0;
  const take = (type: string, said: string, check: () => Errors): void => {
    if (!isJsonObject(volume[type])) return;
    errors.push(...(count > 0 ? [forbidden(`${path}.${said}`, MORE_THAN_ONE)] : check()));
    count++;
  };
  for (const { type, said = type, check } of SOURCES) {
    take(type, said, () => check(objectOf(volume[type]), `${path}.${type}`));
  }
  take("ephemeral", "ephemeral", () => validateEphemeral(volume, path, context));
  take("image", "image", () => validateImage(objectOf(volume["image"]), `${path}.image`, context));
  return count === 0 ? [...errors, required(path, "must specify a volume type")] : errors;
};

const validateImage = (source: JsonObject, path: string, { isPod }: VolumeContext): Errors => [
  ...(isPod && textOf(source["reference"]) === "" ? [required(`${path}.reference`)] : NONE),
  ...validatePullPolicy(source["pullPolicy"], `${path}.pullPolicy`),
];

const validateEphemeral = (volume: JsonObject, path: string, { podName }: VolumeContext): Errors => {
  const template = objectOf(volume["ephemeral"])["volumeClaimTemplate"];
  const here = `${path}.ephemeral.volumeClaimTemplate`;
  const errors: FieldError[] = isJsonObject(template) ? [...validateClaimTemplate(template, here)] : [required(here)];
  const name = textOf(volume["name"]);
  if (podName !== "" && name !== "") {
    const claim = `${podName}-${name}`;
    errors.push(
      ...isDns1123Subdomain(claim).map((message) => invalid(`${path}.name`, name, `PVC name "${claim}": ${message}`)),
    );
  }
  return errors;
};

const validateClaimTemplate = (template: JsonObject, path: string): Errors => {
  const metadata = objectOf(template["metadata"]);
  return [
    ...validateAnnotations(metadata["annotations"], `${path}.metadata.annotations`),
    ...validateLabels(metadata["labels"], `${path}.metadata.labels`),
    ...Object.keys(metadata)
      .filter((key) => key !== "annotations" && key !== "labels")
      .map((key) => forbidden(`${path}.metadata.${key}`, "cannot be set")),
    ...validateClaimSpec(objectOf(template["spec"]), `${path}.spec`),
  ];
};
