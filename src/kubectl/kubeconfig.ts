// The configuration that this kubectl has (client-go/tools/clientcmd/api/types.go): clusters, users, and contexts, of which one is current.
import type { JsonObject } from "#api/meta";
import { own } from "#api/json";
import { API_HOST } from "#engine";
import { text } from "./object.ts";

export const SERVER = `https://${API_HOST}`;
export const CLUSTER = "kubernetes";
export const USER = "kubernetes-admin";
const CONTEXT = `${USER}@${CLUSTER}`;
/** Where it lies, as messages name it. */
export const CONFIG_FILE = "/home/learner/.kube/config";

/** What the one server here knows its own certificate by, and the administrator. */
export const AUTHORITY = "U0lNVUxBVEVE";
export const ADMIN_TOKEN = "simulated";

/** By name, the fields that were ever set: what is not set is not there. */
export type Entries = { readonly [name: string]: JsonObject };

export type EntryKind = "clusters" | "contexts" | "users";

export interface Kubeconfig {
  /** The name of one that need not exist (any more). */
  readonly "current-context": string;
  readonly clusters: Entries;
  readonly contexts: Entries;
  readonly users: Entries;
  readonly preferences?: JsonObject;
}

/** What is not set is "". */
export interface KubeContext {
  readonly name: string;
  readonly cluster: string;
  readonly user: string;
  readonly namespace: string;
}

export const FIRST_CONFIG: Kubeconfig = {
  "current-context": CONTEXT,
  clusters: { [CLUSTER]: { server: SERVER, "certificate-authority-data": AUTHORITY } },
  contexts: { [CONTEXT]: { cluster: CLUSTER, user: USER } },
  users: { [USER]: { token: ADMIN_TOKEN } },
};

/** Of somebody who has no such file. */
export const NO_CONFIG: Kubeconfig = { "current-context": "", clusters: {}, contexts: {}, users: {} };

export const entryNamed = (config: Kubeconfig, kind: EntryKind, name: string): JsonObject | undefined =>
  own(config[kind], name);

export const namesOf = (config: Kubeconfig, kind: EntryKind): readonly string[] =>
  Object.keys(config[kind]).toSorted((a, b) => (a < b ? -1 : 1));

/** The same with this entry in it; undefined takes it out. */
export const withEntry = (
  config: Kubeconfig,
  kind: EntryKind,
  [name, entry]: readonly [name: string, entry: JsonObject | undefined],
): Kubeconfig => {
  const others = Object.entries(config[kind]).filter(([other]) => other !== name);
  return { ...config, [kind]: Object.fromEntries(entry === undefined ? others : [...others, [name, entry]]) };
};

export const contextNamed = (config: Kubeconfig, name: string): KubeContext | undefined => {
  const entry = entryNamed(config, "contexts", name);
  return (
    entry && { name, cluster: text(entry, "cluster"), user: text(entry, "user"), namespace: text(entry, "namespace") }
  );
};

/** The namespace that commands work in. */
export const contextNamespace = (config: Kubeconfig, wanted = config["current-context"]): string =>
  contextNamed(config, wanted)?.namespace || "default";
