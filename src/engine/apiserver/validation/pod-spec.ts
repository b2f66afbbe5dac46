// Models ValidatePodSpec of pkg/apis/core/validation/validation.go (v1.36).
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { compareQuantities } from "#api/quantity";
import { toInternal } from "#api/schema/internal";
import { listOf, numberOf, objectOf, objectsOf, textOf } from "../json-object.ts";
import { aggregateResources } from "../strategy/pod-resources.ts";
import { checkName, quantityIn } from "./basics.ts";
import { validateContainers, validateEphemeralContainers, validateInitContainers } from "./container.ts";
import {
  duplicate,
  forbidden,
  invalid,
  NONE,
  notFound,
  notSupported,
  required,
  tooLong,
  type Errors,
  type FieldError,
} from "./field-error.ts";
import { validateIp } from "./ip.ts";
import { entriesOf, validateLabels } from "./labels.ts";
import {
  inRange,
  isDns1123Label,
  isDns1123Subdomain,
  isDns1123SubdomainWithUnderscore,
  isQualifiedName,
} from "./names.ts";
import { validateAffinity, validateSpread, validateTolerations } from "./placement.ts";
import { isHugePages, validateResources } from "./resources.ts";
import { validatePodSecurity, type SecurityOptions } from "./security-context.ts";
import { validateVolumes } from "./volumes.ts";

export interface PodSpecContext extends SecurityOptions {
  readonly podName: string;
  /** A pod of its own, not a template. */
  readonly isPod: boolean;
}

/** All containers of a pod, with their paths: init containers, containers, ephemeral ones. */
export const containersWithPaths = (spec: JsonObject, path: string): readonly (readonly [JsonObject, string])[] =>
  ["initContainers", "containers", "ephemeralContainers"].flatMap((key) =>
    objectsOf(spec[key]).map((container, i) => [container, `${path}.${key}[${i}]`] as const),
  );

export const validatePodSpec = (spec: JsonObject, path: string, context: PodSpecContext): Errors => {
  const volumes = validateVolumes(spec["volumes"], `${path}.volumes`, context);
  const claims = objectsOf(spec["resourceClaims"]);
  const claimNames = claims.map((claim) => textOf(claim["name"])).filter((name) => name !== "");
  const containers = { spec, volumes: volumes.usable, claimNames, allowPrivileged: context.allowPrivileged };
  return [
    ...(spec["terminationGracePeriodSeconds"] === undefined
      ? [required(`${path}.terminationGracePeriodSeconds`)]
      : NONE),
    ...volumes.errors,
    ...validateResourceClaims(claims, `${path}.resourceClaims`),
    ...validateContainers(`${path}.containers`, containers),
    ...validateInitContainers(`${path}.initContainers`, containers),
    ...validateEphemeralContainers(`${path}.ephemeralContainers`, containers),
    ...validatePodResources(spec, path, claimNames),
    ...validateHostPorts(spec, path, context),
    ...validateChoice(spec["restartPolicy"], `${path}.restartPolicy`, ["Always", "OnFailure", "Never"]),
    ...validateChoice(spec["dnsPolicy"], `${path}.dnsPolicy`, DNS_POLICIES),
    ...validateLabels(spec["nodeSelector"], `${path}.nodeSelector`),
    ...validatePodSecurity(spec, `${path}.securityContext`),
    ...validateAffinity(spec["affinity"], `${path}.affinity`),
    ...validateDnsConfig(spec, `${path}.dnsConfig`),
    ...objectsOf(spec["readinessGates"]).flatMap((gate, i) =>
      checkName(textOf(gate["conditionType"]), `${path}.readinessGates[${i}].conditionType`, isQualifiedName),
    ),
    ...validateSchedulingGates(spec["schedulingGates"], `${path}.schedulingGates`),
    ...validateSpread(spec["topologySpreadConstraints"], `${path}.topologySpreadConstraints`),
    ...validateHostUsers(spec, path),
    ...validateHostnameOverride(spec, path),
    ...validateNames(spec, path),
    ...validateRest(spec, path),
  ];
};

