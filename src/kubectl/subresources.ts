// Models the status, scale and resize subresources (pkg/registry/apps/*/storage, v1.36): what is read of an object under them, and what is written.
import { applyPatch, checkBody, checkPatched, unfitPatch } from "#engine/checks";
import type { Json, JsonObject, KubeObject, Status } from "#api/meta";
import { ok, refuse, type Result } from "#api/result";
import { badRequest, makeStatus } from "#api/status";
import type { ObjectName, PatchType, ScaleOptions, WriteOptions, Written } from "./client.ts";
import { selectorString } from "./go/selector-text.ts";
import { has, map, num, obj, sortedKeys, text, withField } from "./object.ts";

/** What the requests below need of the server. */
interface Server {
  get(target: ObjectName): Result<JsonObject>;
  scale(target: ObjectName, change: ScaleOptions): Result<unknown>;
  writeStatus(target: ObjectName, status: Json): JsonObject;
  resize(target: ObjectName, pod: JsonObject, options: WriteOptions): Result<Written>;
}

const SCALABLE = new Set(["deployments", "replicasets", "statefulsets", "replicationcontrollers"]);

/** Kinds whose objects have no state of their own, and no status to write. */
const STATELESS = new Set(
  `clusterrolebindings clusterroles configmaps controllerrevisions endpoints endpointslices events ingressclasses leases limitranges
  networkpolicies priorityclasses rolebindings roles runtimeclasses secrets serviceaccounts storageclasses`.split(
    /\s+/,
  ),
);

const missing = (): Status => makeStatus(404, "NotFound", "the server could not find the requested resource");

const isThere = ({ resource, subresource }: ObjectName): boolean =>
  subresource === "scale"
    ? SCALABLE.has(resource.plural)
    : subresource === "resize"
      ? resource.plural === "pods"
      : subresource === "status" && resource.isKept && !STATELESS.has(resource.plural);

const selectorOf = (object: JsonObject): string => {
  const selector = obj(object, "spec", "selector");
  if (text(object, "kind") !== "ReplicationController") return selectorString(selector);
  const labels = map(object, "spec", "selector");
  return sortedKeys(labels)
    .map((key) => `${key}=${labels[key] ?? ""}`)
    .join(",");
};

