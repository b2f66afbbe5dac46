// Models network policies of pkg/apis/networking/validation/validation.go (v1.36).
import { isJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { listOf, objectOf, objectsOf, optionalNumber, textOf } from "../json-object.ts";
import { checkName } from "./basics.ts";
import {
  forbidden,
  invalid,
  invalidEach,
  NONE,
  notSupported,
  required,
  type Errors,
  type FieldError,
} from "./field-error.ts";
import { isStrictSubset, parseCidr, validateCidr } from "./ip.ts";
import { validateLabelSelector } from "./labels.ts";
import { isDns1123Subdomain, isPortName, isPortNumber } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";

export const validateNetworkPolicy = (policy: JsonObject): Errors => [
  ...validateMeta(policy, { name: isDns1123Subdomain, isNamespaced: true }),
  ...validateSpec(objectOf(policy["spec"]), []),
];

export const validateNetworkPolicyUpdate = (policy: JsonObject, old: JsonObject): Errors => [
  ...validateMetaUpdate(policy, old),
  ...validateSpec(objectOf(policy["spec"]), cidrsOf(objectOf(old["spec"]))),
];

const DIRECTIONS = [
  { rules: "ingress", peers: "from" },
  { rules: "egress", peers: "to" },
] as const;

const cidrsOf = (spec: JsonObject): readonly string[] =>
  DIRECTIONS.flatMap(({ rules, peers }) =>
    objectsOf(spec[rules]).flatMap((rule) =>
      objectsOf(rule[peers]).flatMap((peer) => {
        const block = objectOf(peer["ipBlock"]);
        return [textOf(block["cidr"]), ...listOf(block["except"]).map(textOf)];
      }),
    ),
  );

const TYPES: readonly string[] = ["Ingress", "Egress"];

const validateSpec = (spec: JsonObject, known: readonly string[]): Errors => {
  const types = listOf(spec["policyTypes"]).map(textOf);
  const errors: FieldError[] = [...validateLabelSelector(spec["podSelector"], "spec.podSelector")];
  for (const { rules, peers } of DIRECTIONS) {
    for (const [i, rule] of objectsOf(spec[rules]).entries()) {
      const path = `spec.${rules}[${i}]`;
      errors.push(...objectsOf(rule["ports"]).flatMap((port, j) => validatePort(port, `${path}.ports[${j}]`)));
      errors.push(...objectsOf(rule[peers]).flatMap((peer, j) => validatePeer(peer, `${path}.${peers}[${j}]`, known)));
    }
  }
  if (types.length > TYPES.length) {
    return [...errors, invalid("spec.policyTypes", types, "may not specify more than two policyTypes")];
  }
  return [
    ...errors,
    ...types.flatMap((type, i) =>
      TYPES.includes(type) ? NONE : [notSupported(`spec.policyTypes[${i}]`, type, TYPES)],
    ),
  ];
};

const PROTOCOLS: readonly string[] = ["TCP", "UDP", "SCTP"];

const validatePort = (item: JsonObject, path: string): Errors => {
  const { protocol, port } = item;
  const end = optionalNumber(item["endPort"]);
  const errors: FieldError[] = [];
  if (typeof protocol === "string" && !PROTOCOLS.includes(protocol)) {
    errors.push(notSupported(`${path}.protocol`, protocol, PROTOCOLS));
  }
  const refuseEnd = (why: string): Errors =>
    end === undefined ? NONE : [invalid(`${path}.endPort`, end, `may not be specified when \`port\` is ${why}`)];
  if (port === undefined) return [...errors, ...refuseEnd("not specified")];
  if (typeof port === "string") {
    return [...errors, ...refuseEnd("non-numeric"), ...checkName(port, `${path}.port`, isPortName)];
  }
  const number = Number(port);
  errors.push(...invalidEach(`${path}.port`, number, isPortNumber(number)));
  if (end === undefined) return errors;
  if (end < number) errors.push(invalid(`${path}.endPort`, number, "must be greater than or equal to `port`"));
  return [...errors, ...invalidEach(`${path}.endPort`, end, isPortNumber(end))];
};

const validatePeer = (peer: JsonObject, path: string, known: readonly string[]): Errors => {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  const count = [podSelector, namespaceSelector, ipBlock].filter(isJsonObject).length;
  const errors: FieldError[] = [
    ...validateLabelSelector(podSelector, `${path}.podSelector`),
    ...validateLabelSelector(namespaceSelector, `${path}.namespaceSelector`),
    ...(isJsonObject(ipBlock) ? validateIpBlock(ipBlock, `${path}.ipBlock`, known) : NONE),
  ];
  if (count === 0) return [...errors, required(path, "must specify a peer")];
  return count > 1 && isJsonObject(ipBlock)
    ? [...errors, forbidden(path, "may not specify both ipBlock and another peer")]
    : errors;
};

const validateIpBlock = (block: JsonObject, path: string, known: readonly string[]): Errors => {
  const text = textOf(block["cidr"]);
  if (text === "") return [required(`${path}.cidr`)];
  const outer = parseCidr(text);
  const errors = validateCidr(text, `${path}.cidr`, known);
  if (!outer) return errors;
  return [
    ...errors,
    ...listOf(block["except"]).flatMap((item, i) => {
      const except = textOf(item);
      const inner = parseCidr(except);
      const here = `${path}.except[${i}]`;
      const isOutside = inner && !isStrictSubset(inner, outer);
      return [
        ...validateCidr(except, here, known),
        ...(isOutside ? [invalid(here, except, "must be a strict subset of `cidr`")] : NONE),
      ];
    }),
  ];
};
