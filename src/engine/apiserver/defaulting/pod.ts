// Models pkg/apis/core/v1/defaults.go and conversion.go for pods and pod templates (v1.36).
import { isJsonObject, own } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { memoise } from "#api/memoise";
import { at, change, changeEach, fill, objectOf, set, textOf } from "../json-object.ts";
import { aggregateResources } from "../strategy/pod-resources.ts";
import { imageTag } from "./image-name.ts";

/** Defaults of a pod: those of its spec, and what only a pod of its own gets. */
export const defaultPod = (pod: JsonObject): JsonObject => change(pod, "spec", defaultPodsSpec);

/** Defaults of a pod template. */
export const defaultPodTemplate = (template: JsonObject): JsonObject => change(template, "spec", defaultPodSpec);

/** Of a template in a workload's spec, which is where all but one kind have theirs. */
export const defaultTemplateOf = (object: JsonObject): JsonObject =>
  change(object, "spec", (spec) => change(spec, "template", defaultPodTemplate));

const defaultPodSpec = memoise((spec: JsonObject): JsonObject => {
  let result = changeEach(spec, "volumes", defaultVolume);
  for (const key of ["initContainers", "containers", "ephemeralContainers"]) {
    result = changeEach(result, key, defaultContainer);
  }
  result = fill(result, {
    dnsPolicy: "ClusterFirst",
    restartPolicy: "Always",
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    schedulerName: "default-scheduler",
  });
  return defaultServiceAccount(result);
});

/** serviceAccount is the old name of serviceAccountName: both say the same. */
const defaultServiceAccount = (spec: JsonObject): JsonObject => {
  const name = textOf(spec["serviceAccountName"]) || textOf(spec["serviceAccount"]);
  return name === "" ? spec : set(set(spec, "serviceAccountName", name), "serviceAccount", name);
};

const defaultPodsSpec = memoise((spec: JsonObject): JsonObject => {
  let result = changeEach(changeEach(spec, "containers", requestLimits), "initContainers", requestLimits);
  result = defaultPodResources(result);
  // No default upstream: null is an empty list to Go, so admission may look through it before validation refuses it.
  result = fill(result, { enableServiceLinks: true, containers: [] });
  if (result["hostNetwork"] === true) {
    for (const key of ["containers", "initContainers"]) result = changeEach(result, key, defaultHostPorts);
  }
  result = defaultPodSpec(result);
  const grace = result["terminationGracePeriodSeconds"];
  return typeof grace === "number" && grace < 0 ? set(result, "terminationGracePeriodSeconds", 1) : result;
});

/** What is limited and not requested is requested in full. */
const requestLimits = (container: JsonObject): JsonObject =>
  change(container, "resources", (resources) => {
    const limits = objectOf(resources["limits"]);
    if (Object.keys(limits).length === 0) return resources;
    return set(resources, "requests", fill(objectOf(resources["requests"]), limits));
  });

const defaultHostPorts = (container: JsonObject): JsonObject =>
  changeEach(container, "ports", (port) => fill(port, { hostPort: port["containerPort"] ?? 0 }));

const defaultContainer = (container: JsonObject): JsonObject => {
  let result = fill(container, {
    imagePullPolicy: imageTag(textOf(container["image"])) === "latest" ? "Always" : "IfNotPresent",
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
  });
  result = changeEach(result, "ports", (port) => fill(port, { protocol: "TCP" }));
  result = changeEach(result, "env", (env) => change(env, "valueFrom", defaultEnvSource));
  for (const key of ["livenessProbe", "readinessProbe", "startupProbe"]) result = change(result, key, defaultProbe);
  return change(result, "lifecycle", (lifecycle) =>
    change(change(lifecycle, "postStart", defaultHandler), "preStop", defaultHandler),
  );
};

const defaultFieldRef = (owner: JsonObject): JsonObject =>
  change(owner, "fieldRef", (ref) => fill(ref, { apiVersion: "v1" }));

const defaultEnvSource = (source: JsonObject): JsonObject =>
  change(defaultFieldRef(source), "fileKeyRef", (ref) => fill(ref, { optional: false }));

