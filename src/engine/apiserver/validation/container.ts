// Models containers of pkg/apis/core/validation/validation.go (v1.36).
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { numberOf, objectOf, objectsOf, textOf } from "../json-object.ts";
import { checkName } from "./basics.ts";
import { validateEnv, validateEnvFrom } from "./env.ts";
import {
  duplicate,
  forbidden,
  invalid,
  invalidEach,
  NONE,
  notFound,
  notSupported,
  required,
  type Errors,
  type FieldError,
} from "./field-error.ts";
import { validateLifecycle, validateProbes, validateRestartRules } from "./handlers.ts";
import { validateMounts } from "./mounts.ts";
import { isDns1123Label, isPortName, isPortNumber } from "./names.ts";
import { validateResources } from "./resources.ts";
import { validateContainerSecurity, type SecurityOptions } from "./security-context.ts";
import { validatePullPolicy } from "./volume-sources.ts";

export interface ContainerContext extends SecurityOptions {
  readonly spec: JsonObject;
  readonly volumes: ReadonlyMap<string, JsonObject>;
  readonly claimNames: readonly string[];
}

const MESSAGE_POLICIES: readonly string[] = ["File", "FallbackToLogsOnError"];

const validateCommon = (container: JsonObject, path: string, context: ContainerContext): Errors => {
  const name = textOf(container["name"]);
  const policy = textOf(container["terminationMessagePolicy"]);
  const errors: FieldError[] = [
    ...(name === "" ? [required(`${path}.name`)] : checkName(name, `${path}.name`, isDns1123Label)),
  ];
  if (textOf(container["image"]) === "") errors.push(required(`${path}.image`));
  if (policy === "") errors.push(required(`${path}.terminationMessagePolicy`));
  else if (!MESSAGE_POLICIES.includes(policy)) {
    errors.push(notSupported(`${path}.terminationMessagePolicy`, policy, MESSAGE_POLICIES));
  }
  return [
    ...errors,
    ...validatePorts(container["ports"], `${path}.ports`),
    ...validateEnv(container["env"], `${path}.env`),
    ...validateEnvFrom(container["envFrom"], `${path}.envFrom`),
    ...validateMounts(container, path, context.volumes),
    ...validatePullPolicy(container["imagePullPolicy"], `${path}.imagePullPolicy`),
    ...validateResources(objectOf(container["resources"]), `${path}.resources`, { claimNames: context.claimNames }),
    ...validateResizePolicy(container["resizePolicy"], `${path}.resizePolicy`, context.spec),
    ...validateContainerSecurity(container["securityContext"], `${path}.securityContext`, context.spec, context),
  ];
};

const PROTOCOLS: readonly string[] = ["SCTP", "TCP", "UDP"];

export const validateProtocol = (protocol: Json | undefined, path: string): Errors => {
  const text = textOf(protocol);
  if (text === "") return [required(path)];
  return PROTOCOLS.includes(text) ? NONE : [notSupported(path, text, PROTOCOLS)];
};

const validatePorts = (ports: Json | undefined, path: string): Errors => {
  const names = new Set<string>();
  return objectsOf(ports).flatMap((port, i) => {
    const here = `${path}[${i}]`;
    const name = textOf(port["name"]);
    const [containerPort, hostPort] = [numberOf(port["containerPort"]), numberOf(port["hostPort"])];
    const errors: FieldError[] = [];
    if (name !== "") {
      const messages = isPortName(name);
      if (messages.length > 0) errors.push(...invalidEach(`${here}.name`, name, messages));
      else if (names.has(name)) errors.push(duplicate(`${here}.name`, name));
      else names.add(name);
    }
    if (containerPort === 0) errors.push(required(`${here}.containerPort`));
    else errors.push(...invalidEach(`${here}.containerPort`, containerPort, isPortNumber(containerPort)));
    if (hostPort !== 0) errors.push(...invalidEach(`${here}.hostPort`, hostPort, isPortNumber(hostPort)));
    return [...errors, ...validateProtocol(port["protocol"], `${here}.protocol`)];
  });
};

const RESIZED: readonly string[] = ["cpu", "memory"];
const RESIZE: readonly string[] = ["NotRequired", "RestartContainer"];

/** But for duplicates, errors are said at the list. */
const validateResizePolicy = (policies: Json | undefined, path: string, spec: JsonObject): Errors => {
  const seen = new Set<string>();
  return objectsOf(policies).flatMap((policy, i) => {
    const [resource, restart] = [textOf(policy["resourceName"]), textOf(policy["restartPolicy"])];
    const errors: FieldError[] = [];
    if (seen.has(resource)) errors.push(duplicate(`${path}[${i}]`, resource));
    seen.add(resource);
    if (resource === "") errors.push(required(path));
    else if (!RESIZED.includes(resource)) errors.push(notSupported(path, resource, RESIZED));
    if (restart === "") errors.push(required(path));
    else if (!RESIZE.includes(restart)) errors.push(notSupported(path, restart, RESIZE));
    if (spec["restartPolicy"] === "Never" && restart !== "NotRequired") {
      errors.push(invalid(path, restart, "must be 'NotRequired' when pod `restartPolicy` is 'Never'"));
    }
    return errors;
  });
};

