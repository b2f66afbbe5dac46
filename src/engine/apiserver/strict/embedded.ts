// Models which fields Go's structs have from a struct within (k8s.io/api v0.36): errors of encoding/json name it on the way.

interface Embedded {
  readonly name: string;
  readonly fields: { readonly has: (field: string) => boolean };
}

const REFERENCE: Embedded = { name: "LocalObjectReference", fields: new Set(["name"]) };

const except = (...own: readonly string[]): Embedded["fields"] => ({ has: (field) => !own.includes(field) });

const EMBEDDED: ReadonlyMap<string, Embedded> = new Map<string, Embedded>([
  ["Volume", { name: "VolumeSource", fields: except("name") }],
  [
    "PersistentVolumeSpec",
    {
      name: "PersistentVolumeSource",
      fields: except(
        "capacity",
        "accessModes",
        "claimRef",
        "persistentVolumeReclaimPolicy",
        "storageClassName",
        "mountOptions",
        "volumeMode",
        "nodeAffinity",
        "volumeAttributesClassName",
      ),
    },
  ],
  ["Probe", { name: "ProbeHandler", fields: new Set(["exec", "httpGet", "tcpSocket", "grpc"]) }],
  ["IngressRule", { name: "IngressRuleValue", fields: new Set(["http"]) }],
  ["EphemeralContainer", { name: "EphemeralContainerCommon", fields: except("targetContainerName") }],
  ["PersistentVolumeClaim", { name: "TypeMeta", fields: new Set(["apiVersion", "kind"]) }],
  ["ConfigMapKeySelector", REFERENCE],
  ["SecretKeySelector", REFERENCE],
  ["ConfigMapEnvSource", REFERENCE],
  ["SecretEnvSource", REFERENCE],
  ["ConfigMapVolumeSource", REFERENCE],
  ["ConfigMapProjection", REFERENCE],
  ["SecretProjection", REFERENCE],
]);

/** The steps from a struct to one of its fields. */
export const goStepsTo = (struct: string, field: string): readonly string[] => {
  const embedded = EMBEDDED.get(struct);
  return embedded?.fields.has(field) ? [embedded.name, field] : [field];
};