const scaleOf = (object: JsonObject): JsonObject => {
  const replicas = has(object, "spec", "replicas") ? num(object, "spec", "replicas") : 1;
  const { name, namespace, uid, resourceVersion, creationTimestamp } = obj(object, "metadata");
  const kept = Object.entries({ creationTimestamp, name, namespace, resourceVersion, uid });
  return {
    apiVersion: "autoscaling/v1",
    kind: "Scale",
    metadata: Object.fromEntries(kept.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
    spec: replicas === 0 ? {} : { replicas },
    status: { replicas: num(object, "status", "replicas"), selector: selectorOf(object) },
  };
};

/** The object as it is read under the target's subresource. */
export const partOf = (target: ObjectName, object: JsonObject): Result<JsonObject> => {
  if ((target.subresource ?? "") === "") return ok(object);
  if (!isThere(target)) return refuse(missing());
  return ok(target.subresource === "scale" ? scaleOf(object) : object);
};

const whole = ({ resource, namespace, name }: ObjectName): ObjectName => ({ resource, namespace, name });

const negative = (name: string, replicas: number): Status => {
  const message = `Invalid value: ${replicas}: must be greater than or equal to 0`;
  return makeStatus(422, "Invalid", `Scale.autoscaling "${name}" is invalid: spec.replicas: ${message}`, {
    kind: "Scale",
    group: "autoscaling",
    name,
    causes: [{ reason: "FieldValueInvalid", message, field: "spec.replicas" }],
  });
};

const writeScale = (server: Server, target: ObjectName, scale: JsonObject, options: WriteOptions): Result<Written> => {
  if (text(scale, "kind") !== "Scale") {
    return refuse(badRequest(`invalid object type: ${text(scale, "apiVersion")}, Kind=${text(scale, "kind")}`));
  }
  const replicas = num(scale, "spec", "replicas");
  if (replicas < 0) return refuse(negative(target.name, replicas));
  const live = server.get(whole(target));
  if (!live.ok) return live;
  const resourceVersion = text(scale, "metadata", "resourceVersion");
  const isDryRun = options.dryRun === true;
  const change = { replicas, dryRun: isDryRun, ...(resourceVersion === "" ? {} : { resourceVersion }) };
  const written = server.scale(whole(target), change);
  if (!written.ok) return written;
  const after = isDryRun ? ok(withField(live.value, ["spec", "replicas"], replicas)) : server.get(whole(target));
  return after.ok ? ok({ object: scaleOf(after.value), warnings: [] }) : after;
};

/** Simplified: a status is stored as it is sent, if its fields have their types; whether it makes sense is not asked. */
const writeStatus = (server: Server, target: ObjectName, status: Json, options: WriteOptions): Result<Written> => {
  const live = server.get(whole(target));
  if (!live.ok) return live;
  const isDryRun = options.dryRun === true;
  const object = isDryRun ? withField(live.value, ["status"], status) : server.writeStatus(whole(target), status);
  return ok({ object, warnings: [] });
};

const write = (server: Server, target: ObjectName, object: JsonObject, options: WriteOptions): Result<Written> =>
  target.subresource === "scale"
    ? writeScale(server, target, object, options)
    : target.subresource === "resize"
      ? server.resize(whole(target), object, options)
      : writeStatus(server, target, object["status"] ?? {}, options);

/** Of a Scale, whose schema is not at hand: what is wrong with the type of its number. */
const wrongReplicas = (scale: JsonObject): string | undefined => {
  const given = obj(scale, "spec")["replicas"] ?? 0;
  if (text(scale, "kind") !== "Scale" || (typeof given === "number" && Number.isInteger(given))) return undefined;
  const is = typeof given === "number" ? `number ${given}` : Array.isArray(given) ? "array" : GO_NAMES[typeof given];
  return `json: cannot unmarshal ${is} into Go struct field ScaleSpec.spec.replicas of type int32`;
};
const GO_NAMES: { readonly [type: string]: string } = { boolean: "bool", string: "string", object: "object" };

const UNLESS_SAID = "Strict";

const warned = (written: Result<Written>, warnings: readonly string[]): Result<Written> =>
  written.ok ? ok({ ...written.value, warnings }) : written;

export const updatePart = (
  server: Server,
  target: ObjectName,
  object: JsonObject,
  options: WriteOptions,
): Result<Written> => {
  const found = server.get(target);
  if (!found.ok) return found;
  if (target.subresource === "scale") {
    const wrong = wrongReplicas(object);
    if (wrong !== undefined) return refuse(badRequest(`Scale in version "v1" cannot be handled as a Scale: ${wrong}`));
    return write(server, target, object, options);
  }
  const checked = checkBody(object, options.fieldValidation ?? UNLESS_SAID);
  return checked.ok ? warned(write(server, target, object, options), checked.value) : checked;
};

/** PATCH of a subresource: what else the patch changes is left as it is. */
export const patchPart = (
  server: Server,
  target: ObjectName,
  patch: { readonly type: PatchType; readonly body: Json },
  options: WriteOptions,
): Result<Written> => {
  const found = server.get(target);
  if (!found.ok) return found;
  // A scale has no lists, so that there a strategic patch is a merge patch.
  const type = target.subresource === "scale" && patch.type === "strategic" ? "merge" : patch.type;
  const request = { type, body: patch.body };
  const patched = applyPatch(found.value as unknown as KubeObject, request);
  if (!patched.ok) return patched;
  const object = patched.value as unknown as JsonObject;
  if (target.subresource === "scale") {
    const wrong = wrongReplicas(object);
    return wrong === undefined ? write(server, target, object, options) : refuse(unfitPatch(request, object, wrong));
  }
  const checked = checkPatched(object, request, options.fieldValidation ?? UNLESS_SAID, found.value);
  return checked.ok ? warned(write(server, target, object, options), checked.value) : checked;
};
