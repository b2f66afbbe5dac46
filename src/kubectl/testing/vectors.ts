// Runs one case of a recording: a fresh cluster that holds the case's objects, and one kubectl command line.
import { readFileSync } from "node:fs";
import type { JsonObject } from "#api/meta";
import { resourceOf } from "#api/scheme";
import { Cluster, type Snapshot } from "#engine";
import type { FileSystem, KubeClient } from "../client.ts";
import { createEngineClient } from "../engine-client.ts";
import { nameOf, namespaceOf, text, withField } from "../object.ts";
import { runKubectl } from "../run.ts";

export interface VectorCase {
  readonly name: string;
  readonly in: JsonObject & { readonly args?: readonly string[]; readonly objects?: readonly JsonObject[] };
  readonly want: JsonObject;
}

export const readVectors = (kind: string): { readonly now: string; readonly cases: readonly VectorCase[] } =>
  JSON.parse(
    readFileSync(new URL(`../../../e2e/conformance/recordings/vectors/${kind}.json`, import.meta.url), "utf8"),
  );

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
  tables["counters"] = [["resourceVersion", 1000 + objects.length] as unknown as [string, JsonObject]];
  const snapshot: Snapshot = { version: 1, nowMs: 0, timers: [], nextTimerId: 1, tables };
  cluster.restore(snapshot);
  return cluster;
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
  const list: KubeClient["list"] = (resource, options) => {
    const answer = client.list(resource, options);
    if (!answer.ok || resource.plural !== "namespaces") return answer;
    return { ok: true, value: answer.value.filter((object) => given.has(nameOf(object))) };
  };
  return {
    nowMs: () => client.nowMs(),
    get: (target) => client.get(target),
    list,
    create: (target, object, options) => client.create(target, object, options),
    update: (target, object, options) => client.update(target, object, options),
    patch: (target, patch, options) => client.patch(target, patch, options),
    delete: (target, options) => client.delete(target, options),
    scale: (target, change) => client.scale(target, change),
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
  let namespace = "default";
  const outcome = runKubectl(
    {
      client,
      files,
      config: { namespace: () => namespace, setNamespace: (name) => void (namespace = name) },
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
