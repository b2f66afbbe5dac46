// Models ingresses and ingress classes of pkg/apis/networking/validation/validation.go (v1.36).
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { at, listOf, numberOf, objectOf, objectsOf, textOf } from "../json-object.ts";
import { checkName, immutable } from "./basics.ts";
import {
  forbidden,
  invalid,
  invalidEach,
  NONE,
  notSupported,
  required,
  tooLong,
  type Errors,
  type FieldError,
} from "./field-error.ts";
import { parseIp } from "./ip.ts";
import { validateDomainPath } from "./job.ts";
import {
  isDns1123Label,
  isDns1123Subdomain,
  isPathSegmentName,
  isPortName,
  isPortNumber,
  isWildcardDns1123Subdomain,
} from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";

const META = { name: isDns1123Subdomain, isNamespaced: true };
const CLASS = "kubernetes.io/ingress.class";

export const validateIngress = (ingress: JsonObject): Errors => {
  const annotation = at(ingress, "metadata", "annotations", CLASS);
  const name = at(ingress, "spec", "ingressClassName");
  const isOther = annotation !== undefined && name !== undefined && annotation !== name;
  return [
    ...validateObject(ingress, NO_RELAXATION),
    ...(isOther
      ? [invalid(`annotations.${CLASS}`, annotation, "must match `ingressClassName` when both are specified")]
      : NONE),
  ];
};

interface Relaxation {
  /** What was stored with an error in it may stay. */
  readonly secretNames: boolean;
  readonly wildcardRules: boolean;
}

const NO_RELAXATION: Relaxation = { secretNames: false, wildcardRules: false };

export const validateIngressUpdate = (ingress: JsonObject, old: JsonObject): Errors => {
  const before = objectOf(old["spec"]);
  const relaxation = {
    secretNames: objectsOf(before["tls"]).some((tls) => validateSecretName(tls, "").length > 0),
    wildcardRules: objectsOf(before["rules"]).some(
      (rule) => textOf(rule["host"]).includes("*") && validatePaths(rule["http"], "").length > 0,
    ),
  };
  return [...validateMetaUpdate(ingress, old), ...validateObject(ingress, relaxation)];
};

const validateObject = (ingress: JsonObject, relaxation: Relaxation): Errors => {
  const spec = objectOf(ingress["spec"]);
  const rules = objectsOf(spec["rules"]);
  const backend = spec["defaultBackend"];
  const name = spec["ingressClassName"];
  return [
    ...validateMeta(ingress, META),
    ...(rules.length === 0 && !isJsonObject(backend)
      ? [invalid("spec", spec["rules"] ?? null, "either `defaultBackend` or `rules` must be specified")]
      : NONE),
    ...(isJsonObject(backend) ? validateBackend(backend, "spec.defaultBackend") : NONE),
    ...rules.flatMap((rule, i) => validateRule(rule, `spec.rules[${i}]`, relaxation)),
    ...objectsOf(spec["tls"]).flatMap((tls, i) => validateTls(tls, `spec.tls[${i}]`, relaxation)),
    ...(typeof name === "string" ? checkName(name, "spec.ingressClassName", isDns1123Subdomain) : NONE),
  ];
};

const isHost = (host: string): readonly string[] =>
  host.includes("*") ? isWildcardDns1123Subdomain(host) : isDns1123Subdomain(host);

const validateRule = (rule: JsonObject, path: string, relaxation: Relaxation): Errors => {
  const host = textOf(rule["host"]);
  const isWildcard = host.includes("*");
  return [
    ...(parseIp(host) ? [invalid(`${path}.host`, host, "must be a DNS name, not an IP address")] : NONE),
    ...(host === "" ? NONE : checkName(host, `${path}.host`, isHost)),
    ...(isWildcard && relaxation.wildcardRules ? NONE : validatePaths(rule["http"], `${path}.http`)),
  ];
};

const validateTls = (tls: JsonObject, path: string, relaxation: Relaxation): Errors => [
  ...listOf(tls["hosts"]).flatMap((host, i) => checkName(textOf(host), `${path}.hosts[${i}]`, isHost)),
  ...(relaxation.secretNames ? NONE : validateSecretName(tls, `${path}.secretName`)),
];

const validateSecretName = (tls: JsonObject, path: string): Errors => {
  const name = textOf(tls["secretName"]);
  return name === "" ? NONE : checkName(name, path, isDns1123Subdomain);
};

const validatePaths = (http: Json | undefined, path: string): Errors => {
  if (!isJsonObject(http)) return NONE;
  const paths = objectsOf(http["paths"]);
  if (paths.length === 0) return [required(`${path}.paths`)];
  return paths.flatMap((item, i) => validatePath(item, `${path}.paths[${i}]`));
};

