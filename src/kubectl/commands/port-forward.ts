// Models kubectl/pkg/cmd/portforward and client-go/tools/portforward (v1.36): ports of the learner's machine that lead into a pod's own
// network. It ends at the first connection that cannot be made, as the real one does; that its pod has ended it does not notice before.
import type { JsonObject } from "#api/meta";
import { type Call, type Context, fail, type Outcome, type WakeReason } from "../command.ts";
import { message } from "../errors.ts";
import { list, nameOf, num, text } from "../object.ts";
import { resourceOfType } from "../resource-args.ts";
import { klogLine, must, namespaceFor, usageError } from "../usage.ts";
import { podFor } from "./pods.ts";

interface Port {
  readonly local: number;
  readonly remote: number;
}

const split = (port: string): readonly [local: string, remote: string] => {
  const parts = port.split(":");
  return parts.length === 2 ? [parts[0] ?? "", parts[1] ?? ""] : [parts[0] ?? "", parts[0] ?? ""];
};

const isNumber = (value: string): boolean => /^[+-]?\d+$/.test(value);

const podPorts = (pod: JsonObject): readonly JsonObject[] =>
  list(pod, "spec", "containers").flatMap((container) => list(container, "ports"));

const byName = (pod: JsonObject, name: string): string => {
  const port = podPorts(pod).find((item) => text(item, "name") === name);
  return port
    ? String(num(port, "containerPort"))
    : fail(message(`Pod '${nameOf(pod)}' does not have a named port '${name}'`));
};

const targetOf = (service: JsonObject, pod: JsonObject, port: number): string => {
  const found = list(service, "spec", "ports").find((item) => num(item, "port") === port);
  if (!found) return fail(message(`Service ${nameOf(service)} does not have a service port ${port}`));
  const target = found["targetPort"];
  if (text(service, "spec", "clusterIP") === "None" || target === undefined || target === 0) return String(port);
  return typeof target === "number" ? String(target) : byName(pod, text(found, "targetPort"));
};

/** The pod's port for one that a service has. */
const throughService = (service: JsonObject, pod: JsonObject, given: string): string => {
  const [local, remote] = split(given);
  const named = list(service, "spec", "ports").find((item) => text(item, "name") === remote);
  if (!isNumber(remote) && !named) {
    return fail(message(`Service '${nameOf(service)}' does not have a named port '${remote}'`));
  }
  const port = isNumber(remote) ? Number(remote) : num(named, "port");
  const near = isNumber(remote) || local !== remote ? local : String(port);
  const target = targetOf(service, pod, port);
  return near === target ? target : `${near}:${target}`;
};

const ofPod = (pod: JsonObject, given: string): string => {
  const [local, remote] = split(given);
  if (remote === "") return fail(message("remote port cannot be empty"));
  const port = isNumber(remote) ? remote : byName(pod, remote);
  return local === remote ? port : `${local}:${port}`;
};

/** A port for UDP alone cannot be forwarded. */
const checkProtocol = (ports: readonly JsonObject[], field: "port" | "containerPort", given: string): void => {
  const [, remote] = split(given);
  const mine = ports.filter((item) => String(num(item, field)) === remote || text(item, "name") === remote);
  if (mine.length > 0 && mine.every((item) => text(item, "protocol") === "UDP")) {
    fail(message(`UDP protocol is not supported for ${remote}`));
  }
};

const parsePort = (side: "local" | "remote", value: string): number => {
  if (!/^\d+$/.test(value)) {
    return fail(
      message(
        `error parsing ${side} port '${value}': strconv.ParseUint: parsing ${JSON.stringify(value)}: invalid syntax`,
      ),
    );
  }
  const port = Number(value);
  if (port > 65_535) {
    return fail(
      message(`error parsing ${side} port '${value}': strconv.ParseUint: parsing "${value}": value out of range`),
    );
  }
  return port;
};

const parsePair = (given: string): Port => {
  const [local, remote] = split(given);
  const port = { local: parsePort("local", local === "" ? "0" : local), remote: parsePort("remote", remote) };
  return port.remote === 0 ? fail(message("remote port must be > 0")) : port;
};

const addressesOf = (call: Call): readonly string[] => {
  const given = call.flags.changed("address") ? call.flags.list("address") : ["localhost"];
  const all = given.flatMap((address) => (address === "localhost" ? ["127.0.0.1", "::1"] : [address]));
  const bad = all.find((address) => !/^\d+\.\d+\.\d+\.\d+$|:/.test(address));
  return bad === undefined ? [...new Set(all)].toSorted() : fail(message(`${bad} is not a valid IP`));
};

