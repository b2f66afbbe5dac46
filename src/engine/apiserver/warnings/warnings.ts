// Models WarningsOnCreate and WarningsOnUpdate of pkg/registry/*/strategy.go (v1.36), and pkg/api/{job,service,persistentvolume,
// persistentvolumeclaim}: one row a resource that warns.
import { isJsonObject } from "#api/json";
import type { JsonObject, KubeObject } from "#api/meta";
import { compareQuantities, quantityOf } from "#api/quantity";
import type { ResourceName } from "#api/resources";
import { listOf, numberOf, objectOf, objectsOf, textOf } from "../json-object.ts";
import { isDns1123Label } from "../validation/names.ts";
import { warningsForCidr, warningsForIp } from "./ip-warnings.ts";
import { warningsForNodeSelectorTerm } from "./node-label-warnings.ts";
import { warningsForPod } from "./pod-warnings.ts";
import { warningsForService } from "./service-warnings.ts";
import { warningsForTlsSecret } from "./tls-warnings.ts";
import { warningsForClaimSpec } from "./volume-warnings.ts";

type Warnings = readonly string[];
type Row = (object: JsonObject, old: JsonObject | undefined) => Warnings;

const NONE: Warnings = Object.freeze([]);

/** What goes back with an accepted request, in the server's order. */
export const warningsOf = (resource: ResourceName, object: KubeObject, old?: KubeObject): Warnings =>
  rows[resource]?.(object as unknown as JsonObject, old as unknown as JsonObject | undefined) ?? NONE;

const specOf = (object: JsonObject): JsonObject => objectOf(object["spec"]);
const metadataOf = (object: JsonObject): JsonObject => objectOf(object["metadata"]);
const annotationsOf = (object: JsonObject): JsonObject => objectOf(metadataOf(object)["annotations"]);

const isSameGeneration = (object: JsonObject, old: JsonObject | undefined): boolean =>
  old !== undefined && metadataOf(object)["generation"] === metadataOf(old)["generation"];

const warningsForName = (object: JsonObject, use: string): Warnings => {
  const messages = isDns1123Label(textOf(metadataOf(object)["name"]));
  return messages.length === 0
    ? NONE
    : [
        `metadata.name: this is used in ${use}, which can result in surprising behavior; a DNS label is recommended: [${messages.join(" ")}]`,
      ];
};

const podRow: Row = (pod, old) =>
  old ? NONE : [...warningsForName(pod, "the Pod's hostname"), ...warningsForPod(pod, "")];

const templateOf = (object: JsonObject): JsonObject => objectOf(specOf(object)["template"]);

const namedTemplateRow: Row = (object, old) => [
  ...(old ? NONE : warningsForName(object, "Pod names and hostnames")),
  ...(isSameGeneration(object, old) ? NONE : warningsForPod(templateOf(object), "spec.template")),
];

/** The strategy of replication controllers looks at the template it had before. */
const replicationControllerRow: Row = (object, old) =>
  old && !isSameGeneration(object, old)
    ? warningsForPod(templateOf(old), "spec.template")
    : namedTemplateRow(object, old);

const templateGeneration = (daemonSet: JsonObject): unknown =>
  annotationsOf(daemonSet)["deprecated.daemonset.template.generation"];

const daemonSetRow: Row = (daemonSet, old) =>
  old && templateGeneration(daemonSet) === templateGeneration(old)
    ? NONE
    : warningsForPod(templateOf(daemonSet), "spec.template");

const statefulSetRow: Row = (statefulSet, old) => [
  ...(isSameGeneration(statefulSet, old) ? NONE : warningsForPod(templateOf(statefulSet), "spec.template")),
  ...objectsOf(specOf(statefulSet)["volumeClaimTemplates"]).flatMap((claim, i) =>
    warningsForClaimSpec(specOf(claim), `spec.volumeClaimTemplates[${i}]${old ? ".Spec" : ""}`),
  ),
  ...(numberOf(specOf(statefulSet)["revisionHistoryLimit"]) < 0
    ? ["spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended"]
    : NONE),
];

const MANY_COMPLETIONS = 100_000;
const MUCH_PARALLELISM = 10_000;

