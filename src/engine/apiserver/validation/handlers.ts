// Models probes and lifecycle handlers of pkg/apis/core/validation/validation.go (v1.36).
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { listOf, numberOf, objectOf, objectsOf, optionalNumber, textOf } from "../json-object.ts";
import { nonNegative, portNumberOrName } from "./basics.ts";
import {
  forbidden,
  invalid,
  NONE,
  notSupported,
  required,
  sorted,
  type Errors,
  type FieldError,
} from "./field-error.ts";
import { isHttpHeaderName } from "./names.ts";

const SCHEMES: readonly string[] = ["HTTP", "HTTPS"];

const validateExec = (exec: JsonObject, path: string): Errors =>
  listOf(exec["command"]).length === 0 ? [required(`${path}.command`)] : NONE;

const validateHttpGet = (httpGet: JsonObject, path: string): Errors => {
  const scheme = textOf(httpGet["scheme"]);
  return [
    ...(textOf(httpGet["path"]) === "" ? [required(`${path}.path`)] : NONE),
    ...portNumberOrName(httpGet["port"], `${path}.port`),
    ...(SCHEMES.includes(scheme) ? NONE : [notSupported(`${path}.scheme`, scheme, SCHEMES)]),
    ...objectsOf(httpGet["httpHeaders"]).flatMap((header) => {
      const name = textOf(header["name"]);
      return isHttpHeaderName(name).map((message) => invalid(`${path}.httpHeaders`, name, message));
    }),
  ];
};

const validatePort = (action: JsonObject, path: string): Errors => portNumberOrName(action["port"], `${path}.port`);

const validateSleep =
  (grace: number | undefined) =>
  (sleep: JsonObject, path: string): Errors => {
    const seconds = numberOf(sleep["seconds"]);
    if (grace === undefined || (seconds >= 0 && seconds <= grace)) return NONE;
    return [invalid(path, seconds, `must be non-negative and less than terminationGracePeriodSeconds (${grace})`)];
  };

/** The first handler is looked into; the others are one too many. */
const validateHandler = (handler: JsonObject, path: string, isProbe: boolean, grace?: number): Errors => {
  const kinds: readonly (readonly [string, (action: JsonObject, path: string) => Errors])[] = [
    ["exec", validateExec],
    ["httpGet", validateHttpGet],
    ["tcpSocket", validatePort],
    isProbe ? ["grpc", validatePort] : ["sleep", validateSleep(grace)],
  ];
  const given = kinds.filter(([kind]) => isJsonObject(handler[kind]));
  if (given.length === 0) return [required(path, "must specify a handler type")];
  return given.flatMap(([kind, check], i) =>
    i === 0
      ? check(objectOf(handler[kind]), `${path}.${kind}`)
      : [forbidden(`${path}.${kind}`, "may not specify more than 1 handler type")],
  );
};

const validateProbe = (probe: JsonObject, path: string): Errors => {
  const errors: FieldError[] = [...validateHandler(probe, path, true)];
  for (const key of [
    "initialDelaySeconds",
    "timeoutSeconds",
    "periodSeconds",
    "successThreshold",
    "failureThreshold",
  ]) {
    errors.push(...nonNegative(probe[key], `${path}.${key}`));
  }
  const grace = optionalNumber(probe["terminationGracePeriodSeconds"]);
  if (grace !== undefined && grace <= 0) {
    errors.push(invalid(`${path}.terminationGracePeriodSeconds`, grace, "must be greater than 0"));
  }
  return errors;
};

/** Liveness, readiness and startup probe of a container. */
export const validateProbes = (container: JsonObject, path: string): Errors => {
  const errors: FieldError[] = [];
  for (const key of ["livenessProbe", "readinessProbe", "startupProbe"]) {
    const probe = container[key];
    if (!isJsonObject(probe)) continue;
    errors.push(...validateProbe(probe, `${path}.${key}`));
    const successes = numberOf(probe["successThreshold"]);
    if (key !== "readinessProbe" && successes !== 1) {
      errors.push(invalid(`${path}.${key}.successThreshold`, successes, "must be 1"));
    }
    const grace = probe["terminationGracePeriodSeconds"];
    if (key === "readinessProbe" && grace !== undefined) {
      errors.push(
        invalid(`${path}.${key}.terminationGracePeriodSeconds`, grace, "must not be set for readinessProbes"),
      );
    }
  }
  return errors;
};

export const validateLifecycle = (container: JsonObject, path: string, spec: JsonObject): Errors => {
  const lifecycle = container["lifecycle"];
  if (!isJsonObject(lifecycle)) return NONE;
  const grace = optionalNumber(spec["terminationGracePeriodSeconds"]);
  const errors: FieldError[] = [];
  for (const key of ["postStart", "preStop"]) {
    const handler = lifecycle[key];
    if (isJsonObject(handler)) errors.push(...validateHandler(handler, `${path}.lifecycle.${key}`, false, grace));
  }
  return errors;
};

const RESTART_POLICIES: readonly string[] = ["Always", "Never", "OnFailure"];
const RESTART_ACTIONS: readonly string[] = ["Restart", "RestartAllContainers"];
const MAX_RULES = 20;
const MAX_EXIT_CODES = 255;

/** A container's own restart policy and the rules that go with it. */
export const validateRestartRules = (container: JsonObject, path: string): Errors => {
  const policy = container["restartPolicy"];
  const rules = objectsOf(container["restartPolicyRules"]);
  const errors: FieldError[] = [];
  if (policy === undefined) {
    if (rules.length === 0) return NONE;
    errors.push(required(`${path}.restartPolicy`, "must specify restartPolicy when restart rules are used"));
  } else if (!RESTART_POLICIES.includes(textOf(policy))) {
    errors.push(notSupported(`${path}.restartPolicy`, policy, RESTART_POLICIES));
  }
  const here = `${path}.restartPolicyRules`;
  if (rules.length > MAX_RULES) {
    errors.push({
      type: "FieldValueTooMany",
      field: here,
      value: rules.length,
      detail: `must have at most ${MAX_RULES} items`,
    });
  }
  return [...errors, ...rules.flatMap((rule, i) => validateRestartRule(rule, `${here}[${i}]`))];
};

const validateRestartRule = (rule: JsonObject, path: string): Errors => {
  const action: Json = rule["action"] ?? "";
  const errors: FieldError[] = RESTART_ACTIONS.includes(textOf(action))
    ? []
    : [notSupported(`${path}.action`, action, sorted(RESTART_ACTIONS))];
  const codes = rule["exitCodes"];
  if (!isJsonObject(codes)) return [...errors, required(`${path}.exitCodes`, "must be specified")];
  const operator = textOf(codes["operator"]);
  if (operator !== "In" && operator !== "NotIn") {
    errors.push(notSupported(`${path}.exitCodes.operator`, operator, ["In", "NotIn"]));
  }
  const count = listOf(codes["values"]).length;
  if (count > MAX_EXIT_CODES) {
    const detail = `must have at most ${MAX_EXIT_CODES} items`;
    errors.push({ type: "FieldValueTooMany", field: `${path}.exitCodes.values`, value: count, detail });
  }
  return errors;
};
