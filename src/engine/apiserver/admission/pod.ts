// Models the admission plugins that change a pod (v1.36): plugin/pkg/admission/serviceaccount at its creation, priority and
// defaulttolerationseconds at each change as well. (podtopologylabels acts at binding, see apiserver.ts.)
import { own, withFields } from "#api/json";
import type { Status } from "#api/meta";
import type { Toleration } from "#api/core-affinity";
import type { Container } from "#api/core-container";
import type { Pod, PodSpec, PreemptionPolicy } from "#api/core-pod";
import type { Volume } from "#api/core-volume";
import { randomSuffix } from "../names.ts";
import { forbidden } from "#api/status";
import type { Admission, AdmissionRequest } from "./admission.ts";

const SYSTEM_PRIORITIES: Readonly<Record<string, number>> = {
  "system-cluster-critical": 2_000_000_000,
  "system-node-critical": 2_000_001_000,
};
const TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

export const admitPod: Admission = (request) => {
  if (request.info.plural !== "pods" || request.operation === "DELETE") return request.object;
  const pod = request.object as Pod;
  const tolerations = withDefaultTolerations(pod.spec.tolerations ?? []);
  if (request.old) {
    const spec = { ...withOldPriority(pod.spec, (request.old as Pod).spec), tolerations };
    return { ...pod, spec };
  }
  const priority = priorityOf(pod, request);
  if ("code" in priority) return priority;
  const withAccount = withServiceAccount(pod, request);
  if ("code" in withAccount) return withAccount;
  const spec: PodSpec = withFields(withAccount, withFields(priority, { tolerations }));
  return withFields(pod, { spec });
};

/** Whoever replaces a pod need not say what its creation gave it. */
const withOldPriority = (spec: PodSpec, old: PodSpec): PodSpec => {
  const { priority = old.priority, preemptionPolicy = old.preemptionPolicy } = spec;
  return {
    ...spec,
    ...(priority === undefined ? {} : { priority }),
    ...(preemptionPolicy === undefined ? {} : { preemptionPolicy }),
  };
};

interface Priority {
  readonly priority: number;
  readonly priorityClassName?: string;
  readonly preemptionPolicy: PreemptionPolicy;
}

const priorityOf = (pod: Pod, { store, info }: AdmissionRequest): Priority | Status => {
  const name = pod.spec.priorityClassName;
  if (!name) {
    const global = store.list("priorityclasses").find((c) => c.globalDefault);
    if (!global) return { priority: 0, preemptionPolicy: "PreemptLowerPriority" };
    return {
      priorityClassName: global.metadata.name,
      priority: global.value,
      preemptionPolicy: global.preemptionPolicy ?? "PreemptLowerPriority",
    };
  }
  const found = store.get("priorityclasses", name);
  const value = found?.value ?? own(SYSTEM_PRIORITIES, name);
  if (value === undefined) return forbidden(info, pod.metadata.name, `no PriorityClass with name ${name} was found`);
  return {
    priorityClassName: name,
    priority: value,
    preemptionPolicy: found?.preemptionPolicy ?? "PreemptLowerPriority",
  };
};

/**
 * Its account, and the projected token that every container then mounts.
 * Simplified: for `default` the real server waits up to two seconds; here it is as if it had come, which it always does.
 */
const withServiceAccount = ({ metadata, spec }: Pod, { rng, store, info }: AdmissionRequest): PodSpec | Status => {
  const account = spec.serviceAccountName ?? spec.serviceAccount ?? "default";
  const key = `${metadata.namespace}/${account}`;
  const found = store.get("serviceaccounts", key);
  if (!found && account !== "default") {
    const why = `error looking up service account ${key}: serviceaccount "${account}" not found`;
    return forbidden(info, metadata.name, why);
  }
  const pulls = spec.imagePullSecrets?.length ? spec.imagePullSecrets : found?.imagePullSecrets;
  const named: PodSpec = withFields(spec, {
    serviceAccountName: account,
    serviceAccount: account,
    ...(pulls?.length ? { imagePullSecrets: pulls } : {}),
  });
  if ((spec.automountServiceAccountToken ?? found?.automountServiceAccountToken) === false) return named;
  const volume = `kube-api-access-${randomSuffix(rng, "admission")}`;
  const mount = (c: Container): Container =>
    c.volumeMounts?.some((m) => m.mountPath === TOKEN_PATH)
      ? c
      : withFields(c, {
          volumeMounts: [...(c.volumeMounts ?? []), { name: volume, readOnly: true, mountPath: TOKEN_PATH }],
        });
  return withFields(named, {
    containers: spec.containers.map(mount),
    ...(spec.initContainers ? { initContainers: spec.initContainers.map(mount) } : {}),
    volumes: [...(spec.volumes ?? []), tokenVolume(volume)],
  });
};

/** One object for all pods: only the name of the volume is each pod's own. */
const PROJECTED_TOKEN: Volume["projected"] = {
  defaultMode: 420,
  sources: [
    { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
    { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
    {
      downwardAPI: {
        items: [{ path: "namespace", fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" } }],
      },
    },
  ],
};

const tokenVolume = (name: string): Volume => ({ name, projected: PROJECTED_TOKEN });

const NODE_TAINTS = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] as const;
const defaultToleration = (key: string): Toleration => ({
  key,
  operator: "Exists",
  effect: "NoExecute",
  tolerationSeconds: 300,
});
const DEFAULT_TOLERATIONS = NODE_TAINTS.map(defaultToleration);

const withDefaultTolerations = (tolerations: readonly Toleration[]): readonly Toleration[] => {
  if (tolerations.length === 0) return DEFAULT_TOLERATIONS;
  const absent = DEFAULT_TOLERATIONS.filter(
    (d) => !tolerations.some((t) => (!t.key || t.key === d.key) && (!t.effect || t.effect === "NoExecute")),
  );
  return absent.length === 0 ? tolerations : [...tolerations, ...absent];
};