const DNS_POLICIES: readonly string[] = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];

const validateChoice = (value: Json | undefined, path: string, choices: readonly string[]): Errors => {
  const text = textOf(value);
  if (text === "") return [required(path)];
  return choices.includes(text) ? NONE : [notSupported(path, text, choices)];
};

const validateResourceClaims = (claims: readonly JsonObject[], path: string): Errors => {
  const names = new Set<string>();
  return claims.flatMap((claim, i) => {
    const here = `${path}[${i}]`;
    const name = textOf(claim["name"]);
    const { resourceClaimName, resourceClaimTemplateName } = claim;
    const errors: FieldError[] = [];
    if (name === "") errors.push(required(`${here}.name`));
    else if (names.has(name)) errors.push(duplicate(`${here}.name`, name));
    else errors.push(...checkName(name, `${here}.name`, isDns1123Label));
    names.add(name);
    const shown = (): Json => toInternal("PodResourceClaim", claim);
    if (resourceClaimName !== undefined && resourceClaimTemplateName !== undefined) {
      const detail = "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified";
      errors.push(invalid(here, shown(), detail));
    }
    if (resourceClaimName === undefined && resourceClaimTemplateName === undefined) {
      errors.push(invalid(here, shown(), "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`"));
    }
    for (const key of ["resourceClaimName", "resourceClaimTemplateName"]) {
      if (claim[key] !== undefined) errors.push(...checkName(textOf(claim[key]), `${here}.${key}`, isDns1123Subdomain));
    }
    return errors;
  });
};

const isAbove = (amount: Json, bound: Json | undefined): bound is Json =>
  bound !== undefined && compareQuantities(quantityIn(amount), quantityIn(bound)) > 0;

/** Requests and limits of the pod as a whole against those of its containers. */
const validatePodResources = (spec: JsonObject, path: string, claimNames: readonly string[]): Errors => {
  const resources = spec["resources"];
  if (!isJsonObject(resources)) return NONE;
  const here = `${path}.resources`;
  const errors: FieldError[] = [];
  if (resources["claims"] !== undefined) {
    errors.push(forbidden(`${here}.claims`, "claims may not be set for Resources at pod-level"));
  }
  errors.push(...validateResources(resources, here, { claimNames, isPodLevel: true }));
  const requests = objectOf(resources["requests"]);
  const limits = objectOf(resources["limits"]);
  for (const [name, amount] of entriesOf(aggregateResources(spec, "requests"))) {
    const bound = requests[name];
    if (!isAbove(amount, bound)) continue;
    const detail = `must be greater than or equal to aggregate container requests of ${textOf(amount)}`;
    errors.push(invalid(`${here}.requests[${name}]`, bound, detail));
  }
  for (const [name, amount] of entriesOf(aggregateResources(spec, "limits"))) {
    const bound = limits[name];
    if (!isHugePages(name) || !isAbove(amount, bound)) continue;
    const detail = `must be greater than or equal to aggregate container limits of ${textOf(amount)}`;
    errors.push(invalid(`${here}.limits[${name}]`, bound, detail));
  }
  for (const [i, container] of objectsOf(spec["containers"]).entries()) {
    for (const [name, amount] of entriesOf(objectOf(container["resources"])["limits"])) {
      const bound = limits[name];
      if (!isAbove(amount, bound)) continue;
      const detail = `must be less than or equal to pod limits of ${textOf(bound)}`;
      errors.push(invalid(`${here}.containers[${i}][${name}].limits`, amount, detail));
    }
  }
  return errors;
};

const validateHostPorts = (spec: JsonObject, path: string, { isPod }: PodSpecContext): Errors => {
  if (spec["hostNetwork"] !== true) return NONE;
  return objectsOf(spec["containers"]).flatMap((container, i) =>
    objectsOf(container["ports"]).flatMap((port, j) => {
      const hostPort = numberOf(port["hostPort"]);
      if (hostPort === numberOf(port["containerPort"]) || (hostPort === 0 && !isPod)) return NONE;
      const detail = "must match `containerPort` when `hostNetwork` is true";
      return [invalid(`${path}.containers[${i}].ports[${j}].hostPort`, hostPort, detail)];
    }),
  );
};