const SEQUENCES: readonly string[] = ["//", "/./", "/../", "%2f", "%2F"];
const SUFFIXES: readonly string[] = ["/..", "/."];
const PATH_TYPES: readonly string[] = ["Exact", "ImplementationSpecific", "Prefix"];

const validatePath = (item: JsonObject, path: string): Errors => {
  const type = item["pathType"];
  const text = textOf(item["path"]);
  const here = `${path}.path`;
  if (type === undefined || type === null) return [required(`${path}.pathType`, "pathType must be specified")];
  const errors: FieldError[] = [];
  const isAbsolute = text.startsWith("/");
  if (type === "Exact" || type === "Prefix") {
    if (!isAbsolute) errors.push(invalid(here, text, "must be an absolute path"));
    for (const part of SEQUENCES)
      if (text.includes(part)) errors.push(invalid(here, text, `must not contain '${part}'`));
    for (const end of SUFFIXES) if (text.endsWith(end)) errors.push(invalid(here, text, `cannot end with '${end}'`));
  } else if (type === "ImplementationSpecific") {
    if (text !== "" && !isAbsolute) errors.push(invalid(here, text, "must be an absolute path"));
  } else {
    errors.push(notSupported(`${path}.pathType`, type, PATH_TYPES));
  }
  return [...errors, ...validateBackend(objectOf(item["backend"]), `${path}.backend`)];
};

const validateBackend = (backend: JsonObject, path: string): Errors => {
  const { resource, service } = backend;
  if (isJsonObject(resource) && isJsonObject(service)) {
    return [invalid(path, "", "cannot set both resource and service backends")];
  }
  if (isJsonObject(resource)) return validateReference(resource, `${path}.resource`);
  if (!isJsonObject(service)) return [invalid(path, "", "resource or service backend is required")];
  const name = textOf(service["name"]);
  const namePath = `${path}.service.name`;
  return [
    ...(name === "" ? [required(namePath)] : checkName(name, namePath, isDns1123Label)),
    ...validateBackendPort(service, path),
  ];
};

const validateBackendPort = (service: JsonObject, path: string): Errors => {
  const port = objectOf(service["port"]);
  const name = textOf(port["name"]);
  const number = numberOf(port["number"]);
  if (name !== "" && number !== 0) return [invalid(path, "", "cannot set both port name & port number")];
  if (name !== "") return checkName(name, `${path}.service.port.name`, isPortName);
  if (number !== 0) return invalidEach(`${path}.service.port.number`, number, isPortNumber(number));
  return [required(path, "port name or number is required")];
};

/** A group, a kind and a name. */
const validateReference = (reference: JsonObject, path: string): Errors => {
  const group = reference["apiGroup"];
  const errors: FieldError[] =
    typeof group === "string" ? [...checkName(group, `${path}.apiGroup`, isDns1123Subdomain)] : [];
  for (const key of ["kind", "name"]) {
    const text = textOf(reference[key]);
    errors.push(...(text === "" ? [required(`${path}.${key}`)] : checkName(text, `${path}.${key}`, isPathSegmentName)));
  }
  return errors;
};

const MAX_CONTROLLER = 250;

export const validateIngressClass = (ingressClass: JsonObject): Errors => {
  const controller = textOf(at(ingressClass, "spec", "controller"));
  const parameters = at(ingressClass, "spec", "parameters");
  const path = "spec.controller";
  return [
    ...validateMeta(ingressClass, { name: isDns1123Subdomain, isNamespaced: false }),
    ...(controller.length > MAX_CONTROLLER ? [tooLong(path, MAX_CONTROLLER)] : NONE),
    ...validateDomainPath(controller, path),
    ...(isJsonObject(parameters) ? validateParameters(parameters, "spec.parameters") : NONE),
  ];
};

const validateParameters = (parameters: JsonObject, path: string): Errors => {
  const { scope, namespace } = parameters;
  const errors = validateReference(parameters, path);
  if (scope === undefined) return [...errors, required(`${path}.scope`)];
  if (scope === "Cluster") {
    return namespace === undefined
      ? errors
      : [...errors, forbidden(`${path}.namespace`, "`parameters.scope` is set to 'Cluster'")];
  }
  if (scope !== "Namespace") return [...errors, notSupported(`${path}.scope`, scope, ["Cluster", "Namespace"])];
  return namespace === undefined
    ? [...errors, required(`${path}.namespace`, "`parameters.scope` is set to 'Namespace'")]
    : [...errors, ...checkName(textOf(namespace), `${path}.namespace`, isDns1123Label)];
};

export const validateIngressClassUpdate = (ingressClass: JsonObject, old: JsonObject): Errors => [
  ...validateMetaUpdate(ingressClass, old),
  ...immutable(at(ingressClass, "spec", "controller"), at(old, "spec", "controller"), "spec.controller"),
  ...validateIngressClass(ingressClass),
];
