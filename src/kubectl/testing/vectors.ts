// Runs one case of a recording: a fresh cluster that holds the case's objects, and one kubectl command line.
import type { JsonObject } from "#api/meta";
import { resourceOf } from "#api/scheme";
import { Cluster, type Snapshot } from "#engine";
import type { FileSystem, KubeClient } from "../client.ts";
import { createEngineClient } from "../engine-client.ts";
import { FIRST_CONFIG } from "../kubeconfig.ts";
import { list, nameOf, namespaceOf, text, withField } from "../object.ts";
import { runKubectl } from "../run.ts";

export interface VectorCase {
  readonly name: string;
  readonly in: JsonObject & { readonly args?: readonly string[]; readonly objects?: readonly JsonObject[] };
  readonly want: JsonObject;
}

export interface Vectors {
  readonly now: string;
  readonly cases: readonly VectorCase[];
}

/** A cluster without machines, at this moment, with these objects. */
export const clusterWith = (objects: readonly JsonObject[], now: string): Cluster => {
  const tables: { [name: string]: [string, JsonObject][] } = {};
  let version = 1000;
  for (const object of objects) {
    const info = resourceOf(text(object, "apiVersion"), text(object, "kind"));
    if (!info) continue;
    const namespace = namespaceOf(object);
    const key = info.namespaced ? `${namespace}/${nameOf(object)}` : nameOf(object);
    const kept =
      text(object, "metadata", "resourceVersion") === ""
        ? withField(object, ["metadata", "resourceVersion"], String(++version))
        : object;
    (tables[`objects/${info.plural}`] ??= []).push([key, kept]);
    if (info.namespaced) ensureNamespace(tables, namespace);
  }
  ensureNamespace(tables, "default");
  const cluster = new Cluster({ name: "vector", seed: 1, startTime: now, nodes: [], images: {} });
  tables["counters"] = [["resourceVersion", Math.max(version, versionOf(objects))] as unknown as [string, JsonObject]];
  const snapshot: Snapshot = { version: 1, nowMs: 0, timers: [], nextTimerId: 1, tables };
  cluster.restore(snapshot);
  return cluster;
};

/** The recordings' server had counted on to here: objects that it versioned itself have numbers just above a thousand. */
const versionOf = (objects: readonly JsonObject[]): number => {
  const versions = objects.map((object) => Number(text(object, "metadata", "resourceVersion")));
  return Math.max(1000, ...versions.filter((number) => number > 1000 && number <= 1000 + objects.length));
};

const ensureNamespace = (tables: { [name: string]: [string, JsonObject][] }, name: string): void => {
  const rows = (tables["objects/namespaces"] ??= []);
  if (rows.some(([key]) => key === name)) return;
  rows.push([name, { apiVersion: "v1", kind: "Namespace", metadata: { name }, status: { phase: "Active" } }]);
};

/** Objects that were not part of the case must not appear in its lists. */
export const clientFor = (cluster: Cluster, objects: readonly JsonObject[]): KubeClient => {
  const client = createEngineClient(cluster.sim);
  const given = new Set(objects.filter((object) => text(object, "kind") === "Namespace").map(nameOf));
  const listGiven: KubeClient["list"] = (resource, options) => {
    const answer = client.list(resource, options);
    if (!answer.ok || resource.plural !== "namespaces") return answer;
    return { ok: true, value: answer.value.filter((object) => given.has(nameOf(object))) };
  };
  return {
    nowMs: () => client.nowMs(),
    revision: () => client.revision(),
    get: (target) => client.get(target),
    list: listGiven,
    create: (target, object, options) => client.create(target, object, options),
    update: (target, object, options) => client.update(target, object, options),
    patch: (target, patch, options) => client.patch(target, patch, options),
    apply: (target, object, options) => client.apply(target, object, options),
    managedFields: (target) => client.managedFields(target),
    upgradeManagedFields: (target, manager) => client.upgradeManagedFields(target, manager),
    delete: (target, options) => client.delete(target, options),
    scale: (target, change) => {
      const answer = client.scale(target, change);
      if (answer.ok || answer.status.details || answer.status.code !== 404) return answer;
      // The recordings' server names the request.
      const message = `${answer.status.message} (patch ${target.resource.plural} ${target.name})`;
      return { ok: false, status: { ...answer.status, message } };
    },
    evict: (target, options) => client.evict(target, options),
    logs: (target, options) => client.logs(target, options),
    exec: (target, container, command) => client.exec(target, container, command),
    metrics: (kind, namespace) => client.metrics(kind, namespace),
  };
};

export const filesOf = (files: { readonly [path: string]: string }): FileSystem => {
  const all = new Map(Object.entries(files));
  return {
    read: (path) => all.get(path),
    write: (path, content) => void all.set(path, content),
    list: (folder) =>
      [...all.keys()].filter((path) => folder === "." || folder === "" || path.startsWith(`${folder}/`)),
  };
};

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | null;
}

