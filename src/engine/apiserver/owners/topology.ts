// Models what the OpenAPI document of kube-apiserver 1.36.3 says of lists and maps (x-kubernetes-list-type, -list-map-keys, -map-type):
// which of them have owners item by item, and which as a whole. What is not named here is a list that is owned as a whole, or a map
// (or an object) that is not.
import { structNamed, type FieldType } from "#api/schema/schema";

/** A place in an object, by how it is owned. */
export type Place =
  /** Owned as a whole. */
  | { readonly kind: "leaf"; readonly type?: FieldType }
  | { readonly kind: "struct"; readonly struct: string }
  | { readonly kind: "map"; readonly of: Place }
  /** Its items are told apart by these fields of theirs. */
  | { readonly kind: "list"; readonly keys: readonly string[]; readonly of: Place }
  /** A list of values, each of which is there or not. */
  | { readonly kind: "set"; readonly of: Place };

const ATOMIC = new Set(
  (
    "ConfigMapKeySelector EndpointAddress EndpointPort FileKeySelector LabelSelector LocalObjectReference NodeSelector NodeSelectorTerm " +
    "ObjectFieldSelector ObjectReference OwnerReference ResourceFieldSelector RoleRef ScopeSelector SecretKeySelector SecretReference " +
    "ServiceBackendPort Subject TopologySelectorTerm TypedLocalObjectReference " +
    "PodSpec.nodeSelector ReplicationControllerSpec.selector ServiceSpec.selector"
  ).split(" "),
);
/** Of an atomic type, but here of parts. */
const GRANULAR: readonly string[] = ["PersistentVolumeSpec.claimRef"];

const SETS: readonly string[] = [
  "CSIDriverSpec.volumeLifecycleModes",
  "ContainerRestartRuleOnExitCodes.values",
  "Endpoint.addresses",
  "NodeSpec.podCIDRs",
  "ObjectMeta.finalizers",
  "PodFailurePolicyOnExitCodesRequirement.values",
  "UncountedTerminatedPods.failed",
  "UncountedTerminatedPods.succeeded",
];

const KEYS: { readonly [field: string]: string } = {
  "Container.env": "name",
  "Container.ports": "containerPort protocol",
  "Container.volumeDevices": "devicePath",
  "Container.volumeMounts": "mountPath",
  "EphemeralContainer.env": "name",
  "EphemeralContainer.ports": "containerPort protocol",
  "EphemeralContainer.volumeDevices": "devicePath",
  "EphemeralContainer.volumeMounts": "mountPath",
  "ObjectMeta.ownerReferences": "uid",
  "PodSpec.containers": "name",
  "PodSpec.ephemeralContainers": "name",
  "PodSpec.hostAliases": "ip",
  "PodSpec.imagePullSecrets": "name",
  "PodSpec.initContainers": "name",
  "PodSpec.resourceClaims": "name",
  "PodSpec.schedulingGates": "name",
  "PodSpec.topologySpreadConstraints": "topologyKey whenUnsatisfiable",
  "PodSpec.volumes": "name",
  "PodStatus.conditions": "type",
  "PodStatus.podIPs": "ip",
  "ResourceRequirements.claims": "name",
  "ServiceAccount.secrets": "name",
  "ServiceSpec.ports": "port protocol",
};

/** The one key that an item may leave out. */
export const KEY_DEFAULTS: { readonly [key: string]: string } = { protocol: "TCP" };

const shortName = (struct: string): string => struct.slice(struct.lastIndexOf(".") + 1);

const placeOf = (type: FieldType, field: string): Place => {
  if (type.type === "scalar") return { kind: "leaf", type };
  if (type.type === "struct") {
    const isWhole = ATOMIC.has(shortName(type.struct)) && !GRANULAR.includes(field);
    return isWhole ? { kind: "leaf", type } : { kind: "struct", struct: type.struct };
  }
  if (type.type === "map")
    return ATOMIC.has(field) ? { kind: "leaf", type } : { kind: "map", of: placeOf(type.of, "") };
  const keys = KEYS[field];
  // The items of a list by keys have parts, whatever they are elsewhere.
  const items: Place =
    type.of.type === "struct" ? { kind: "struct", struct: type.of.struct } : { kind: "leaf", type: type.of };
  if (keys !== undefined) return { kind: "list", keys: keys.split(" "), of: items };
  return SETS.includes(field) ? { kind: "set", of: items } : { kind: "leaf", type };
};

export const rootPlace = (struct: string): Place => ({ kind: "struct", struct });

/** The place of a member; undefined if there is no such field. */
export const memberOf = (place: Place, name: string): Place | undefined => {
  if (place.kind === "map") return place.of;
  if (place.kind !== "struct") return { kind: "leaf" };
  const field = structNamed(place.struct)?.fields.get(name);
  return field && placeOf(field.fieldType, `${shortName(place.struct)}.${name}`);
};
