// Models what a v1.36 API server answers to discovery, in the order in which `kubectl api-resources` prints it.

import type { ResourceName } from "./resources.ts";

export interface DiscoveredResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The name in URLs: `pods`. */
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  /** `all` for what `kubectl get all` lists. */
  readonly categories: readonly string[];
  readonly verbs: readonly string[];
  /** Whether the simulated API server keeps objects of this kind; the others are only known by name. */
  readonly isKept: boolean;
}

/** A kind that the simulated API server keeps. */
export interface ResourceInfo extends DiscoveredResource {
  readonly plural: ResourceName;
  readonly isKept: true;
}

type Extras = Partial<Pick<DiscoveredResource, "shortNames" | "categories" | "verbs">>;

const ALL = ["all"];
const API_EXTENSIONS = ["api-extensions"];
const READ_WRITE = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];
const CREATE_ONLY = { verbs: ["create"] };

const row = (
  apiVersion: string,
  kind: string,
  plural: string,
  extras: Extras,
): Omit<DiscoveredResource, "namespaced" | "isKept"> => {
  const slash = apiVersion.indexOf("/");
  return {
    group: slash < 0 ? "" : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
    plural,
    singular: kind.toLowerCase(),
    shortNames: [],
    categories: [],
    verbs: READ_WRITE,
    ...extras,
  };
};

/** Namespaced and cluster-wide kinds that are kept. */
const kept = (apiVersion: string, kind: string, plural: ResourceName, extras: Extras = {}): ResourceInfo => ({
  ...row(apiVersion, kind, plural, extras),
  plural,
  namespaced: true,
  isKept: true,
});
const keptWide = (apiVersion: string, kind: string, plural: ResourceName, extras: Extras = {}): ResourceInfo => ({
  ...kept(apiVersion, kind, plural, extras),
  namespaced: false,
});

/** Namespaced and cluster-wide kinds that are known by name alone. */
const known = (apiVersion: string, kind: string, plural: string, extras: Extras = {}): DiscoveredResource => ({
  ...row(apiVersion, kind, plural, extras),
  namespaced: true,
  isKept: false,
});
const knownWide = (apiVersion: string, kind: string, plural: string, extras: Extras = {}): DiscoveredResource => ({
  ...known(apiVersion, kind, plural, extras),
  namespaced: false,
});

const ADMISSION = "admissionregistration.k8s.io/v1";
const AUTHENTICATION = "authentication.k8s.io/v1";
const AUTHORIZATION = "authorization.k8s.io/v1";
const FLOW_CONTROL = "flowcontrol.apiserver.k8s.io/v1";
const NETWORKING = "networking.k8s.io/v1";
const RBAC = "rbac.authorization.k8s.io/v1";
const RESOURCE = "resource.k8s.io/v1";
const STORAGE = "storage.k8s.io/v1";

const core: readonly (DiscoveredResource | ResourceInfo)[] = [
  known("v1", "Binding", "bindings", CREATE_ONLY),
  knownWide("v1", "ComponentStatus", "componentstatuses", { shortNames: ["cs"], verbs: ["get", "list"] }),
  kept("v1", "ConfigMap", "configmaps", { shortNames: ["cm"] }),
  kept("v1", "Endpoints", "endpoints", { shortNames: ["ep"] }),
  kept("v1", "Event", "events", { shortNames: ["ev"] }),
  kept("v1", "LimitRange", "limitranges", { shortNames: ["limits"] }),
  keptWide("v1", "Namespace", "namespaces", {
    shortNames: ["ns"],
    verbs: READ_WRITE.filter((verb) => verb !== "deletecollection"),
  }),
  keptWide("v1", "Node", "nodes", { shortNames: ["no"] }),
  kept("v1", "PersistentVolumeClaim", "persistentvolumeclaims", { shortNames: ["pvc"] }),
  keptWide("v1", "PersistentVolume", "persistentvolumes", { shortNames: ["pv"] }),
  kept("v1", "Pod", "pods", { shortNames: ["po"], categories: ALL }),
  known("v1", "PodTemplate", "podtemplates"),
  kept("v1", "ReplicationController", "replicationcontrollers", { shortNames: ["rc"], categories: ALL }),
  kept("v1", "ResourceQuota", "resourcequotas", { shortNames: ["quota"] }),
  kept("v1", "Secret", "secrets"),
  kept("v1", "ServiceAccount", "serviceaccounts", { shortNames: ["sa"] }),
  kept("v1", "Service", "services", { shortNames: ["svc"], categories: ALL }),
];