const MAX_NAMESERVERS = 3;
const MAX_SEARCHES = 32;
const MAX_SEARCH_CHARACTERS = 2048;

const validateDnsConfig = (spec: JsonObject, path: string): Errors => {
  const config = spec["dnsConfig"];
  const nameservers = listOf(objectOf(config)["nameservers"]);
  if (spec["dnsPolicy"] === "None") {
    if (!isJsonObject(config)) return [required(path, "must provide `dnsConfig` when `dnsPolicy` is None")];
    if (nameservers.length === 0) {
      const detail = "must provide at least one DNS nameserver when `dnsPolicy` is None";
      return [required(`${path}.nameservers`, detail)];
    }
  }
  if (!isJsonObject(config)) return NONE;
  const searches = listOf(config["searches"]).map(textOf);
  const errors: FieldError[] = [];
  if (nameservers.length > MAX_NAMESERVERS) {
    errors.push(invalid(`${path}.nameservers`, nameservers, `must not have more than ${MAX_NAMESERVERS} nameservers`));
  }
  errors.push(...nameservers.flatMap((server, i) => validateIp(textOf(server), `${path}.nameservers[${i}]`)));
  if (searches.length > MAX_SEARCHES) {
    errors.push(invalid(`${path}.searches`, searches, `must not have more than ${MAX_SEARCHES} search paths`));
  }
  if (searches.join(" ").length > MAX_SEARCH_CHARACTERS) {
    const detail = `must not have more than ${MAX_SEARCH_CHARACTERS} characters (including spaces) in the search list`;
    errors.push(invalid(`${path}.searches`, searches, detail));
  }
  for (const [i, search] of searches.entries()) {
    if (search === ".") continue;
    const name = search.endsWith(".") ? search.slice(0, -1) : search;
    errors.push(...checkName(name, `${path}.searches[${i}]`, isDns1123SubdomainWithUnderscore));
  }
  for (const [i, option] of objectsOf(config["options"]).entries()) {
    if (textOf(option["name"]) === "") errors.push(required(`${path}.options[${i}]`, "must not be empty"));
  }
  return errors;
};

const validateSchedulingGates = (gates: Json | undefined, path: string): Errors => {
  const seen = new Set<string>();
  return objectsOf(gates).flatMap((gate, i) => {
    const name = textOf(gate["name"]);
    const isRepeated = seen.has(name);
    seen.add(name);
    return [
      ...checkName(name, `${path}[${i}]`, isQualifiedName),
      ...(isRepeated ? [duplicate(`${path}[${i}]`, name)] : NONE),
    ];
  });
};

/** What a pod in a user namespace of its own cannot share with the host. */
const validateHostUsers = (spec: JsonObject, path: string): Errors => {
  if (spec["hostUsers"] !== false) return NONE;
  const words = "when `hostUsers` is false";
  return [
    ...(spec["hostNetwork"] === true ? [forbidden(`${path}.hostNetwork`, words)] : NONE),
    ...(spec["hostPID"] === true ? [forbidden(`${path}.HostPID`, words)] : NONE),
    ...(spec["hostIPC"] === true ? [forbidden(`${path}.HostIPC`, words)] : NONE),
    ...containersWithPaths(spec, path)
      .filter(([container]) => listOf(container["volumeDevices"]).length > 0)
      .map(([, at]) => forbidden(`${at}.volumeDevices`, words)),
  ];
};

const MAX_HOSTNAME = 64;