/** Runs `kubectl args...`; a command that waits has a null exit. */
export const runArgs = (client: KubeClient, args: readonly string[], files: FileSystem = filesOf({})): Ran => {
  let stdout = "";
  let stderr = "";
  let kubeconfig = FIRST_CONFIG;
  const outcome = runKubectl(
    {
      client,
      files,
      config: { read: () => kubeconfig, write: (changed) => void (kubeconfig = changed) },
      isAlone: true,
      out: (piece) => void (stdout += piece),
      err: (piece) => void (stderr += piece),
    },
    args,
  );
  return { stdout, stderr, exit: "exit" in outcome ? outcome.exit : null };
};

export const runCase = (vector: VectorCase, now: string): Ran => {
  const objects = vector.in.objects ?? [];
  return runArgs(clientFor(clusterWith(objects, now), objects), vector.in.args ?? []);
};

const NO_UID = "00000000-0000-4000-8000-000000000000";

/** Objects of every kind, in the order of the scheme, as the cluster holds them. */
const heldBy = (cluster: Cluster): Map<string, JsonObject> => {
  const held = new Map<string, JsonObject>();
  for (const [name, rows] of Object.entries(cluster.snapshot().tables)) {
    if (!name.startsWith("objects/")) continue;
    for (const [key, row] of rows) held.set(`${name}/${key}`, row as JsonObject);
  }
  return held;
};

/**
 * The recordings' server defaults and validates, but nothing stands before or behind it: no admission gave the pod its service
 * account's token, nobody allocated addresses, and what is deleted is gone at once.
 */
const asRecorded = (object: JsonObject): JsonObject => {
  switch (text(object, "kind")) {
    case "Service":
      return withoutAllocations(object, false);
    case "Pod":
      return withoutAdmission(object);
    case "HorizontalPodAutoscaler":
      return withField(object, ["status", "currentMetrics"], undefined);
    default:
      return object;
  }
};

const withoutAllocations = (object: JsonObject, hadAddress: boolean): JsonObject => {
  const isHeadless = hadAddress || text(object, "spec", "clusterIP") === "None";
  const gone = ["ipFamilies", "ipFamilyPolicy", ...(isHeadless ? [] : ["clusterIP", "clusterIPs"])];
  const bare = gone.reduce((value, field) => withField(value, ["spec", field], undefined), object);
  return list(bare, "spec", "ports").reduce(
    (value, _port, index) => withField(value, ["spec", "ports", index, "nodePort"], undefined),
    bare,
  );
};

const ADMITTED = ["volumes", "tolerations", "serviceAccount", "serviceAccountName", "priority", "preemptionPolicy"];

const withoutAdmission = (object: JsonObject): JsonObject => {
  const bare = ADMITTED.reduce((value, field) => withField(value, ["spec", field], undefined), object);
  return list(bare, "spec", "containers").reduce(
    (value, _container, index) => withField(value, ["spec", "containers", index, "volumeMounts"], undefined),
    bare,
  );
};

const uidless = (object: JsonObject): JsonObject =>
  JSON.parse(JSON.stringify(object).replaceAll(text(object, "metadata", "uid"), NO_UID)) as JsonObject;

const hadAddresses = (object: JsonObject | undefined): boolean =>
  text(object, "kind") !== "Service" || text(object, "spec", "ipFamilyPolicy") !== "";

const isGoing = (object: JsonObject | undefined): boolean => text(object, "metadata", "deletionTimestamp") !== "";

export interface RanWithObjects extends Ran {
  readonly changed: readonly JsonObject[];
  readonly created: readonly JsonObject[];
  readonly deleted: readonly string[];
}

const byVersion = (a: JsonObject, b: JsonObject): number =>
  Number(text(a, "metadata", "resourceVersion")) - Number(text(b, "metadata", "resourceVersion"));

/** As runCase, and what became of the objects; uids of new ones are not compared. */
export const runCaseWithObjects = (vector: VectorCase, now: string): RanWithObjects => {
  const objects = vector.in.objects ?? [];
  const cluster = clusterWith(objects, now);
  const before = heldBy(cluster);
  const ran = runArgs(clientFor(cluster, objects), vector.in.args ?? []);
  const after = heldBy(cluster);
  return {
    ...ran,
    changed: [...after]
      .filter(([key, object]) => before.has(key) && before.get(key) !== object && !isGoing(object))
      .map(([key, object]) => (hadAddresses(before.get(key)) ? object : withoutAllocations(object, true)))
      .toSorted(byVersion),
    created: [...after].filter(([key]) => !before.has(key)).map(([, object]) => asRecorded(uidless(object))),
    deleted: [...before]
      .filter(([key]) => !after.has(key) || isGoing(after.get(key)))
      .map(([, object]) => `${text(object, "kind")}/${namespaceOf(object) || "<nil>"}/${nameOf(object)}`),
  };
};
