// The recorder's API server defaulted, prepared and validated, but had no admission plugins and no allocators: what those of ours add
// to what was given is taken away again before objects are compared.
import type { Pod } from "#api/core-pod";
import type { Json, JsonObject, KubeObject } from "#api/meta";
import { resources } from "#api/scheme";
import type { Cluster } from "#engine";
import { clusterWith } from "../../../src/kubectl/testing/vectors.ts";

/** What the recorder gave to everything it made. */
export const RECORDED_UID = "00000000-0000-4000-8000-000000000000";

const map = (value: Json | undefined): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

const maps = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.map(map) : []);

export const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

export const metadataOf = (object: JsonObject): JsonObject => map(object["metadata"]);

/** `Deployment/default/web`; the recorder's print of no namespace is `<nil>`. */
export const identityOf = (object: JsonObject): string => {
  const { name, namespace } = metadataOf(object);
  return `${textOf(object["kind"])}/${textOf(namespace ?? "<nil>")}/${textOf(name)}`;
};

/** Everything the cluster holds, by identity. */
export const objectsOf = (cluster: Cluster): ReadonlyMap<string, JsonObject> => {
  const found = new Map<string, JsonObject>();
  for (const { plural } of resources) {
    for (const object of cluster.sim.store.list(plural)) {
      found.set(identityOf(object as unknown as JsonObject), object as unknown as JsonObject);
    }
  }
  return found;
};

/** A cluster with a case's objects. The recorder numbered 1001, 1002, ... those that came without a version, and counts on from there. */
export const recordedCluster = (objects: readonly JsonObject[], now: string): Cluster => {
  const cluster = clusterWith(objects, now);
  const versions = new Set(objects.map((object) => metadataOf(object)["resourceVersion"]));
  let version = 1000;
  while (versions.has(String(version + 1))) version++;
  cluster.sim.table<number>("counters").set("resourceVersion", version);
  return cluster;
};

/** An object as the recorder would have it. `given` is the text of what it was made of: what stands there stays. */
export const asRecorded = (object: JsonObject, given: string): JsonObject => {
  const { uid } = metadataOf(object);
  const text = JSON.stringify(STRIP[textOf(object["kind"])]?.(object, given) ?? object);
  const isOurs = typeof uid === "string" && !given.includes(uid);
  return JSON.parse(isOurs ? text.replaceAll(uid, RECORDED_UID) : text) as JsonObject;
};

type Strip = (object: JsonObject, given: string) => JsonObject;

/** Without the fields that `given` does not name. */
const onlyGiven = (spec: JsonObject, fields: readonly string[], given: string): JsonObject =>
  Object.fromEntries(Object.entries(spec).filter(([name]) => !fields.includes(name) || given.includes(name)));

const withoutAllocations: Strip = (service, given) => {
  const spec = map(service["spec"]);
  const isHeadless = spec["clusterIP"] === "None";
  const addresses = isHeadless ? [] : ["clusterIP", "clusterIPs"];
  const ports = maps(spec["ports"]).map((port) => onlyGiven(port, ["nodePort"], given));
  const kept = onlyGiven(spec, [...addresses, "ipFamilies", "ipFamilyPolicy", "healthCheckNodePort"], given);
  return { ...service, spec: { ...kept, ...("ports" in spec ? { ports } : {}) } };
};

const withoutAdmission: Strip = (pod, given) => {
  const fields = ["serviceAccountName", "serviceAccount", "priority", "preemptionPolicy", "tolerations"];
  const spec = onlyGiven(map(pod["spec"]), fields, given);
  const isToken = ({ name }: JsonObject): boolean =>
    textOf(name).startsWith("kube-api-access-") && !given.includes(textOf(name));
  const without = (owner: JsonObject, field: string): JsonObject => {
    const { [field]: all, ...rest } = owner;
    const kept = maps(all).filter((item) => !isToken(item));
    return kept.length > 0 ? { ...rest, [field]: kept } : rest;
  };
  const withoutMounts = (field: string): JsonObject =>
    field in spec ? { [field]: maps(spec[field]).map((container) => without(container, "volumeMounts")) } : {};
  return {
    ...pod,
    spec: { ...without(spec, "volumes"), ...withoutMounts("containers"), ...withoutMounts("initContainers") },
  };
};

/** The recorder looked at a Job before it was read back: then it gets its template's labels. */
const withoutTemplateLabels: Strip = (job, given) => {
  const { labels, ...metadata } = metadataOf(job);
  const isGenerated = "controller-uid" in map(labels) && !given.includes("controller-uid");
  return isGenerated ? { ...job, metadata } : job;
};

/** A null is nothing in the recorder's store. */
const withoutNulls: Strip = (object) => {
  const status = Object.entries(map(object["status"])).filter(([, value]) => value !== null);
  return "status" in object ? { ...object, status: Object.fromEntries(status) } : object;
};

const STRIP: { readonly [kind: string]: Strip } = {
  HorizontalPodAutoscaler: withoutNulls,
  Job: withoutTemplateLabels,
  Pod: withoutAdmission,
  Service: withoutAllocations,
};

/** The recorder had no admission plugins: to it any priority class was there, and any account. */
export const namedByPod = (object: KubeObject): JsonObject[] => {
  if (object.kind !== "Pod") return [];
  const { priorityClassName, serviceAccountName, serviceAccount } = (object as Partial<Pod>).spec ?? {};
  const account = serviceAccountName || serviceAccount;
  const { namespace = "default" } = object.metadata;
  return [
    ...(typeof priorityClassName === "string" && priorityClassName !== ""
      ? [
          {
            apiVersion: "scheduling.k8s.io/v1",
            kind: "PriorityClass",
            metadata: { name: priorityClassName, resourceVersion: "1" },
            value: 0,
          },
        ]
      : []),
    ...(typeof account === "string" && account !== ""
      ? [{ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: account, namespace, resourceVersion: "1" } }]
      : []),
  ];
};
