// Models ValidatePodResize of pkg/apis/core/validation/validation.go (v1.36): of a pod's subresource resize, what may become of it.
import { deepEqual } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import type { Pod } from "#api/core-pod";
import { computeQosClass } from "#api/pod-resources";
import { at, objectOf, objectsOf, textOf } from "../json-object.ts";
import { forbidden, invalid, NONE, type Errors } from "./field-error.ts";
import { validateMetaUpdate } from "./object-meta.ts";
import { validateMetaAndSpec } from "./pod.ts";

const MIRROR = "kubernetes.io/config.mirror";
const KINDS = ["containers", "initContainers"] as const;
const COMPUTE: readonly string[] = ["cpu", "memory"];

export const validatePodResize = (pod: JsonObject, old: JsonObject): Errors => {
  if (objectOf(at(old, "metadata", "annotations"))[MIRROR] !== undefined) {
    return [forbidden("", "static pods cannot be resized")];
  }
  const [spec, before] = [objectOf(pod["spec"]), objectOf(old["spec"])];
  const errors = [...validateMetaUpdate(pod, old), ...validateMetaAndSpec(pod, { allowPrivileged: false })];
  const qosClass = textOf(at(old, "status", "qosClass"));
  if (qosClass !== computeQosClass((pod as unknown as Pod).spec)) {
    errors.push(invalid("spec", qosClass, "Pod QOS Class may not change as a result of resizing"));
  }
  if (spec["resources"] !== undefined || before["resources"] !== undefined) {
    return [
      ...errors,
      forbidden("spec.resources", "resources of a pod as a whole are not resized in this simulated cluster"),
    ];
  }
  const moved = KINDS.flatMap((kind) => validateOrder(objectsOf(spec[kind]), objectsOf(before[kind]), kind));
  if (moved.length > 0) return [...errors, ...moved];
  const each = (
    kind: (typeof KINDS)[number],
    check: (now: JsonObject, was: JsonObject, path: string) => Errors,
  ): Errors => objectsOf(spec[kind]).flatMap((c, i) => check(c, objectsOf(before[kind])[i]!, `spec.${kind}[${i}]`));
  return [
    ...errors,
    ...each("initContainers", validateNothingRemoved),
    ...each("containers", validateNothingRemoved),
    ...each("containers", (now, was) =>
      hasSameRest(now, was) ? NONE : [forbidden("spec", "only cpu and memory resources are mutable")],
    ),
    ...each("initContainers", validateInit),
  ];
};

const validateOrder = (now: readonly JsonObject[], old: readonly JsonObject[], kind: string): Errors => {
  if (now.length !== old.length) return [forbidden(`spec.${kind}`, `${kind} may not be added or removed on resize`)];
  return now.flatMap((container, i) =>
    container["name"] === old[i]!["name"]
      ? NONE
      : [forbidden(`spec.${kind}[${i}].name`, `${kind} may not be renamed or reordered on resize`)],
  );
};

const validateNothingRemoved = (now: JsonObject, was: JsonObject, path: string): Errors =>
  (["requests", "limits"] as const).flatMap((side) => {
    const [after, before] = [objectOf(at(now, "resources", side)), objectOf(at(was, "resources", side))];
    const isRemoved = Object.keys(before).some((name) => after[name] === undefined);
    return isRemoved ? [forbidden(`${path}.resources.${side}`, `resource ${side} cannot be removed`)] : NONE;
  });

/** But for CPU and memory it is what it was. */
const hasSameRest = (now: JsonObject, was: JsonObject): boolean => deepEqual(restOf(now), restOf(was));

const restOf = (container: JsonObject): JsonObject => {
  const rest = (side: string): Json =>
    Object.fromEntries(
      Object.entries(objectOf(at(container, "resources", side))).filter(([name]) => !COMPUTE.includes(name)),
    );
  return { ...container, resources: { requests: rest("requests"), limits: rest("limits") } };
};

const validateInit = (now: JsonObject, was: JsonObject, path: string): Errors => {
  if (!hasSameRest(now, was)) {
    return [forbidden(path, "only cpu and memory resources for init or sidecar containers are mutable")];
  }
  const restarts = objectsOf(now["resizePolicy"]).filter((policy) => policy["restartPolicy"] === "RestartContainer");
  if (deepEqual(now, was) || now["restartPolicy"] === "Always") return NONE;
  const why = "non-sidecar init containers with a resize policy of RestartContainer cannot be resized";
  return restarts.map(() => forbidden(path, why));
};
