// Models the container part of pkg/api/pod/warnings.go (v1.36): what a container sets twice, and ports that get in each other's way.
import { isJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { goQuote } from "#api/go-quote";
import { numberOf, objectOf, objectsOf, textOf } from "../json-object.ts";
import { containersWithPaths } from "../validation/pod-spec.ts";
import { warningsForFraction } from "./volume-warnings.ts";

export const SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
const SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";
const APPARMOR = "container.apparmor.security.beta.kubernetes.io/";

interface PodContext {
  readonly annotations: JsonObject;
  readonly spec: JsonObject;
  /** Path of the template; empty for a pod itself. */
  readonly root: string;
}

export const warningsForContainer = (container: JsonObject, path: string, pod: PodContext): readonly string[] => {
  const resources = objectOf(container["resources"]);
  return [
    ...warningsForProfiles(container, pod),
    ...["memory", "ephemeral-storage"].flatMap((resource) =>
      ["limits", "requests"].flatMap((list) =>
        warningsForFraction(objectOf(resources[list])[resource], `${path}.resources.${list}[${resource}]`),
      ),
    ),
    ...warningsForEnv(objectsOf(container["env"]), `${path}.env`),
  ];
};

const warningsForProfiles = (container: JsonObject, { annotations, spec, root }: PodContext): readonly string[] => {
  const context = objectOf(container["securityContext"]);
  const name = textOf(container["name"]);
  const warnings: string[] = [];
  const at = (key: string): string => `${root === "" ? "" : `${root}.`}metadata.annotations[${key}]`;
  const seccomp = SECCOMP_CONTAINER + name;
  if (!isJsonObject(context["seccompProfile"]) && annotations[seccomp] !== undefined) {
    warnings.push(`${at(seccomp)}: non-functional in v1.27+; use the "seccompProfile" field instead`);
  }
  const appArmor = APPARMOR + name;
  const annotation = annotations[appArmor];
  const isMissing = !isJsonObject(context["appArmorProfile"]) && annotation !== undefined;
  if (
    isMissing &&
    (root === "" || !isProfile(objectOf(spec["securityContext"])["appArmorProfile"], textOf(annotation)))
  ) {
    warnings.push(`${at(appArmor)}: deprecated since v1.30; use the "appArmorProfile" field instead`);
  }
  return warnings;
};

const isProfile = (profile: unknown, annotation: string): boolean => {
  const { type, localhostProfile } = objectOf(profile);
  if (annotation === "unconfined") return type === "Unconfined";
  if (annotation === "runtime/default") return type === "RuntimeDefault";
  return type === "Localhost" && annotation === `localhost/${textOf(localhostProfile)}`;
};

/** A name may be given again if the new value refers to the old one and adds to it. */
const warningsForEnv = (env: readonly JsonObject[], path: string): readonly string[] => {
  const seen = new Set<string>();
  const warnings: string[] = [];
  for (const [i, item] of env.entries()) {
    const name = textOf(item["name"]);
    const value = textOf(item["value"]);
    const reference = `$(${name})`;
    const isHiding = isJsonObject(item["valueFrom"]) || value === reference || !value.includes(reference);
    if (seen.has(name) && isHiding) {
      warnings.push(
        `${path}[${i}]: hides previous definition of ${goQuote(name)}, which may be dropped when using apply`,
      );
    }
    seen.add(name);
  }
  return warnings;
};

interface PlacedPort {
  readonly path: string;
  readonly port: JsonObject;
}

export const warningsForPorts = (spec: JsonObject, path: string): readonly string[] => {
  const ports = containersWithPaths(spec, path).flatMap(([container, at]) =>
    objectsOf(container["ports"]).map((port, i) => ({ path: `${at}.ports[${i}]`, port })),
  );
  return [
    ...ports.flatMap((placed, i) => [
      ...(textOf(placed.port["hostIP"]) !== "" && numberOf(placed.port["hostPort"]) === 0
        ? [`${placed.path}: hostIP set without hostPort: ${shownPort(placed.port)}`]
        : []),
      ...ports.slice(0, i).flatMap((other) => warningsForPair(placed, other)),
    ]),
    ...warningsForPortNames(ports),
  ];
};

/** Go's %+v of the struct. */
const shownPort = (port: JsonObject): string =>
  `{Name:${textOf(port["name"])} HostPort:${numberOf(port["hostPort"])} ContainerPort:${numberOf(port["containerPort"])}` +
  ` Protocol:${textOf(port["protocol"])} HostIP:${textOf(port["hostIP"])}}`;

const warningsForPair = (placed: PlacedPort, other: PlacedPort): readonly string[] => {
  const { port } = placed;
  const before = other.port;
  if (port["containerPort"] !== before["containerPort"] || port["protocol"] !== before["protocol"]) return [];
  const [hostPort, otherHostPort] = [numberOf(port["hostPort"]), numberOf(before["hostPort"])];
  const [hostIp, otherHostIp] = [textOf(port["hostIP"]), textOf(before["hostIP"])];
  const warn = (what: string): readonly string[] => [`${placed.path}: ${what} port definition with ${other.path}`];
  if (hostIp === otherHostIp && hostPort === otherHostPort) return warn("duplicate");
  if (hostPort === 0 || otherHostPort === 0) return warn("overlapping");
  const isOneOpen = (hostIp === "") !== (otherHostIp === "");
  return hostPort === otherHostPort && isOneOpen ? warn("dangerously ambiguous") : [];
};

const warningsForPortNames = (ports: readonly PlacedPort[]): readonly string[] => {
  const first = new Map<string, string>();
  const warnings: string[] = [];
  for (const { path, port } of ports) {
    const name = textOf(port["name"]);
    const other = first.get(name);
    if (other !== undefined) {
      warnings.push(
        `${path}: duplicate port name ${goQuote(name)} with ${other}, services and probes that select ports by name will use ${other}`,
      );
    } else if (name !== "") first.set(name, path);
  }
  return warnings;
};
