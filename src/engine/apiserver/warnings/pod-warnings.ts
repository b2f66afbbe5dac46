// Models pkg/api/pod/warnings.go (v1.36): what is accepted in a pod or its template, but will hardly do what its author hopes for.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { goQuote } from "#api/go-quote";
import { listOf, numberOf, objectOf, objectsOf, textOf } from "../json-object.ts";
import { sorted } from "../validation/field-error.ts";
import { isLabelValue } from "../validation/names.ts";
import { containersWithPaths } from "../validation/pod-spec.ts";
import { SECCOMP_POD, warningsForContainer, warningsForPorts } from "./container-warnings.ts";
import { warningsForIp } from "./ip-warnings.ts";
import { deprecatedNodeLabel, warningsForNodeSelectorTerm } from "./node-label-warnings.ts";
import { warningsForFraction, warningsForOverlappingPaths, warningsForVolume } from "./volume-warnings.ts";

type Warnings = readonly string[];

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

const ANNOTATIONS: readonly (readonly [key: string, message: string])[] = [
  ["scheduler.alpha.kubernetes.io/critical-pod", 'non-functional in v1.16+; use the "priorityClassName" field instead'],
  ["security.alpha.kubernetes.io/sysctls", 'non-functional in v1.11+; use the "sysctls" field instead'],
  ["security.alpha.kubernetes.io/unsafe-sysctls", 'non-functional in v1.11+; use the "sysctls" field instead'],
];

/** Warnings for a pod (`root` is empty) or a template at `root`. */
export const warningsForPod = (pod: JsonObject, root: string): Warnings => {
  const spec = objectOf(pod["spec"]);
  const prefix = root === "" ? "" : `${root}.`;
  const path = `${prefix}spec`;
  const annotations = objectOf(objectOf(pod["metadata"])["annotations"]);
  const volumes = objectsOf(spec["volumes"]);
  const overhead = objectOf(spec["overhead"]);
  return [
    ...warningsForPlacement(spec, path),
    ...ANNOTATIONS.filter(([key]) => annotations[key] !== undefined).map(
      ([key, message]) => `${prefix}metadata.annotations[${key}]: ${message}`,
    ),
    ...volumes.flatMap((volume, i) => warningsForVolume(volume, `${path}.volumes[${i}]`)),
    ...volumes.flatMap(warningsForOverlappingPaths),
    ...warningsForRepeated(spec, path),
    ...["memory", "ephemeral-storage"].flatMap((name) =>
      warningsForFraction(overhead[name], `${path}.overhead[${name}]`),
    ),
    ...(!isJsonObject(objectOf(spec["securityContext"])["seccompProfile"]) && annotations[SECCOMP_POD] !== undefined
      ? [
          `${prefix}metadata.annotations[${SECCOMP_POD}]: non-functional in v1.27+; use the "seccompProfile" field instead`,
        ]
      : []),
    ...containersWithPaths(spec, path).flatMap(([container, at]) =>
      warningsForContainer(container, at, { annotations, spec, root }),
    ),
    ...warningsForPorts(spec, path),
    ...(numberOf(spec["terminationGracePeriodSeconds"]) < 0
      ? [`${path}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`]
      : []),
    ...warningsForPodTerms(objectOf(spec["affinity"]), `${path}.affinity`),
    ...warningsForAddresses(spec, path),
  ];
};

const warningsForPlacement = (spec: JsonObject, path: string): Warnings => {
  const nodeAffinity = objectOf(objectOf(spec["affinity"])["nodeAffinity"]);
  const at = `${path}.affinity.nodeAffinity`;
  return [
    ...sorted(Object.keys(objectOf(spec["nodeSelector"]))).flatMap((key) => {
      const message = deprecatedNodeLabel(key);
      return message === undefined ? [] : [`${path}.nodeSelector[${key}]: ${message}`];
    }),
    ...objectsOf(objectOf(nodeAffinity[REQUIRED])["nodeSelectorTerms"]).flatMap((term, i) =>
      warningsForNodeSelectorTerm(term, `${at}.${REQUIRED}.nodeSelectorTerms[${i}]`),
    ),
    ...objectsOf(nodeAffinity[PREFERRED]).flatMap((term, i) =>
      warningsForPreference(objectOf(term["preference"]), `${at}.${PREFERRED}[${i}].preference`),
    ),
    ...objectsOf(spec["topologySpreadConstraints"]).flatMap((constraint, i) =>
      warningsForSpread(constraint, `${path}.topologySpreadConstraints[${i}]`),
    ),
  ];
};

