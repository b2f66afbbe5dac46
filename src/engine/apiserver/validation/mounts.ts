// Models ValidateVolumeMounts and ValidateVolumeDevices of pkg/apis/core/validation/validation.go (v1.36).
import { isJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { at, objectsOf, textOf } from "../json-object.ts";
import { relativePath, withoutBacksteps } from "./basics.ts";
import {
  forbidden,
  invalid,
  NONE,
  notFound,
  notSupported,
  required,
  type Errors,
  type FieldError,
} from "./field-error.ts";

type Volumes = ReadonlyMap<string, JsonObject>;

export const validateMounts = (container: JsonObject, path: string, volumes: Volumes): Errors => [
  ...validateVolumeMounts(container, `${path}.volumeMounts`, volumes),
  ...validateVolumeDevices(container, `${path}.volumeDevices`, volumes),
];

/** Errors of sub-paths and propagation are said at the list, as upstream does. */
const validateVolumeMounts = (container: JsonObject, path: string, volumes: Volumes): Errors => {
  const devices = objectsOf(container["volumeDevices"]);
  const isPrivileged = at(container, "securityContext", "privileged") === true;
  const seen = new Set<string>();
  return objectsOf(container["volumeMounts"]).flatMap((mount, i) => {
    const here = `${path}[${i}]`;
    const [name, mountPath, subPath, subPathExpr] = ["name", "mountPath", "subPath", "subPathExpr"].map((key) =>
      textOf(mount[key]),
    ) as [string, string, string, string];
    const errors: FieldError[] = [];
    if (name === "") errors.push(required(`${here}.name`));
    if (!volumes.has(name)) errors.push(notFound(`${here}.name`, name));
    if (mountPath === "") errors.push(required(`${here}.mountPath`));
    if (seen.has(mountPath)) errors.push(invalid(`${here}.mountPath`, mountPath, "must be unique"));
    seen.add(mountPath);
    if (devices.some((device) => textOf(device["name"]) === name)) {
      errors.push(invalid(`${here}.name`, name, "must not already exist in volumeDevices"));
    }
    if (devices.some((device) => textOf(device["devicePath"]) === mountPath)) {
      errors.push(invalid(`${here}.mountPath`, mountPath, "must not already exist as a path in volumeDevices"));
    }
    if (subPath !== "") errors.push(...relativePath(subPath, `${path}.subPath`));
    if (subPathExpr !== "") {
      if (subPath !== "") {
        errors.push(invalid(`${here}.subPathExpr`, subPathExpr, "subPathExpr and subPath are mutually exclusive"));
      }
      errors.push(...relativePath(subPathExpr, `${path}.subPathExpr`));
    }
    errors.push(...validatePropagation(mount, `${path}.mountPropagation`, isPrivileged));
    return [...errors, ...validateRecursive(mount, `${path}.recursiveReadOnly`)];
  });
};

const PROPAGATION: readonly string[] = ["Bidirectional", "HostToContainer", "None"];

const validatePropagation = (mount: JsonObject, path: string, isPrivileged: boolean): Errors => {
  const mode = mount["mountPropagation"];
  if (typeof mode !== "string") return NONE;
  return [
    ...(PROPAGATION.includes(mode) ? NONE : [notSupported(path, mode, PROPAGATION)]),
    ...(mode === "Bidirectional" && !isPrivileged
      ? [forbidden(path, "Bidirectional mount propagation is available only to privileged containers")]
      : NONE),
  ];
};

const RECURSIVE: readonly string[] = ["Disabled", "Enabled", "IfPossible"];

const validateRecursive = (mount: JsonObject, path: string): Errors => {
  const mode = mount["recursiveReadOnly"];
  if (typeof mode !== "string" || mode === "Disabled") return NONE;
  if (!RECURSIVE.includes(mode)) return [notSupported(path, mode, RECURSIVE)];
  const propagation = mount["mountPropagation"];
  return [
    ...(mount["readOnly"] === true ? NONE : [forbidden(path, "may only be specified when readOnly is true")]),
    ...(propagation !== undefined && propagation !== "None"
      ? [forbidden(path, "may only be specified when mountPropagation is None or not specified")]
      : NONE),
  ];
};

const validateVolumeDevices = (container: JsonObject, path: string, volumes: Volumes): Errors => {
  const mounts = objectsOf(container["volumeMounts"]);
  const names = new Set<string>();
  const paths = new Set<string>();
  return objectsOf(container["volumeDevices"]).flatMap((device, i) => {
    const here = `${path}[${i}]`;
    const [name, devicePath] = [textOf(device["name"]), textOf(device["devicePath"])];
    const volume = volumes.get(name);
    const isClaim = volume && (isJsonObject(volume["persistentVolumeClaim"]) || isJsonObject(volume["ephemeral"]));
    const errors: FieldError[] = [];
    if (name === "") errors.push(required(`${here}.name`));
    if (names.has(name)) errors.push(invalid(`${here}.name`, name, "must be unique"));
    if (volume && !isClaim) {
      const detail = "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode";
      errors.push(invalid(`${here}.name`, name, detail));
    }
    if (!volume) errors.push(notFound(`${here}.name`, name));
    if (devicePath === "") errors.push(required(`${here}.devicePath`));
    if (paths.has(devicePath)) errors.push(invalid(`${here}.devicePath`, devicePath, "must be unique"));
    if (withoutBacksteps(devicePath, "").length > 0) {
      errors.push(invalid(`${here}.devicePath`, devicePath, "can not contain backsteps ('..')"));
    } else {
      paths.add(devicePath);
    }
    if (mounts.some((mount) => textOf(mount["name"]) === name)) {
      errors.push(invalid(`${here}.name`, name, "must not already exist in volumeMounts"));
    }
    if (mounts.some((mount) => textOf(mount["mountPath"]) === devicePath)) {
      errors.push(invalid(`${here}.devicePath`, devicePath, "must not already exist as a path in volumeMounts"));
    }
    if (name !== "") names.add(name);
    return errors;
  });
};