const groups: readonly (DiscoveredResource | ResourceInfo)[] = [
  knownWide(ADMISSION, "MutatingAdmissionPolicy", "mutatingadmissionpolicies", { categories: API_EXTENSIONS }),
  knownWide(ADMISSION, "MutatingAdmissionPolicyBinding", "mutatingadmissionpolicybindings", {
    categories: API_EXTENSIONS,
  }),
  knownWide(ADMISSION, "MutatingWebhookConfiguration", "mutatingwebhookconfigurations", { categories: API_EXTENSIONS }),
  knownWide(ADMISSION, "ValidatingAdmissionPolicy", "validatingadmissionpolicies", { categories: API_EXTENSIONS }),
  knownWide(ADMISSION, "ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings", {
    categories: API_EXTENSIONS,
  }),
  knownWide(ADMISSION, "ValidatingWebhookConfiguration", "validatingwebhookconfigurations", {
    categories: API_EXTENSIONS,
  }),
  knownWide("apiextensions.k8s.io/v1", "CustomResourceDefinition", "customresourcedefinitions", {
    shortNames: ["crd", "crds"],
    categories: API_EXTENSIONS,
  }),
  knownWide("apiregistration.k8s.io/v1", "APIService", "apiservices", { categories: API_EXTENSIONS }),
  kept("apps/v1", "ControllerRevision", "controllerrevisions"),
  kept("apps/v1", "DaemonSet", "daemonsets", { shortNames: ["ds"], categories: ALL }),
  kept("apps/v1", "Deployment", "deployments", { shortNames: ["deploy"], categories: ALL }),
  kept("apps/v1", "ReplicaSet", "replicasets", { shortNames: ["rs"], categories: ALL }),
  kept("apps/v1", "StatefulSet", "statefulsets", { shortNames: ["sts"], categories: ALL }),
  knownWide(AUTHENTICATION, "SelfSubjectReview", "selfsubjectreviews", CREATE_ONLY),
  knownWide(AUTHENTICATION, "TokenReview", "tokenreviews", CREATE_ONLY),
  known(AUTHORIZATION, "LocalSubjectAccessReview", "localsubjectaccessreviews", CREATE_ONLY),
  knownWide(AUTHORIZATION, "SelfSubjectAccessReview", "selfsubjectaccessreviews", CREATE_ONLY),
  knownWide(AUTHORIZATION, "SelfSubjectRulesReview", "selfsubjectrulesreviews", CREATE_ONLY),
  knownWide(AUTHORIZATION, "SubjectAccessReview", "subjectaccessreviews", CREATE_ONLY),
  kept("autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", {
    shortNames: ["hpa"],
    categories: ALL,
  }),
  kept("batch/v1", "CronJob", "cronjobs", { shortNames: ["cj"], categories: ALL }),
  kept("batch/v1", "Job", "jobs", { categories: ALL }),
  knownWide("certificates.k8s.io/v1", "CertificateSigningRequest", "certificatesigningrequests", {
    shortNames: ["csr"],
  }),
  kept("coordination.k8s.io/v1", "Lease", "leases"),
  kept("discovery.k8s.io/v1", "EndpointSlice", "endpointslices"),
  // The same events as those of the core group, in their newer dress; kept once, under v1.
  known("events.k8s.io/v1", "Event", "events", { shortNames: ["ev"] }),
  knownWide(FLOW_CONTROL, "FlowSchema", "flowschemas"),
  knownWide(FLOW_CONTROL, "PriorityLevelConfiguration", "prioritylevelconfigurations"),
  keptWide(NETWORKING, "IngressClass", "ingressclasses"),
  kept(NETWORKING, "Ingress", "ingresses", { shortNames: ["ing"] }),
  knownWide(NETWORKING, "IPAddress", "ipaddresses", { shortNames: ["ip"] }),
  kept(NETWORKING, "NetworkPolicy", "networkpolicies", { shortNames: ["netpol"] }),
  knownWide(NETWORKING, "ServiceCIDR", "servicecidrs"),
  knownWide("node.k8s.io/v1", "RuntimeClass", "runtimeclasses"),
  kept("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets", { shortNames: ["pdb"] }),
  keptWide(RBAC, "ClusterRoleBinding", "clusterrolebindings"),
  keptWide(RBAC, "ClusterRole", "clusterroles"),
  kept(RBAC, "RoleBinding", "rolebindings"),
  kept(RBAC, "Role", "roles"),
  knownWide(RESOURCE, "DeviceClass", "deviceclasses"),
  known(RESOURCE, "ResourceClaim", "resourceclaims"),
  known(RESOURCE, "ResourceClaimTemplate", "resourceclaimtemplates"),
  knownWide(RESOURCE, "ResourceSlice", "resourceslices"),
  keptWide("scheduling.k8s.io/v1", "PriorityClass", "priorityclasses", { shortNames: ["pc"] }),
  knownWide(STORAGE, "CSIDriver", "csidrivers"),
  knownWide(STORAGE, "CSINode", "csinodes"),
  known(STORAGE, "CSIStorageCapacity", "csistoragecapacities"),
  keptWide(STORAGE, "StorageClass", "storageclasses", { shortNames: ["sc"] }),
  knownWide(STORAGE, "VolumeAttachment", "volumeattachments"),
  knownWide(STORAGE, "VolumeAttributesClass", "volumeattributesclasses", { shortNames: ["vac"] }),
];

/** Every row that `kubectl api-resources` prints. */
export const discovered: readonly (DiscoveredResource | ResourceInfo)[] = [...core, ...groups];
