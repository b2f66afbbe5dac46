// Models pkg/registry/core/service/storage/alloc.go, ipallocator and portallocator (v1.36): cluster IPs and node ports.
import type { KubeObject, StatusCause } from "#api/meta";
import type { Service, ServicePort, ServiceSpec } from "#api/core-service";
import { keyOf } from "#api/scheme";
import type { Rng } from "../../clock/rng.ts";
import type { Store } from "../store.ts";
import type { FieldRefusal } from "../strategy.ts";

const IP_PREFIX = "10.96.";
/** The range's own address, and the one to all of it, are nobody's. */
const NOBODYS_IPS: readonly string[] = ["10.96.0.0", "10.96.255.255"];
const IP_COUNT = 65_534;
/** Random addresses and ports leave the lower part of the range to those that people choose. */
const RESERVED_IPS = 256;
const FIRST_PORT = 30_000;
const LAST_PORT = 32_767;
const RESERVED_PORTS = 86;
const MAX_TRIES = 10_000;

const CLUSTER_IP = "clusterIP";
const NODE_PORT = "nodePort";

export const indexServices = (store: Store): void => {
  store.addIndex("services", CLUSTER_IP, (o) => (o as Service).spec.clusterIPs ?? []);
  store.addIndex(
    "services",
    NODE_PORT,
    (o) =>
      (o as Service).spec.ports?.flatMap((p) => (p.nodePort ? [`${p.protocol ?? "TCP"}/${p.nodePort}`] : [])) ?? [],
  );
};

export interface ServiceAllocation {
  readonly store: Store;
  readonly rng: Rng;
  readonly dryRun?: boolean | undefined;
}

export const allocateService = (object: KubeObject, context: ServiceAllocation): KubeObject | FieldRefusal => {
  const service = object as Service;
  if (service.spec.type === "ExternalName") return service;
  const withFamilies: ServiceSpec = { ipFamilies: ["IPv4"], ipFamilyPolicy: "SingleStack", ...service.spec };
  const withIp = allocateClusterIp(service, withFamilies, context);
  if ("message" in withIp) return withIp;
  const withPorts = allocateNodePorts(service, withIp, context);
  return "message" in withPorts ? withPorts : ({ ...service, spec: withPorts } as Service);
};

const allocateClusterIp = (
  service: Service,
  spec: ServiceSpec,
  { store, rng }: ServiceAllocation,
): ServiceSpec | FieldRefusal => {
  const wanted = spec.clusterIPs?.[0] ?? spec.clusterIP ?? "";
  if (wanted === "None") return { ...spec, clusterIP: "None", clusterIPs: ["None"] };
  if (wanted === "") {
    const ip = freeIp(store, rng);
    return { ...spec, clusterIP: ip, clusterIPs: [ip] };
  }
  const refuse = (why: string): FieldRefusal =>
    invalid("spec.clusterIPs", JSON.stringify([wanted]), `failed to allocate IP ${wanted}: ${why}`);
  if (!wanted.startsWith(IP_PREFIX) || NOBODYS_IPS.includes(wanted)) {
    return refuse("the provided network does not match the current range");
  }
  if (isTaken(store, CLUSTER_IP, wanted, keyOf(service))) return refuse("provided IP is already allocated");
  return { ...spec, clusterIP: wanted, clusterIPs: spec.clusterIPs ?? [wanted] };
};

const isTaken = (store: Store, index: string, value: string, ownKey: string): boolean => {
  for (const other of store.byIndex("services", index, value)) if (keyOf(other) !== ownKey) return true;
  return false;
};

const freeIp = (store: Store, rng: Rng): string => {
  for (let i = 0; i < MAX_TRIES; i++) {
    const offset = RESERVED_IPS + rng.int("services", IP_COUNT - RESERVED_IPS);
    const ip = `${IP_PREFIX}${offset >> 8}.${offset & 255}`;
    if (!isTaken(store, CLUSTER_IP, ip, "")) return ip;
  }
  throw new Error("no free cluster IP");
};

const wantsNodePorts = ({ type, allocateLoadBalancerNodePorts }: ServiceSpec): boolean =>
  type === "NodePort" || (type === "LoadBalancer" && allocateLoadBalancerNodePorts !== false);

const allocateNodePorts = (
  service: Service,
  spec: ServiceSpec,
  { store, rng, dryRun }: ServiceAllocation,
): ServiceSpec | FieldRefusal => {
  const given = spec.ports ?? [];
  const key = keyOf(service);
  for (const [i, port] of given.entries()) {
    const refusal = port.nodePort
      ? judgeNodePort(store, port, { field: `spec.ports[${i}].nodePort`, key, dryRun })
      : undefined;
    if (refusal) return refusal;
  }
  const needsHealthPort =
    spec.type === "LoadBalancer" && spec.externalTrafficPolicy === "Local" && !spec.healthCheckNodePort;
  const used = new Set(given.map((p) => p.nodePort ?? 0));
  const next = (protocol: string): number => {
    const port = freePort(store, rng, protocol, used);
    used.add(port);
    return port;
  };
  const ports = wantsNodePorts(spec)
    ? given.map((p) => (p.nodePort ? p : { ...p, nodePort: next(p.protocol ?? "TCP") }))
    : given;
  const withPorts = spec.ports ? { ...spec, ports } : spec;
  return needsHealthPort ? { ...withPorts, healthCheckNodePort: next("TCP") } : withPorts;
};

const judgeNodePort = (
  store: Store,
  port: ServicePort,
  { field, key, dryRun }: { readonly field: string; readonly key: string; readonly dryRun: boolean | undefined },
): FieldRefusal | undefined => {
  const number = port.nodePort ?? 0;
  if (!dryRun && (number < FIRST_PORT || number > LAST_PORT)) {
    const range = `The range of valid ports is ${FIRST_PORT}-${LAST_PORT}`;
    return invalid(field, String(number), `provided port is not in the valid range. ${range}`);
  }
  const isUsed = isTaken(store, NODE_PORT, `${port.protocol ?? "TCP"}/${number}`, key);
  return isUsed ? invalid(field, String(number), "provided port is already allocated") : undefined;
};

const freePort = (store: Store, rng: Rng, protocol: string, used: ReadonlySet<number>): number => {
  const first = FIRST_PORT + RESERVED_PORTS;
  for (let i = 0; i < MAX_TRIES; i++) {
    const port = first + rng.int("services", LAST_PORT - first + 1);
    if (!used.has(port) && !isTaken(store, NODE_PORT, `${protocol}/${port}`, "")) return port;
  }
  throw new Error("no free node port");
};

const invalid = (field: string, value: string, why: string): FieldRefusal => {
  const cause: StatusCause = { reason: "FieldValueInvalid", message: `Invalid value: ${value}: ${why}`, field };
  return { message: `${field}: ${cause.message}`, causes: [cause] };
};
