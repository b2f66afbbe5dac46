// The configuration that this kubectl has: one cluster and one user, and any number of contexts, of which one is current.
import type { JsonObject } from "#api/meta";
import { API_HOST } from "#engine";

export const SERVER = `https://${API_HOST}`;
export const CLUSTER = "kubernetes";
export const USER = "kubernetes-admin";
const CONTEXT = `${USER}@${CLUSTER}`;
/** Where it lies, as messages name it. */
export const CONFIG_FILE = "/home/learner/.kube/config";

/** What is not set is "". */
export interface KubeContext {
  readonly name: string;
  readonly cluster: string;
  readonly user: string;
  readonly namespace: string;
}

export interface KubeContexts {
  /** The name of one that need not exist (any more). */
  readonly current: string;
  readonly all: readonly KubeContext[];
}

export const FIRST_CONTEXTS: KubeContexts = {
  current: CONTEXT,
  all: [{ name: CONTEXT, cluster: CLUSTER, user: USER, namespace: "" }],
};

/** Of somebody who has no such file. */
export const NO_CONTEXTS: KubeContexts = { current: "", all: [] };

export const contextNamed = ({ all }: KubeContexts, wanted: string): KubeContext | undefined =>
  all.find(({ name }) => name === wanted);

/** The namespace that commands work in. */
export const contextNamespace = (contexts: KubeContexts, wanted = contexts.current): string =>
  contextNamed(contexts, wanted)?.namespace || "default";

/** The same with this context in it, in the order of names. */
export const withContext = ({ current, all }: KubeContexts, one: KubeContext): KubeContexts => ({
  current,
  all: [...all.filter(({ name }) => name !== one.name), one].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
});

/** The file; of contexts these. */
export const kubeconfigOf = (
  { current, all }: KubeContexts,
  { isSecret }: { readonly isSecret: boolean },
): JsonObject => ({
  apiVersion: "v1",
  clusters: [
    {
      cluster: { "certificate-authority-data": isSecret ? "DATA+OMITTED" : "U0lNVUxBVEVE", server: SERVER },
      name: CLUSTER,
    },
  ],
  contexts: all.map(({ name, cluster, user, namespace }) => ({
    context: { cluster, ...(namespace === "" ? {} : { namespace }), user },
    name,
  })),
  "current-context": current,
  kind: "Config",
  users: [{ name: USER, user: { token: isSecret ? "REDACTED" : "simulated" } }],
});
