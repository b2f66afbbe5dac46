// The one configuration that this kubectl has: one cluster, one user, one context, of which the namespace can change.
import type { JsonObject } from "#api/meta";
import { API_HOST } from "#engine";

export const SERVER = `https://${API_HOST}`;
export const CLUSTER = "kubernetes";
export const USER = "kubernetes-admin";
export const CONTEXT = `${USER}@${CLUSTER}`;

/** The default namespace is not written unless it was set by name. */
export const kubeconfigOf = (namespace: string, isSecret: boolean): JsonObject => ({
  apiVersion: "v1",
  clusters: [
    {
      cluster: { "certificate-authority-data": isSecret ? "DATA+OMITTED" : "U0lNVUxBVEVE", server: SERVER },
      name: CLUSTER,
    },
  ],
  contexts: [
    {
      context: { cluster: CLUSTER, ...(namespace === "default" ? {} : { namespace }), user: USER },
      name: CONTEXT,
    },
  ],
  "current-context": CONTEXT,
  kind: "Config",
  users: [{ name: USER, user: { token: isSecret ? "REDACTED" : "simulated" } }],
});