const warningsForPreference = (term: JsonObject, path: string): Warnings =>
  objectsOf(term["matchExpressions"]).flatMap((expression, i) => [
    ...warningsForNodeSelectorTerm({ matchExpressions: [expression] }, path).map((warning) =>
      warning.replace(`${path}.matchExpressions[0]`, () => `${path}.matchExpressions[${i}]`),
    ),
    ...listOf(expression["values"]).flatMap((value, j) =>
      isLabelValue(textOf(value)).map(
        (message) => `${path}.matchExpressions[${i}].values[${j}]: ${textOf(value)} is invalid, ${message}`,
      ),
    ),
  ]);

const NULL_SELECTOR = "a null labelSelector results in matching no pod";

const warningsForSpread = (constraint: JsonObject, path: string): Warnings => {
  const key = textOf(constraint["topologyKey"]);
  const message = deprecatedNodeLabel(key);
  return [
    ...(message === undefined ? [] : [`${path}.topologyKey: ${key} is ${message}`]),
    ...(isJsonObject(constraint["labelSelector"]) ? [] : [`${path}.labelSelector: ${NULL_SELECTOR}`]),
  ];
};

const warningsForPodTerms = (affinity: JsonObject, path: string): Warnings =>
  ["podAffinity", "podAntiAffinity"].flatMap((name) => {
    const terms = objectOf(affinity[name]);
    return [
      ...objectsOf(terms[REQUIRED]).flatMap((term, i) =>
        isJsonObject(term["labelSelector"])
          ? []
          : [`${path}.${name}.${REQUIRED}[${i}].labelSelector: ${NULL_SELECTOR}`],
      ),
      ...objectsOf(terms[PREFERRED]).flatMap((term, i) =>
        isJsonObject(objectOf(term["podAffinityTerm"])["labelSelector"])
          ? []
          : [`${path}.${name}.${PREFERRED}[${i}].podAffinityTerm.labelSelector: ${NULL_SELECTOR}`],
      ),
    ];
  });

/** Positions whose text was there before. */
const repeatsOf = (values: readonly string[]): readonly number[] =>
  values.flatMap((value, i) => (values.indexOf(value) < i ? [i] : []));

const textsOf = (list: Json | undefined, key: string): readonly string[] =>
  objectsOf(list).map((item) => textOf(item[key]));

const warningsForRepeated = (spec: JsonObject, path: string): Warnings => {
  const addresses = textsOf(spec["hostAliases"], "ip");
  const secrets = textsOf(spec["imagePullSecrets"], "name");
  return [
    ...repeatsOf(addresses).map((i) => `${path}.hostAliases[${i}].ip: duplicate ip ${goQuote(addresses[i] ?? "")}`),
    ...repeatsOf(secrets).map(
      (i) => `${path}.imagePullSecrets[${i}].name: duplicate name ${goQuote(secrets[i] ?? "")}`,
    ),
    ...secrets.flatMap((name, i) =>
      name === "" ? [`${path}.imagePullSecrets[${i}].name: invalid empty name ${goQuote(name)}`] : [],
    ),
  ];
};

const warningsForAddresses = (spec: JsonObject, path: string): Warnings => [
  ...listOf(objectOf(spec["dnsConfig"])["nameservers"]).flatMap((address, i) =>
    warningsForIp(textOf(address), `${path}.dnsConfig.nameservers[${i}]`),
  ),
  ...textsOf(spec["hostAliases"], "ip").flatMap((ip, i) => warningsForIp(ip, `${path}.hostAliases[${i}].ip`)),
];