const validateHostnameOverride = (spec: JsonObject, path: string): Errors => {
  const override = spec["hostnameOverride"];
  if (typeof override !== "string") return NONE;
  const here = `${path}.hostnameOverride`;
  return [
    ...(spec["setHostnameAsFQDN"] === true
      ? [forbidden(here, "may not be specified when setHostnameAsFQDN is true")]
      : NONE),
    ...(spec["hostNetwork"] === true ? [forbidden(here, "may not be specified when hostNetwork is true")] : NONE),
    ...(override.length > MAX_HOSTNAME ? [tooLong(here, MAX_HOSTNAME)] : NONE),
    ...checkName(override, here, isDns1123Subdomain),
  ];
};

const MAX_INT32 = 2_147_483_647;

const validateNames = (spec: JsonObject, path: string): Errors => {
  const errors: FieldError[] = [];
  const check = (key: string, rule: (name: string) => readonly string[]): void => {
    const text = textOf(spec[key]);
    if (text !== "") errors.push(...checkName(text, `${path}.${key}`, rule));
  };
  check("serviceAccountName", isDns1123Subdomain);
  check("nodeName", isDns1123Subdomain);
  const deadline = spec["activeDeadlineSeconds"];
  if (typeof deadline === "number" && (deadline < 1 || deadline > MAX_INT32)) {
    errors.push(invalid(`${path}.activeDeadlineSeconds`, deadline, inRange(1, MAX_INT32)));
  }
  check("hostname", isDns1123Label);
  check("subdomain", isDns1123Label);
  errors.push(...validateTolerations(spec["tolerations"], `${path}.tolerations`));
  for (const [i, alias] of objectsOf(spec["hostAliases"]).entries()) {
    const here = `${path}.hostAliases[${i}]`;
    errors.push(...validateIp(textOf(alias["ip"]), `${here}.ip`));
    errors.push(
      ...listOf(alias["hostnames"]).flatMap((name, j) =>
        checkName(textOf(name), `${here}.hostnames[${j}]`, isDns1123Subdomain),
      ),
    );
  }
  check("priorityClassName", isDns1123Subdomain);
  const runtimeClass = spec["runtimeClassName"];
  if (typeof runtimeClass === "string") {
    errors.push(...checkName(runtimeClass, `${path}.runtimeClassName`, isDns1123Subdomain));
  }
  return errors;
};

export const validatePreemptionPolicy = (policy: Json | undefined, path: string): Errors =>
  policy === undefined ? NONE : validateChoice(policy, path, ["PreemptLowerPriority", "Never"]);

const validateRest = (spec: JsonObject, path: string): Errors => {
  const overhead = spec["overhead"];
  return [
    ...validatePreemptionPolicy(spec["preemptionPolicy"], `${path}.preemptionPolicy`),
    ...(isJsonObject(overhead)
      ? validateResources({ limits: overhead }, `${path}.overhead`, { claimNames: [] })
      : NONE),
    ...validateOs(spec["os"], `${path}.os`),
    ...validateFileKeys(spec, path),
  ];
};

const validateOs = (os: Json | undefined, path: string): Errors => {
  if (!isJsonObject(os)) return NONE;
  const name = textOf(os["name"]);
  if (name === "") return [required(`${path}.name`)];
  return name === "linux" || name === "windows" ? NONE : [notSupported(path, name, ["linux", "windows"])];
};

/** A file of variables must lie in an emptyDir of the pod. */
const validateFileKeys = (spec: JsonObject, path: string): Errors => {
  const volumes = new Map(objectsOf(spec["volumes"]).map((volume) => [textOf(volume["name"]), volume]));
  return containersWithPaths(spec, path).flatMap(([container, at]) =>
    objectsOf(container["env"]).flatMap((variable, i) => {
      const ref = objectOf(variable["valueFrom"])["fileKeyRef"];
      if (!isJsonObject(ref)) return NONE;
      const name = textOf(ref["volumeName"]);
      const volume = volumes.get(name);
      const here = `${at}.env[${i}].valueFrom.fileKeyRef.volumeName`;
      if (!volume) return [notFound(here, name)];
      return isJsonObject(volume["emptyDir"])
        ? NONE
        : [invalid(here, name, "referenced volume must be of type emptyDir")];
    }),
  );
};
