// Models staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go and what pkg/apis/core/validation adds (v1.36).
import { compareStrings } from "#api/compare";
import type { Json, JsonObject } from "#api/meta";
import { orderFields } from "#api/schema/internal";
import { goQuote } from "#api/go-quote";
import { listOf, numberOf, objectOf, objectsOf, textOf } from "../json-object.ts";
import { checkName, immutable, nonNegative } from "./basics.ts";
import { forbidden, invalid, invalidEach, NONE, required, type Errors, type FieldError } from "./field-error.ts";
import { validateAnnotations, validateLabels } from "./labels.ts";
import { asPrefix, isDns1123Label, isQualifiedName, type NameCheck } from "./names.ts";

const PATH = "metadata";

export interface MetaOptions {
  readonly name: NameCheck;
  readonly isNamespaced: boolean;
  /** Kinds of the core API groups also ask that a finalizer without a domain is one of Kubernetes' own. */
  readonly hasKubeFinalizers?: boolean;
}

export const validateMeta = (object: JsonObject, options: MetaOptions): Errors => {
  const meta = objectOf(object["metadata"]);
  const base = textOf(meta["generateName"]);
  const name = textOf(meta["name"]);
  return [
    ...(base === "" ? NONE : invalidEach(`${PATH}.generateName`, base, asPrefix(options.name)(base))),
    ...(name === ""
      ? [required(`${PATH}.name`, "name or generateName is required")]
      : checkName(name, `${PATH}.name`, options.name)),
    ...validateNamespace(textOf(meta["namespace"]), options.isNamespaced),
    ...nonNegative(meta["generation"], `${PATH}.generation`),
    ...validateLabels(meta["labels"], `${PATH}.labels`),
    ...validateAnnotations(meta["annotations"], `${PATH}.annotations`),
    ...validateOwners(meta["ownerReferences"], `${PATH}.ownerReferences`),
    ...validateFinalizers(listOf(meta["finalizers"]).map(textOf), `${PATH}.finalizers`),
    ...(options.hasKubeFinalizers === false ? NONE : validateKubeFinalizers(meta)),
  ];
};

const validateNamespace = (namespace: string, isNamespaced: boolean): Errors => {
  if (!isNamespaced) return namespace === "" ? NONE : [forbidden(`${PATH}.namespace`, "not allowed on this type")];
  return namespace === "" ? [required(`${PATH}.namespace`)] : checkName(namespace, `${PATH}.namespace`, isDns1123Label);
};

const validateOwners = (owners: Json | undefined, path: string): Errors => {
  const errors: FieldError[] = [];
  let controller = "";
  for (const owner of objectsOf(owners)) {
    errors.push(...validateOwner(owner, path));
    if (owner["controller"] !== true) continue;
    const name = `${textOf(owner["kind"])}/${textOf(owner["name"])}`;
    if (controller === "") {
      controller = name;
    } else {
      const shown = objectsOf(owners).map((o) => orderFields("OwnerReference", o));
      const detail = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${name}`;
      errors.push(invalid(path, shown, detail));
    }
  }
  return errors;
};

const validateOwner = (owner: JsonObject, path: string): Errors => {
  const errors: FieldError[] = [];
  const apiVersion = textOf(owner["apiVersion"]);
  if (apiVersion === "" || apiVersion.split("/").length > 2) {
    errors.push(invalid(`${path}.apiVersion`, apiVersion, "version must not be empty"));
  }
  for (const key of ["kind", "name", "uid"]) {
    if (textOf(owner[key]) === "") errors.push(invalid(`${path}.${key}`, "", "must not be empty"));
  }
  if (apiVersion === "v1" && owner["kind"] === "Event") {
    errors.push(
      invalid(path, orderFields("OwnerReference", owner), "/v1, Kind=Event is disallowed from being an owner"),
    );
  }
  return errors;
};

const validateFinalizers = (finalizers: readonly string[], path: string): Errors => {
  const errors = finalizers.flatMap((finalizer) => checkName(finalizer, path, isQualifiedName));
  const isBoth = finalizers.includes("orphan") && finalizers.includes("foregroundDeletion");
  return isBoth
    ? [...errors, invalid(path, [...finalizers], "finalizer orphan and foregroundDeletion cannot be both set")]
    : errors;
};

const STANDARD_FINALIZERS: readonly string[] = ["kubernetes", "orphan", "foregroundDeletion"];

export const validateKubeFinalizer = (finalizer: string, path: string): Errors =>
  finalizer.includes("/") || STANDARD_FINALIZERS.includes(finalizer)
    ? NONE
    : [invalid(path, finalizer, "name is neither a standard finalizer name nor is it fully qualified")];

const validateKubeFinalizers = (meta: JsonObject): Errors =>
  listOf(meta["finalizers"]).flatMap((f, i) => validateKubeFinalizer(textOf(f), `${PATH}.finalizers[${i}]`));

const IDENTITY: readonly string[] = ["name", "namespace", "uid", "creationTimestamp", "deletionTimestamp"];

export const validateMetaUpdate = (object: JsonObject, old: JsonObject, hasKubeFinalizers = true): Errors => {
  const meta = objectOf(object["metadata"]);
  const before = objectOf(old["metadata"]);
  const errors: FieldError[] = [];
  if (before["deletionTimestamp"]) errors.push(...validateNoNewFinalizers(meta, before));
  if (!meta["resourceVersion"]) errors.push(invalid(`${PATH}.resourceVersion`, "", "must be specified for an update"));
  if (numberOf(meta["generation"]) < numberOf(before["generation"])) {
    errors.push(invalid(`${PATH}.generation`, numberOf(meta["generation"]), "must not be decremented"));
  }
  for (const key of IDENTITY) errors.push(...immutableText(meta[key], before[key], key));
  errors.push(
    ...immutable(
      meta["deletionGracePeriodSeconds"],
      before["deletionGracePeriodSeconds"],
      `${PATH}.deletionGracePeriodSeconds`,
    ),
    ...validateLabels(meta["labels"], `${PATH}.labels`),
    ...validateAnnotations(meta["annotations"], `${PATH}.annotations`),
    ...validateOwners(meta["ownerReferences"], `${PATH}.ownerReferences`),
    ...(hasKubeFinalizers ? validateKubeFinalizers(meta) : NONE),
  );
  return errors;
};

/** Absent names show as empty texts, absent times as null. */
const immutableText = (value: Json | undefined, old: Json | undefined, key: string): Errors =>
  immutable(
    value ?? (key.endsWith("Timestamp") ? null : ""),
    old ?? (key.endsWith("Timestamp") ? null : ""),
    `${PATH}.${key}`,
  );

const validateNoNewFinalizers = (meta: JsonObject, before: JsonObject): Errors => {
  const known = listOf(before["finalizers"]).map(textOf);
  const added = listOf(meta["finalizers"])
    .map(textOf)
    .filter((finalizer) => !known.includes(finalizer))
    .toSorted(compareStrings);
  if (added.length === 0) return NONE;
  const shown = `[]string{${added.map(goQuote).join(", ")}}`;
  return [
    forbidden(
      `${PATH}.finalizers`,
      `no new finalizers can be added if the object is being deleted, found new finalizers ${shown}`,
    ),
  ];
};