const warningsForJobSpec = (spec: JsonObject, path: string): Warnings => [
  ...(spec["completionMode"] === "Indexed" &&
  numberOf(spec["completions"]) > MANY_COMPLETIONS &&
  numberOf(spec["parallelism"]) > MUCH_PARALLELISM
    ? [
        `${path}: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, ` +
          "Kubernetes might not be able to track completedIndexes when a big number of indexes fail",
      ]
    : NONE),
  ...warningsForPod(objectOf(spec["template"]), `${path}.template`),
];

const jobRow: Row = (job, old) => [
  ...(old ? NONE : warningsForName(job, "Pod names and hostnames")),
  ...(isSameGeneration(job, old) ? NONE : warningsForJobSpec(specOf(job), "spec")),
];

const cronJobRow: Row = (cronJob, old) => {
  const spec = specOf(cronJob);
  return [
    ...(old ? NONE : warningsForName(cronJob, "Pod names and hostnames")),
    ...(isSameGeneration(cronJob, old)
      ? NONE
      : warningsForJobSpec(specOf(objectOf(spec["jobTemplate"])), "spec.jobTemplate.spec")),
    ...(old && textOf(spec["schedule"]).includes("TZ")
      ? [
          "cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, " +
            "see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details",
        ]
      : NONE),
  ];
};

const nodeRow: Row = (node) => {
  const { configSource, externalID, podCIDRs } = specOf(node);
  return [
    ...(isJsonObject(configSource) ? ["spec.configSource: the feature is removed"] : NONE),
    ...(textOf(externalID) === "" ? NONE : ["spec.externalID: this field is deprecated, and is unused by Kubernetes"]),
    ...listOf(podCIDRs).flatMap((cidr, i) => warningsForCidr(textOf(cidr), `spec.podCIDRs[${i}]`)),
  ];
};

const STORAGE_CLASS = "volume.beta.kubernetes.io/storage-class";
const MOUNT_OPTIONS = "volume.beta.kubernetes.io/mount-options";
const STORAGE_CLASS_WARNING = `metadata.annotations[${STORAGE_CLASS}]: deprecated since v1.8; use "storageClassName" attribute instead`;

const claimRow: Row = (claim) => [
  ...(annotationsOf(claim)[STORAGE_CLASS] === undefined ? NONE : [STORAGE_CLASS_WARNING]),
  ...warningsForClaimSpec(specOf(claim), "spec"),
];

const VOLUME_PLUGINS: readonly (readonly [plugin: string, shown: string, message: string])[] = [
  ["cephfs", "cephfs", "deprecated in v1.28, non-functional in v1.31+"],
  ["photonPersistentDisk", "photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"],
  ["scaleIO", "scaleIO", "deprecated in v1.16, non-functional in v1.22+"],
  ["storageos", "storageOS", "deprecated in v1.22, non-functional in v1.25+"],
  ["glusterfs", "glusterfs", "deprecated in v1.25, non-functional in v1.26+"],
  ["rbd", "rbd", "deprecated in v1.28, non-functional in v1.31+"],
];

const volumeRow: Row = (volume) => {
  const spec = specOf(volume);
  const annotations = annotationsOf(volume);
  const terms = objectOf(objectOf(spec["nodeAffinity"])["required"])["nodeSelectorTerms"];
  return [
    ...(annotations[STORAGE_CLASS] === undefined ? NONE : [STORAGE_CLASS_WARNING]),
    ...(annotations[MOUNT_OPTIONS] === undefined
      ? NONE
      : [`metadata.annotations[${MOUNT_OPTIONS}]: deprecated since v1.31; use "mountOptions" attribute instead`]),
    ...(spec["persistentVolumeReclaimPolicy"] === "Recycle"
      ? [
          "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. " +
            "Instead, the recommended approach is to use dynamic provisioning.",
        ]
      : NONE),
    ...objectsOf(terms).flatMap((term, i) =>
      warningsForNodeSelectorTerm(term, `spec.nodeAffinity.required.nodeSelectorTerms[${i}]`),
    ),
    ...VOLUME_PLUGINS.filter(([plugin]) => isJsonObject(spec[plugin])).map(
      ([, shown, message]) => `spec.${shown}: ${message}`,
    ),
  ];
};