const defaultHandler = (handler: JsonObject): JsonObject =>
  change(handler, "httpGet", (httpGet) => fill(httpGet, { path: "/", scheme: "HTTP" }));

const defaultProbe = (probe: JsonObject): JsonObject =>
  change(
    fill(defaultHandler(probe), { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }),
    "grpc",
    (grpc) => fill(grpc, { service: "" }),
  );

const MODE_0644 = 420;

const withMode = (source: JsonObject): JsonObject => fill(source, { defaultMode: MODE_0644 });

const withFieldRefs = (source: JsonObject): JsonObject => changeEach(source, "items", defaultFieldRef);

const VOLUME_DEFAULTS: { readonly [type: string]: (source: JsonObject) => JsonObject } = {
  secret: withMode,
  configMap: withMode,
  downwardAPI: (source) => withMode(withFieldRefs(source)),
  projected: (source) => withMode(changeEach(source, "sources", (s) => defaultProjection(s))),
  hostPath: (source) => fill(source, { type: "" }),
  iscsi: (source) => fill(source, { iscsiInterface: "default" }),
  rbd: (source) => fill(source, { pool: "rbd", user: "admin", keyring: "/etc/ceph/keyring" }),
  azureDisk: (source) => fill(source, { cachingMode: "ReadWrite", fsType: "ext4", readOnly: false, kind: "Shared" }),
  scaleIO: (source) => fill(source, { storageMode: "ThinProvisioned", fsType: "xfs" }),
  ephemeral: (source) =>
    change(source, "volumeClaimTemplate", (t) => change(t, "spec", (spec) => fill(spec, { volumeMode: "Filesystem" }))),
  image: (source) =>
    fill(source, { pullPolicy: imageTag(textOf(source["reference"])) === "latest" ? "Always" : "IfNotPresent" }),
};

const defaultProjection = (source: JsonObject): JsonObject =>
  change(change(source, "downwardAPI", withFieldRefs), "serviceAccountToken", (token) =>
    fill(token, { expirationSeconds: 3600 }),
  );

const defaultVolume = (volume: JsonObject): JsonObject => {
  const types = Object.keys(volume).filter((key) => key !== "name" && isJsonObject(volume[key]));
  if (types.length === 0) return { ...volume, emptyDir: {} };
  return types.reduce(
    (result, type) => change(result, type, own(VOLUME_DEFAULTS, type) ?? ((source) => source)),
    volume,
  );
};

const POD_RESOURCES = /^(cpu|memory|hugepages-.+)$/;

/** Pod-level requests that are not given: what the containers request together, else the pod's own limit. */
const defaultPodResources = (spec: JsonObject): JsonObject => {
  const withLimits = defaultHugePageLimits(spec);
  const limits = objectOf(at(withLimits, "resources", "limits"));
  if (Object.keys(limits).length === 0) return withLimits;
  const requests: { [key: string]: Json } = { ...objectOf(at(withLimits, "resources", "requests")) };
  for (const [name, amount] of Object.entries(aggregateResources(withLimits, "requests"))) {
    if (name === "cpu" || name === "memory") requests[name] ??= amount;
  }
  for (const [name, amount] of Object.entries(limits)) if (POD_RESOURCES.test(name)) requests[name] ??= amount;
  if (Object.keys(requests).length === 0) return withLimits;
  return change(withLimits, "resources", (resources) => set(resources, "requests", requests));
};

const defaultHugePageLimits = (spec: JsonObject): JsonObject => {
  const resources = objectOf(spec["resources"]);
  const requests = objectOf(resources["requests"]);
  const limits: { [key: string]: Json } = { ...objectOf(resources["limits"]) };
  if (Object.keys(requests).length === 0 && Object.keys(limits).length === 0) return spec;
  for (const [name, amount] of Object.entries(aggregateResources(spec, "limits"))) {
    if (name.startsWith("hugepages-") && requests[name] === undefined) limits[name] ??= amount;
  }
  return Object.keys(limits).length === 0 ? spec : set(spec, "resources", set(resources, "limits", limits));
};
