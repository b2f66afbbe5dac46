// Models endpoints of pkg/apis/core/validation/validation.go and endpoint slices of pkg/apis/discovery/validation (v1.36).
import { deepEqual, isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { listOf, numberOf, objectOf, objectsOf, textOf } from "../json-object.ts";
import { checkName, immutable } from "./basics.ts";
import { validateProtocol } from "./container.ts";
import {
  duplicate,
  invalid,
  invalidEach,
  NONE,
  notSupported,
  required,
  tooMany,
  type Errors,
  type FieldError,
} from "./field-error.ts";
import { formatIp, isV6, parseIp, validateEndpointIp, validateIp } from "./ip.ts";
import { validateLabels } from "./labels.ts";
import { isDns1123Label, isDns1123Subdomain, isLabelValue, isPortNumber, isQualifiedName } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";

const META = { name: isDns1123Subdomain, isNamespaced: true };

const ifGiven = (value: Json | undefined, path: string, check: (name: string) => readonly string[]): Errors =>
  typeof value === "string" && value !== "" ? checkName(value, path, check) : NONE;

export const validateEndpoints = (endpoints: JsonObject): Errors => [
  ...validateMeta(endpoints, META),
  ...validateSubsets(endpoints["subsets"]),
];

export const validateEndpointsUpdate = (endpoints: JsonObject, old: JsonObject): Errors => [
  ...validateMetaUpdate(endpoints, old),
  ...validateMeta(endpoints, META),
  ...(deepEqual(endpoints["subsets"], old["subsets"]) ? NONE : validateSubsets(endpoints["subsets"])),
];

const validateSubsets = (subsets: Json | undefined): Errors =>
  objectsOf(subsets).flatMap((subset, i) => {
    const path = `subsets[${i}]`;
    const [ready, waiting, ports] = ["addresses", "notReadyAddresses", "ports"].map((key) =>
      objectsOf(subset[key]),
    ) as [readonly JsonObject[], readonly JsonObject[], readonly JsonObject[]];
    return [
      ...(ready.length + waiting.length === 0
        ? [required(path, "must specify `addresses` or `notReadyAddresses`")]
        : NONE),
      ...ready.flatMap((address, j) => validateAddress(address, `${path}.addresses[${j}]`)),
      ...waiting.flatMap((address, j) => validateAddress(address, `${path}.notReadyAddresses[${j}]`)),
      ...ports.flatMap((port, j) => validatePort(port, `${path}.ports[${j}]`, ports.length > 1)),
    ];
  });

const validateAddress = (address: JsonObject, path: string): Errors => {
  const ip = textOf(address["ip"]);
  const nodeName = address["nodeName"];
  return [
    ...validateIp(ip, `${path}.ip`),
    ...ifGiven(address["hostname"], `${path}.hostname`, isDns1123Label),
    ...(typeof nodeName === "string" ? checkName(nodeName, `${path}.nodeName`, isDns1123Subdomain) : NONE),
    ...validateEndpointIp(ip, `${path}.ip`),
  ];
};

const validatePort = (port: JsonObject, path: string, needsName: boolean): Errors => {
  const name = textOf(port["name"]);
  const number = numberOf(port["port"]);
  const appProtocol = port["appProtocol"];
  return [
    ...(needsName && name === "" ? [required(`${path}.name`)] : ifGiven(name, `${path}.name`, isDns1123Label)),
    ...invalidEach(`${path}.port`, number, isPortNumber(number)),
    ...validateProtocol(port["protocol"], `${path}.protocol`),
    ...(typeof appProtocol === "string" ? checkName(appProtocol, `${path}.appProtocol`, isQualifiedName) : NONE),
  ];
};

const ADDRESS_TYPES: readonly string[] = ["FQDN", "IPv4", "IPv6"];
const MAX_PORTS = 20_000;
const MAX_ENDPOINTS = 1000;
const MAX_ADDRESSES = 100;
const MAX_TOPOLOGY = 16;
const MAX_HINTS = 8;

export const validateEndpointSlice = (slice: JsonObject): Errors => [
  ...validateSliceBase(slice),
  ...validateSliceEndpoints(slice),
];

export const validateEndpointSliceUpdate = (slice: JsonObject, old: JsonObject): Errors => [
  ...validateSliceBase(slice),
  ...(deepEqual(slice["endpoints"], old["endpoints"]) ? NONE : validateSliceEndpoints(slice)),
  ...immutable(slice["addressType"], old["addressType"], "addressType"),
];

const validateSliceBase = (slice: JsonObject): Errors => {
  const type = textOf(slice["addressType"]);
  const errors: FieldError[] = [...validateMeta(slice, META)];
  if (type === "") errors.push(required("addressType"));
  else if (!ADDRESS_TYPES.includes(type)) errors.push(notSupported("addressType", type, ADDRESS_TYPES));
  return [...errors, ...validateSlicePorts(objectsOf(slice["ports"]))];
};

const validateSlicePorts = (ports: readonly JsonObject[]): Errors => {
  if (ports.length > MAX_PORTS) return [tooMany("ports", ports.length, MAX_PORTS)];
  const names = new Set<string>();
  return ports.flatMap((port, i) => {
    const path = `ports[${i}]`;
    const name = textOf(port["name"]);
    const isRepeated = names.has(name);
    names.add(name);
    const appProtocol = port["appProtocol"];
    return [
      ...ifGiven(name, `${path}.name`, isDns1123Label),
      ...(isRepeated ? [duplicate(`${path}.name`, name)] : NONE),
      ...(port["protocol"] === undefined ? [required(`${path}.protocol`)] : validateSliceProtocol(port, path)),
      ...(typeof appProtocol === "string" ? checkName(appProtocol, `${path}.appProtocol`, isQualifiedName) : NONE),
    ];
  });
};

const validateSliceProtocol = (port: JsonObject, path: string): Errors =>
  ["SCTP", "TCP", "UDP"].includes(textOf(port["protocol"]))
    ? NONE
    : [notSupported(`${path}.protocol`, textOf(port["protocol"]), ["SCTP", "TCP", "UDP"])];

const validateSliceEndpoints = (slice: JsonObject): Errors => {
  const endpoints = objectsOf(slice["endpoints"]);
  if (endpoints.length > MAX_ENDPOINTS) return [tooMany("endpoints", endpoints.length, MAX_ENDPOINTS)];
  return endpoints.flatMap((endpoint, i) =>
    validateSliceEndpoint(endpoint, `endpoints[${i}]`, textOf(slice["addressType"])),
  );
};

const validateSliceEndpoint = (endpoint: JsonObject, path: string, type: string): Errors => {
  const addresses = listOf(endpoint["addresses"]).map(textOf);
  const here = `${path}.addresses`;
  const topology = objectOf(endpoint["deprecatedTopology"]);
  const errors: FieldError[] = [];
  if (addresses.length === 0) errors.push(required(here, "must contain at least 1 address"));
  else if (addresses.length > MAX_ADDRESSES) errors.push(tooMany(here, addresses.length, MAX_ADDRESSES));
  errors.push(...addresses.flatMap((address, i) => validateSliceAddress(address, here, i, type)));
  const { nodeName, hostname, hints } = endpoint;
  if (typeof nodeName === "string") errors.push(...checkName(nodeName, `${path}.nodeName`, isDns1123Subdomain));
  const size = Object.keys(topology).length;
  if (size > MAX_TOPOLOGY) errors.push(tooMany(`${path}.deprecatedTopology`, size, MAX_TOPOLOGY));
  errors.push(...validateLabels(topology, `${path}.deprecatedTopology`));
  if (typeof hostname === "string") errors.push(...checkName(hostname, `${path}.hostname`, isDns1123Label));
  return isJsonObject(hints) ? [...errors, ...validateHints(hints, `${path}.hints`)] : errors;
};

const validateSliceAddress = (address: string, path: string, i: number, type: string): Errors => {
  const here = `${path}[${i}]`;
  if (type === "FQDN") return validateDomain(address, here);
  if (type !== "IPv4" && type !== "IPv6") return NONE;
  const ip = parseIp(address);
  const errors: FieldError[] = [...validateIp(address, here)];
  if (type === "IPv6" && errors.length === 0 && ip && formatIp(ip) !== address) {
    errors.push(invalid(here, address, `must be in canonical form ("${formatIp(ip)}")`));
  }
  if (errors.length > 0) return errors;
  return [
    ...(isV6(address) === (type === "IPv6") ? NONE : [invalid(path, address, `must be an ${type} address`)]),
    ...validateEndpointIp(address, here),
  ];
};

const validateDomain = (domain: string, path: string): Errors => {
  if (domain === "") return [required(path)];
  const name = domain.endsWith(".") ? domain.slice(0, -1) : domain;
  const messages = isDns1123Subdomain(name);
  if (messages.length > 0) return [invalid(path, name, messages.join(","))];
  const labels = name.split(".");
  if (labels.length < 2) {
    return [invalid(path, name, "should be a domain with at least two segments separated by dots")];
  }
  const odd = labels.find((label) => isDns1123Label(label).length > 0);
  return odd === undefined ? NONE : [invalid(path, odd, isDns1123Label(odd).join(","))];
};

const validateHints = (hints: JsonObject, path: string): Errors => [
  ...validateHintNames(objectsOf(hints["forZones"]), `${path}.forZones`, isLabelValue),
  ...validateHintNames(objectsOf(hints["forNodes"]), `${path}.forNodes`, isDns1123Subdomain),
];

const validateHintNames = (
  hints: readonly JsonObject[],
  path: string,
  check: (name: string) => readonly string[],
): Errors => {
  if (hints.length > MAX_HINTS) return [tooMany(path, hints.length, MAX_HINTS)];
  const names = new Set<string>();
  return hints.flatMap((hint, i) => {
    const name = textOf(hint["name"]);
    const isRepeated = names.has(name);
    names.add(name);
    return [
      ...(isRepeated ? [duplicate(`${path}[${i}].name`, name)] : NONE),
      ...checkName(name, `${path}[${i}].name`, check),
    ];
  });
};
