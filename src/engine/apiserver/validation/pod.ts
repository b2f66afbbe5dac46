// Models ValidatePodCreate, ValidatePodUpdate and ValidatePodTemplateSpec of pkg/apis/core/validation/validation.go (v1.36).
import { deepEqual, isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { toInternal } from "#api/schema/internal";
import { listOf, objectOf, objectsOf, optionalNumber, set, textOf } from "../json-object.ts";
import { validateImageSpace } from "./container.ts";
import { forbidden, invalid, NONE, required, type Errors, type FieldError } from "./field-error.ts";
import { diffGo } from "./go-diff.ts";
import { entriesOf, labelsValue, validateAnnotations, validateLabels } from "./labels.ts";
import { inRange, isDns1123Subdomain } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";
import { validateTolerations } from "./placement.ts";
import { validatePodAnnotations, validateProfilesMatch } from "./pod-annotations.ts";
import { validatePodSpec } from "./pod-spec.ts";
import type { SecurityOptions } from "./security-context.ts";

const annotationsOf = (holder: JsonObject): Json | undefined => objectOf(holder["metadata"])["annotations"];

/** What was found for a spec that many pods share. A spec that names claims after its pod is looked at each time. */
const found = new WeakMap<JsonObject, Map<string, Errors>>();

interface SpecHolder {
  /** Name of the pod; empty for a template. */
  readonly podName: string;
  readonly isPod: boolean;
}

const validateSharedSpec = (
  spec: JsonObject,
  path: string,
  { allowPrivileged }: SecurityOptions,
  holder: SpecHolder,
): Errors => {
  const context = { ...holder, allowPrivileged };
  if (objectsOf(spec["volumes"]).some((volume) => isJsonObject(volume["ephemeral"])))
    return validatePodSpec(spec, path, context);
  const key = `${path} ${holder.isPod} ${allowPrivileged}`;
  const known = found.get(spec) ?? new Map<string, Errors>();
  const errors = known.get(key) ?? validatePodSpec(spec, path, context);
  found.set(spec, known.set(key, errors));
  return errors;
};

export const validatePodTemplate = (template: JsonObject, path: string, options: SecurityOptions): Errors => {
  const metadata = objectOf(template["metadata"]);
  const spec = objectOf(template["spec"]);
  return [
    ...validateLabels(metadata["labels"], `${path}.labels`),
    ...validateAnnotations(metadata["annotations"], `${path}.annotations`),
    ...validatePodAnnotations(metadata["annotations"], spec, `${path}.annotations`),
    ...validateSharedSpec(spec, `${path}.spec`, options, { podName: "", isPod: false }),
    ...validateProfilesMatch(metadata["annotations"], spec, `${path}.spec`),
    ...(listOf(spec["ephemeralContainers"]).length > 0
      ? [forbidden(`${path}.spec.ephemeralContainers`, "ephemeral containers not allowed in pod template")]
      : NONE),
  ];
};

export const validateMetaAndSpec = (pod: JsonObject, options: SecurityOptions): Errors => {
  const spec = objectOf(pod["spec"]);
  const podName = textOf(objectOf(pod["metadata"])["name"]);
  return [
    ...validateMeta(pod, { name: isDns1123Subdomain, isNamespaced: true }),
    ...validatePodAnnotations(annotationsOf(pod), spec, "metadata.annotations"),
    ...validateSharedSpec(spec, "spec", options, { podName, isPod: true }),
    ...validateTokensNeedAccount(spec),
    ...objectsOf(spec["containers"]).flatMap((c, i) => validateImageSpace(c, `spec.containers[${i}]`)),
    ...objectsOf(spec["initContainers"]).flatMap((c, i) => validateImageSpace(c, `spec.initContainers[${i}]`)),
  ];
};

const validateTokensNeedAccount = (spec: JsonObject): Errors => {
  if (textOf(spec["serviceAccountName"]) !== "") return NONE;
  return objectsOf(spec["volumes"]).flatMap((volume, i) =>
    objectsOf(objectOf(volume["projected"])["sources"]).flatMap((source, j) =>
      isJsonObject(source["serviceAccountToken"])
        ? [
            forbidden(
              `spec.volumes[${i}].projected.sources[${j}].serviceAccountToken`,
              "must not be specified when serviceAccountName is not set",
            ),
          ]
        : NONE,
    ),
  );
};

export const validatePod = (pod: JsonObject, options: SecurityOptions): Errors => {
  const spec = objectOf(pod["spec"]);
  return [
    ...validateMetaAndSpec(pod, options),
    ...(listOf(spec["ephemeralContainers"]).length > 0
      ? [forbidden("spec.ephemeralContainers", "cannot be set on create")]
      : NONE),
    ...(textOf(spec["nodeName"]) !== "" && listOf(spec["schedulingGates"]).length > 0
      ? [forbidden("spec.nodeName", "cannot be set until all schedulingGates have been cleared")]
      : NONE),
    ...validateProfilesMatch(annotationsOf(pod), spec, "spec"),
  ];
};

const UPDATABLE = [
  "`spec.containers[*].image`",
  "`spec.initContainers[*].image`",
  "`spec.activeDeadlineSeconds`",
  "`spec.tolerations` (only additions to existing tolerations)",
  "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
].join(",");

export const validatePodUpdate = (pod: JsonObject, old: JsonObject, options: SecurityOptions): Errors => {
  const spec = objectOf(pod["spec"]);
  const before = objectOf(old["spec"]);
  const errors: FieldError[] = [
    ...validateMetaUpdate(pod, old),
    ...validateMetaAndSpec(pod, options),
    ...validateAnnotationUpdates(pod, old, spec),
  ];
  for (const key of ["containers", "initContainers"]) {
    const path = `spec.${key}`;
    const now = objectsOf(spec[key]);
    if (now.length !== objectsOf(before[key]).length) {
      return [...errors, forbidden(path, "pod updates may not add or remove containers")];
    }
    for (const [i, container] of now.entries()) {
      if (textOf(container["image"]) === "") errors.push(required(`${path}[${i}].image`));
      errors.push(...validateImageSpace(container, `${path}[${i}]`));
    }
  }
  const deadline = validateDeadline(spec, before);
  errors.push(...deadline.errors);
  if (deadline.isFinal) return errors;
  errors.push(...validateOnlyAddedTolerations(spec["tolerations"], before["tolerations"]));
  errors.push(...validateOnlyRemovedGates(spec["schedulingGates"], before["schedulingGates"]));
  return deepEqual(spec, before) ? errors : [...errors, ...validateRest(spec, before)];
};

const MIRROR = "kubernetes.io/config.mirror";
const APPARMOR = "container.apparmor.security.beta.kubernetes.io/";

const validateAnnotationUpdates = (pod: JsonObject, old: JsonObject, spec: JsonObject): Errors => {
  const path = "metadata.annotations";
  const now = objectOf(annotationsOf(pod));
  const before = objectOf(annotationsOf(old));
  const changed = entriesOf(before).filter(([key, value]) => now[key] !== value);
  const added = entriesOf(now).filter(([key]) => before[key] === undefined);
  const refuse = (entries: typeof added, verb: string): Errors =>
    entries.flatMap(([key]) => {
      if (key.startsWith(APPARMOR)) return [forbidden(`${path}[${key}]`, `may not ${verb} AppArmor annotations`)];
      return key === MIRROR ? [forbidden(`${path}[${key}]`, `may not ${verb} mirror pod annotation`)] : NONE;
    });
  return [
    ...refuse(changed, "remove or update"),
    ...refuse(added, "add"),
    ...validatePodAnnotations(annotationsOf(pod), spec, path),
  ];
};

const MAX_INT32 = 2_147_483_647;

const validateDeadline = (
  spec: JsonObject,
  before: JsonObject,
): { readonly errors: Errors; readonly isFinal: boolean } => {
  const path = "spec.activeDeadlineSeconds";
  const now = optionalNumber(spec["activeDeadlineSeconds"]);
  const old = optionalNumber(before["activeDeadlineSeconds"]);
  if (now === undefined) {
    if (old === undefined) return { errors: NONE, isFinal: false };
    return { errors: [invalid(path, null, "must not update from a positive integer to nil value")], isFinal: false };
  }
  if (now < 0 || now > MAX_INT32) return { errors: [invalid(path, now, inRange(0, MAX_INT32))], isFinal: true };
  return old !== undefined && old < now
    ? { errors: [invalid(path, now, "must be less than or equal to previous value")], isFinal: true }
    : { errors: NONE, isFinal: false };
};

const withoutSeconds = (toleration: JsonObject): JsonObject => set(toleration, "tolerationSeconds", undefined);

/** Every old toleration must still be there, but for its seconds. */
const validateOnlyAddedTolerations = (now: Json | undefined, before: Json | undefined): Errors => {
  const isKept = (old: JsonObject): boolean =>
    objectsOf(now).some((other) => deepEqual(withoutSeconds(old), withoutSeconds(other)));
  if (objectsOf(before).every(isKept)) return validateTolerations(now, "spec.tolerations");
  return [forbidden("spec.tolerations", "existing toleration can not be modified except its tolerationSeconds")];
};

const validateOnlyRemovedGates = (now: Json | undefined, before: Json | undefined): Errors => {
  const names = objectsOf(before).map((gate) => textOf(gate["name"]));
  return objectsOf(now).flatMap((gate, i) => {
    const name = textOf(gate["name"]);
    if (names.includes(name)) return NONE;
    return [
      forbidden(`spec.schedulingGates[${i}].name`, `only deletion is allowed, but found new scheduling gate '${name}'`),
    ];
  });
};

/** Nothing else may change; a gated pod may still narrow down its nodes. */
const validateRest = (spec: JsonObject, before: JsonObject): Errors => {
  const errors: FieldError[] = [];
  let settled = spec;
  for (const key of ["containers", "initContainers"]) settled = withOldImages(settled, before, key);
  for (const key of ["activeDeadlineSeconds", "schedulingGates", "tolerations"])
    settled = set(settled, key, before[key]);
  if (listOf(before["schedulingGates"]).length > 0) {
    errors.push(...validateNarrowing(spec, before));
    settled = withOldNodes(settled, before);
  }
  if (deepEqual(settled, before)) return errors;
  const diff = diffGo(toInternal("PodSpec", before), toInternal("PodSpec", settled));
  return [...errors, forbidden("spec", `pod updates may not change fields other than ${UPDATABLE}\n${diff}`)];
};

const withOldImages = (spec: JsonObject, before: JsonObject, key: string): JsonObject => {
  const old = objectsOf(before[key]);
  if (old.length === 0) return spec;
  const containers = objectsOf(spec[key]).map((container, i) => set(container, "image", old[i]?.["image"]));
  return set(spec, key, containers);
};

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

const nodeTermsOf = (spec: JsonObject): readonly JsonObject[] =>
  objectsOf(objectOf(objectOf(objectOf(spec["affinity"])["nodeAffinity"])[REQUIRED])["nodeSelectorTerms"]);

const withOldNodes = (spec: JsonObject, before: JsonObject): JsonObject => {
  const old = objectOf(before["affinity"])["nodeAffinity"];
  const affinity = set(objectOf(spec["affinity"]), "nodeAffinity", old);
  const isGone = Object.keys(affinity).length === 0 && before["affinity"] === undefined;
  return set(set(spec, "nodeSelector", before["nodeSelector"]), "affinity", isGone ? undefined : affinity);
};

const shownTerm = (term: JsonObject): Json => toInternal("NodeSelectorTerm", term);

const validateNarrowing = (spec: JsonObject, before: JsonObject): Errors => {
  const errors: FieldError[] = [];
  const now = objectOf(spec["nodeSelector"]);
  if (entriesOf(before["nodeSelector"]).some(([key, value]) => now[key] !== value)) {
    const detail = "only additions to spec.nodeSelector are allowed (no mutations or deletions)";
    errors.push(invalid("spec.nodeSelector", labelsValue(spec["nodeSelector"]), detail));
  }
  const path = `spec.affinity.nodeAffinity.${REQUIRED}.nodeSelectorTerms`;
  const terms = nodeTermsOf(spec);
  const oldTerms = nodeTermsOf(before);
  if (oldTerms.length > 0 && terms.length !== oldTerms.length) {
    const all = terms.length === 0 ? null : terms.map(shownTerm);
    return [...errors, invalid(path, all, "no additions/deletions to non-empty NodeSelectorTerms list are allowed")];
  }
  for (const [i, old] of oldTerms.entries()) {
    const term = terms[i] ?? {};
    if (addsOnly(term, old)) continue;
    errors.push(invalid(`${path}[${i}]`, shownTerm(term), "only additions are allowed (no mutations or deletions)"));
  }
  return errors;
};

const addsOnly = (term: JsonObject, old: JsonObject): boolean => {
  const keys = ["matchExpressions", "matchFields"];
  if (keys.every((key) => listOf(old[key]).length === 0)) return keys.every((key) => listOf(term[key]).length === 0);
  return keys.every((key) => {
    const before = listOf(old[key]);
    return deepEqual(listOf(term[key]).slice(0, before.length), before);
  });
};
