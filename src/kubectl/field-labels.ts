// Models the field label conversions of pkg/apis/core/v1/conversion.go and its kin (v1.36): what --field-selector may name.

const META = ["metadata.name", "metadata.namespace"];

const MORE: { readonly [kind: string]: readonly string[] } = {
  Pod: [
    "spec.nodeName",
    "spec.restartPolicy",
    "spec.schedulerName",
    "spec.serviceAccountName",
    "spec.hostNetwork",
    "status.phase",
    "status.podIP",
    "status.podIPs",
    "status.nominatedNodeName",
  ],
  Node: ["spec.unschedulable"],
  Namespace: ["status.phase"],
  Secret: ["type"],
  Service: ["spec.clusterIP", "spec.type"],
  ReplicationController: ["status.replicas"],
  Job: ["status.successful"],
  Event: [
    "involvedObject.kind",
    "involvedObject.namespace",
    "involvedObject.name",
    "involvedObject.uid",
    "involvedObject.apiVersion",
    "involvedObject.resourceVersion",
    "involvedObject.fieldPath",
    "reason",
    "reportingComponent",
    "source",
    "type",
  ],
};

/** What has no namespace has no label for it, where the kind names its own. */
const NAMELESS = new Set(["Node", "Namespace"]);

export const fieldLabels = (kind: string): readonly string[] =>
  NAMELESS.has(kind) ? ["metadata.name", ...(MORE[kind] ?? [])] : [...META, ...(MORE[kind] ?? [])];

/** What the server says of another one. */
export const unknownFieldLabel = (kind: string, field: string): string => {
  if (kind === "Job") return `field label "${field}" not supported for Job`;
  return MORE[kind]
    ? `field label not supported: ${field}`
    : `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
};