const quotaRow: Row = (quota, old) => {
  if (old) return NONE;
  const hard = objectOf(specOf(quota)["hard"]);
  return ["cpu", "memory", "storage", "ephemeral-storage"].flatMap((name) => {
    const isCompute = name === "cpu" || name === "memory";
    const request = hard[`requests.${name}`] === undefined && isCompute ? name : `requests.${name}`;
    const limit = `limits.${name}`;
    const [asked, most] = [hard[request], hard[limit]];
    if (asked === undefined || most === undefined) return NONE;
    if (compareQuantities(quantityOf(textOf(asked)), quantityOf(textOf(most))) <= 0) return NONE;
    return [`ResourceQuota ${request} (${textOf(asked)}) should be less than ${limit} (${textOf(most)})`];
  });
};

const networkPolicyRow: Row = (policy) =>
  (["ingress", "egress"] as const).flatMap((direction) =>
    objectsOf(specOf(policy)[direction]).flatMap((rule, i) => {
      const peers = direction === "ingress" ? "from" : "to";
      return objectsOf(rule[peers]).flatMap((peer, j) => {
        const { cidr, except } = objectOf(peer["ipBlock"]);
        const path = `spec.${direction}[${i}].${peers}[${j}].ipBlock`;
        return [
          ...warningsForCidr(textOf(cidr), `${path}.cidr`),
          ...listOf(except).flatMap((value, k) => warningsForCidr(textOf(value), `${path}.except[${k}]`)),
        ];
      });
    }),
  );

const INGRESS_CLASS = "kubernetes.io/ingress.class";

const ingressRow: Row = (ingress, old) =>
  !old && annotationsOf(ingress)[INGRESS_CLASS] !== undefined && specOf(ingress)["ingressClassName"] === undefined
    ? [`annotation "${INGRESS_CLASS}" is deprecated, please use 'spec.ingressClassName' instead`]
    : NONE;

const labelsOf = (object: JsonObject): JsonObject => objectOf(metadataOf(object)["labels"]);

const endpointsRow: Row = (endpoints) =>
  labelsOf(endpoints)["endpoints.kubernetes.io/managed-by"] === "endpoint-controller"
    ? NONE
    : objectsOf(endpoints["subsets"]).flatMap((subset, i) =>
        ["addresses", "notReadyAddresses"].flatMap((list) =>
          objectsOf(subset[list]).flatMap((address, j) =>
            warningsForIp(textOf(address["ip"]), `subsets[${i}].${list}[${j}].ip`),
          ),
        ),
      );

const MANAGERS: ReadonlySet<unknown> = new Set([
  "endpointslice-controller.k8s.io",
  "endpointslicemirroring-controller.k8s.io",
]);

const endpointSliceRow: Row = (slice, old) => [
  ...(!old && slice["addressType"] === "FQDN" ? ["spec.addressType: FQDN endpoints are deprecated"] : NONE),
  ...(MANAGERS.has(labelsOf(slice)["endpointslice.kubernetes.io/managed-by"])
    ? NONE
    : objectsOf(slice["endpoints"]).flatMap((endpoint, i) =>
        listOf(endpoint["addresses"]).flatMap((address, j) =>
          warningsForIp(textOf(address), `endpoints[${i}].addresses[${j}]`),
        ),
      )),
];

const rows: { readonly [resource in ResourceName]?: Row } = {
  pods: podRow,
  deployments: namedTemplateRow,
  replicasets: namedTemplateRow,
  replicationcontrollers: replicationControllerRow,
  daemonsets: daemonSetRow,
  statefulsets: statefulSetRow,
  jobs: jobRow,
  cronjobs: cronJobRow,
  services: warningsForService,
  secrets: warningsForTlsSecret,
  nodes: nodeRow,
  persistentvolumeclaims: claimRow,
  persistentvolumes: volumeRow,
  resourcequotas: quotaRow,
  networkpolicies: networkPolicyRow,
  ingresses: ingressRow,
  endpoints: endpointsRow,
  endpointslices: endpointSliceRow,
};
