// Models makeEnvironmentVariables of pkg/kubelet/kubelet_pods.go and verifyRunAsNonRoot of kuberuntime/security_context_others.go (v1.36):
// what a container needs before it can be made, and does not find. The values are made in environment.ts, files in volumes/payload.ts.
import type { Container } from "#api/core-container";
import type { EnvVarSource, KeySelector } from "#api/core-env";
import type { Pod } from "#api/core-pod";
import type { Store } from "../apiserver/store.ts";
import { expand, missingIn, variablesOf } from "./environment.ts";
import type { PodFacts } from "./pod-fields.ts";

type Kind = "configmaps" | "secrets";

/** Why the container cannot be made, in the kubelet's words; undefined if nothing is missing. */
export const configError = (facts: PodFacts, container: Container): string | undefined => {
  const { store, pod } = facts;
  const namespace = pod.metadata.namespace ?? "default";
  for (const from of container.envFrom ?? []) {
    const error =
      missingObject(store, "configmaps", namespace, from.configMapRef) ??
      missingObject(store, "secrets", namespace, from.secretRef);
    if (error) return error;
  }
  for (const { valueFrom } of container.env ?? []) {
    const error = valueFrom && missingValue(store, namespace, valueFrom);
    if (error) return error;
  }
  return subPathError(facts, container) ?? rootError(pod, container);
};

/** makeMounts of pkg/kubelet/kubelet_pods.go: a part of a volume that is named by variables. */
const subPathError = (facts: PodFacts, container: Container): string | undefined => {
  const expressions = (container.volumeMounts ?? []).flatMap(({ subPathExpr }) => subPathExpr || []);
  if (expressions.length === 0) return undefined;
  const known = variablesOf(facts, container);
  for (const expression of expressions) {
    const missing = missingIn(expression, known);
    if (missing.length > 0) return `missing value for ${missing.join(", ")}`;
    const path = expand(expression, known);
    if (path.startsWith("/")) return `error SubPath \`${path}\` must not be an absolute path`;
    if (path.split("/").includes("..")) return `unable to provision SubPath \`${path}\`: must not contain '..'`;
  }
  return undefined;
};

interface Named {
  readonly name?: string;
  readonly optional?: boolean;
}

const KIND_TEXT = { configmaps: "configmap", secrets: "secret" } as const;

const missingObject = (store: Store, kind: Kind, namespace: string, ref: Named | undefined): string | undefined => {
  if (!ref?.name || ref.optional || store.get(kind, `${namespace}/${ref.name}`)) return undefined;
  return `${KIND_TEXT[kind]} "${ref.name}" not found`;
};

const missingValue = (store: Store, namespace: string, from: EnvVarSource): string | undefined =>
  missingKey(store, "configmaps", namespace, from.configMapKeyRef) ??
  missingKey(store, "secrets", namespace, from.secretKeyRef);

const KEY_KIND = { configmaps: "ConfigMap", secrets: "Secret" } as const;

const missingKey = (store: Store, kind: Kind, namespace: string, ref: KeySelector | undefined): string | undefined => {
  if (!ref || ref.optional) return undefined;
  const missing = missingObject(store, kind, namespace, ref);
  if (missing) return missing;
  return hasKey(store, kind, `${namespace}/${ref.name}`, ref.key)
    ? undefined
    : `couldn't find key ${ref.key} in ${KEY_KIND[kind]} ${namespace}/${ref.name}`;
};

const hasKey = (store: Store, kind: Kind, name: string, key: string): boolean => {
  if (kind === "secrets") return Object.hasOwn(store.get("secrets", name)?.data ?? {}, key);
  const map = store.get("configmaps", name);
  return Object.hasOwn(map?.data ?? {}, key) || Object.hasOwn(map?.binaryData ?? {}, key);
};

// Simplified: no image says which user it wants, so that each runs as root unless the pod names another.
const rootError = (pod: Pod, container: Container): string | undefined => {
  const own = container.securityContext;
  const shared = pod.spec.securityContext;
  if ((own?.runAsNonRoot ?? shared?.runAsNonRoot) !== true) return undefined;
  const user = own?.runAsUser ?? shared?.runAsUser;
  const { name, uid, namespace } = pod.metadata;
  const where = `(pod: "${name}_${namespace}(${uid})", container: ${container.name})`;
  if (user === undefined) return `container has runAsNonRoot and image will run as root ${where}`;
  return user === 0 ? `container's runAsUser breaks non-root policy ${where}` : undefined;
};