/** Two containers cannot have one port of the node. */
const validateHostPorts = (containers: readonly JsonObject[], path: string): Errors => {
  const taken = new Set<string>();
  return containers.flatMap((container, i) =>
    objectsOf(container["ports"]).flatMap((port, j) => {
      const hostPort = numberOf(port["hostPort"]);
      if (hostPort === 0) return NONE;
      const key = `${textOf(port["protocol"])}/${textOf(port["hostIP"])}/${hostPort}`;
      if (taken.has(key)) return [duplicate(`${path}[${i}].ports[${j}].hostPort`, key)];
      taken.add(key);
      return NONE;
    }),
  );
};

export const validateContainers = (path: string, context: ContainerContext): Errors => {
  const containers = objectsOf(context.spec["containers"]);
  if (containers.length === 0) return [required(path)];
  const names = new Set<string>();
  const errors = containers.flatMap((container, i) => {
    const here = `${path}[${i}]`;
    const name = textOf(container["name"]);
    const isTaken = names.has(name);
    names.add(name);
    return [
      ...validateCommon(container, here, context),
      ...(isTaken ? [duplicate(`${here}.name`, name)] : NONE),
      ...validateLifecycle(container, here, context.spec),
      ...validateProbes(container, here),
      ...validateRestartRules(container, here),
    ];
  });
  return [...errors, ...validateHostPorts(containers, path)];
};

const NOT_A_SIDECAR = "may not be set for init containers without restartPolicy=Always";

export const validateInitContainers = (path: string, context: ContainerContext): Errors => {
  const names = new Set(objectsOf(context.spec["containers"]).map((container) => textOf(container["name"])));
  return objectsOf(context.spec["initContainers"]).flatMap((container, i) => {
    const here = `${path}[${i}]`;
    const name = textOf(container["name"]);
    const isTaken = names.has(name);
    if (name !== "") names.add(name);
    const isSidecar = container["restartPolicy"] === "Always";
    return [
      ...validateCommon(container, here, context),
      ...validateRestartRules(container, here),
      ...(isTaken ? [duplicate(`${here}.name`, name)] : NONE),
      ...validateHostPorts([container], path),
      ...(isSidecar
        ? [...validateLifecycle(container, here, context.spec), ...validateProbes(container, here)]
        : [...refuseSidecarFields(container, here), ...refuseResizeRestart(container, here)]),
    ];
  });
};

const refuseSidecarFields = (container: JsonObject, path: string): Errors =>
  ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"]
    .filter((key) => isJsonObject(container[key]))
    .map((key) => forbidden(`${path}.${key}`, NOT_A_SIDECAR));

const refuseResizeRestart = (container: JsonObject, path: string): Errors =>
  objectsOf(container["resizePolicy"]).flatMap((policy, j) => {
    if (policy["restartPolicy"] !== "RestartContainer") return NONE;
    const detail = "must not be set to 'RestartContainer' for non-sidecar initContainers";
    return [invalid(`${path}.resizePolicy[${j}].restartPolicy`, "RestartContainer", detail)];
  });

const NOT_FOR_EPHEMERAL: readonly string[] = [
  "ports",
  "resources",
  "resizePolicy",
  "restartPolicy",
  "restartPolicyRules",
  "livenessProbe",
  "readinessProbe",
  "startupProbe",
  "lifecycle",
];

export const validateEphemeralContainers = (path: string, context: ContainerContext): Errors => {
  const { spec } = context;
  const others = [...objectsOf(spec["containers"]), ...objectsOf(spec["initContainers"])].map((c) => textOf(c["name"]));
  const names = new Set(others);
  const words = "cannot be set for an Ephemeral Container";
  return objectsOf(spec["ephemeralContainers"]).flatMap((container, i) => {
    const here = `${path}[${i}]`;
    const [name, target] = [textOf(container["name"]), textOf(container["targetContainerName"])];
    const isTaken = names.has(name);
    names.add(name);
    const isSet = (key: string): boolean => {
      const value = container[key];
      return value !== undefined && !(isJsonObject(value) && key === "resources" && Object.keys(value).length === 0);
    };
    return [
      ...validateCommon(container, here, context),
      ...validateImageSpace(container, here),
      ...(isTaken ? [duplicate(`${here}.name`, name)] : NONE),
      ...(target !== "" && !others.includes(target) ? [notFound(`${here}.targetContainerName`, target)] : NONE),
      ...NOT_FOR_EPHEMERAL.filter(isSet).map((key) => forbidden(`${here}.${key}`, words)),
      ...objectsOf(container["volumeMounts"]).flatMap((mount, j) =>
        ["subPath", "subPathExpr"]
          .filter((key) => textOf(mount[key]) !== "")
          .map((key) => forbidden(`${here}.volumeMounts[${j}].${key}`, words)),
      ),
    ];
  });
};

/** Only in a pod of its own: templates are let through. */
export const validateImageSpace = (container: JsonObject, path: string): Errors => {
  const image = textOf(container["image"]);
  return image.trim() === image
    ? NONE
    : [invalid(`${path}.image`, image, "must not have leading or trailing whitespace")];
};