/** The first of the ports that machines give to who asks for any. */
const FIRST_FREE = 32_768;

const bracketed = (address: string): string => (address.includes(":") ? `[${address}]` : address);

/** Listens, and says so; a port that is taken or that only root may have is told of. */
const listen = (context: Context, port: Port, addresses: readonly string[], taken: Set<number>): Port | undefined => {
  let { local } = port;
  if (local === 0) for (local = FIRST_FREE; taken.has(local);) local++;
  const why = taken.has(local) ? "address already in use" : local < 1024 ? "permission denied" : undefined;
  if (why !== undefined) {
    const errors = addresses.map((address) => {
      const network = address.includes(":") ? "tcp6" : "tcp4";
      return `unable to create listener: Error listen ${network} ${bracketed(address)}:${local}: bind: ${why}`;
    });
    context.err(
      `Unable to listen on port ${local}: Listeners failed to create with the following errors: [${errors.join(" ")}]\n`,
    );
    return undefined;
  }
  taken.add(local);
  for (const address of addresses) {
    context.out(`Forwarding from ${bracketed(address)}:${local} -> ${port.remote}\n`);
  }
  return { local, remote: port.remote };
};

const podNamed = (context: Context, argument: string, namespace: string): JsonObject => {
  const [type = "", name] = argument.split("/", 2);
  const resource = name === undefined ? undefined : resourceOfType(type);
  if (resource && !ATTACHABLE.has(resource.kind)) {
    must(context.client.get({ resource, namespace, name: name ?? "" }));
    const go = `*${resource.version}.${resource.kind}`;
    return fail(message(`cannot attach to ${go}: selector for ${go} not implemented`));
  }
  return podFor(context, argument, namespace);
};

const ATTACHABLE = new Set([
  "Pod",
  "Service",
  "ReplicationController",
  "Deployment",
  "ReplicaSet",
  "StatefulSet",
  "DaemonSet",
  "Job",
]);

const serviceNamed = (context: Context, argument: string, namespace: string): JsonObject | undefined => {
  const [type = "", name] = argument.split("/", 2);
  const resource = name === undefined ? undefined : resourceOfType(type);
  return resource?.kind === "Service" ? must(context.client.get({ resource, namespace, name: name ?? "" })) : undefined;
};

export const startForward = (context: Context, call: Call): Outcome => {
  const [target = "", ...given] = call.args;
  if (given.length === 0) {
    return usageError("port-forward", "TYPE/NAME and list of ports are required for port-forward");
  }
  const { namespace } = namespaceFor(context, call);
  const pod = podNamed(context, target, namespace);
  const service = serviceNamed(context, target, namespace);
  for (const port of given) {
    if (service) checkProtocol(list(service, "spec", "ports"), "port", port);
    else checkProtocol(podPorts(pod), "containerPort", port);
  }
  const wanted = given.map((port) => (service ? throughService(service, pod, port) : ofPod(pod, port)));
  const phase = text(pod, "status", "phase");
  if (phase !== "Running") {
    return fail(message(`unable to forward port because pod is not running. Current status=${phase}`));
  }
  const pairs = wanted.map(parsePair);
  const addresses = addressesOf(call);
  const taken = new Set(context.listening?.() ?? []);
  const ports = pairs.flatMap((pair) => listen(context, pair, addresses, taken) ?? []);
  if (ports.length === 0) {
    const all = pairs.map(({ local, remote }) => `{${local} ${remote}}`).join(" ");
    return fail(message(`unable to listen on any of the requested ports: [${all}]`));
  }
  return waits({ namespace, pod: nameOf(pod), uid: text(pod, "metadata", "uid"), ports: ports.map((p) => ({ ...p })) });
};

const waits = (state: JsonObject): Outcome => ({ state, wake: { answer: "port-forward" } });

/** Somebody connected, or what was connected broke. */
export const goOnForward = (context: Context, state: JsonObject, reason: WakeReason): Outcome => {
  if (reason.type !== "answer") return waits(state);
  const broken = text(reason.answer, "broken");
  const [local, remote] = [num(reason.answer, "local"), num(reason.answer, "remote")];
  if (broken === "") {
    context.out(`Handling connection for ${local}\n`);
    return waits(state);
  }
  const error = `an error occurred forwarding ${local} -> ${remote}: ${broken}`;
  const what = `"Unhandled Error" err=${JSON.stringify(error)} logger="UnhandledError"`;
  klogLine(context, "E", { place: "portforward.go:522", text: what });
  return fail(message("lost connection to pod"));
};
