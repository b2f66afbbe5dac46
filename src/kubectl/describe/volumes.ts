// Models describeVolumes of kubectl/pkg/describe/describe.go (v1.36). The sources of plugins are a table of their own.
import type { JsonObject, StringMap } from "#api/meta";
import { canonicalQuantity } from "#api/quantity";
import { has, isTrue, list, map, num, obj, sortedKeys, text } from "../object.ts";
import { claimBody } from "./claim.ts";
import { describePluginVolume } from "./plugin-volumes.ts";
import type { Writer } from "./writer.ts";

type VolumeWriter = (w: Writer, source: JsonObject, isPersistent: boolean) => void;

const kind = (w: Writer, text_: string): void => w.field(2, "Type", text_);

const limit = (source: JsonObject): string => {
  const size = canonicalQuantity(text(source, "sizeLimit"));
  return has(source, "sizeLimit") && size !== undefined && size !== "0" ? size : "<unset>";
};

const readOnly = (source: JsonObject): boolean => isTrue(source, "readOnly");

const ITEMS: readonly (readonly [field: string, write: VolumeWriter])[] = [
  [
    "hostPath",
    (w, source) => {
      kind(w, "HostPath (bare host directory volume)");
      w.field(2, "Path", text(source, "path"));
      w.field(2, "HostPathType", has(source, "type") ? text(source, "type") : "<none>");
    },
  ],
  [
    "emptyDir",
    (w, source) => {
      kind(w, "EmptyDir (a temporary directory that shares a pod's lifetime)");
      w.field(2, "Medium", text(source, "medium"));
      w.field(2, "SizeLimit", limit(source));
    },
  ],
  [
    "secret",
    (w, source) => {
      kind(w, "Secret (a volume populated by a Secret)");
      w.field(2, "SecretName", text(source, "secretName"));
      w.field(2, "Optional", String(isTrue(source, "optional")));
    },
  ],
  [
    "configMap",
    (w, source) => {
      kind(w, "ConfigMap (a volume populated by a ConfigMap)");
      w.field(2, "Name", text(source, "name"));
      w.field(2, "Optional", String(isTrue(source, "optional")));
    },
  ],
  [
    "nfs",
    (w, source) => {
      kind(w, "NFS (an NFS mount that lasts the lifetime of a pod)");
      w.field(2, "Server", text(source, "server"));
      w.field(2, "Path", text(source, "path"));
      w.field(2, "ReadOnly", String(readOnly(source)));
    },
  ],
  [
    "persistentVolumeClaim",
    (w, source) => {
      kind(w, "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)");
      w.field(2, "ClaimName", text(source, "claimName"));
      w.field(2, "ReadOnly", String(readOnly(source)));
    },
  ],
  [
    "ephemeral",
    (w, source) => {
      kind(w, "EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)");
      if (has(source, "volumeClaimTemplate")) claimBody(w.nested(2), obj(source, "volumeClaimTemplate"));
    },
  ],
  [
    "downwardAPI",
    (w, source) => {
      kind(w, "DownwardAPI (a volume populated by information about the pod)");
      w.line(2, "Items:");
      for (const item of list(source, "items")) {
        if (has(item, "fieldRef")) w.line(3, `${text(item, "fieldRef", "fieldPath")} -> ${text(item, "path")}`);
        if (has(item, "resourceFieldRef")) {
          w.line(3, `${text(item, "resourceFieldRef", "resource")} -> ${text(item, "path")}`);
        }
      }
    },
  ],
  ["projected", (w, source) => projected(w, source, false)],
  [
    "csi",
    (w, source, isPersistent) => {
      kind(w, "CSI (a Container Storage Interface (CSI) volume source)");
      w.field(2, "Driver", text(source, "driver"));
      w.field(2, "FSType", text(source, "fsType"));
      if (isPersistent) w.field(2, "VolumeHandle", text(source, "volumeHandle"));
      w.field(2, "ReadOnly", String(readOnly(source)));
      attributes(w, map(source, "volumeAttributes"));
    },
  ],
  [
    "image",
    (w, source) => {
      kind(w, "Image (a container image or OCI artifact)");
      w.field(2, "Reference", text(source, "reference"));
      w.field(2, "PullPolicy", text(source, "pullPolicy"));
    },
  ],
];

const MAX_LINE = 140;

/** Values of attributes are indented once more inside their column. */
const attributes = (w: Writer, values: StringMap): void => {
  const lines = sortedKeys(values).map((key) => {
    const line = `${key}=${values[key] ?? ""}`;
    return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)}...` : line;
  });
  if (lines.length === 0) w.field(2, "VolumeAttributes", "<none>");
  for (const [index, line] of lines.entries()) {
    w.line(2, index === 0 ? `VolumeAttributes:\t    ${line}` : `    \t    ${line}`);
  }
};

const projected: VolumeWriter = (w, source) => {
  kind(w, "Projected (a volume that contains injected data from multiple sources)");
  for (const item of list(source, "sources")) {
    if (has(item, "secret")) {
      w.field(2, "SecretName", text(item, "secret", "name"));
      w.field(2, "Optional", String(isTrue(item, "secret", "optional")));
    } else if (has(item, "downwardAPI")) w.field(2, "DownwardAPI", "true");
    else if (has(item, "configMap")) {
      w.field(2, "ConfigMapName", text(item, "configMap", "name"));
      w.field(2, "Optional", String(isTrue(item, "configMap", "optional")));
    } else if (has(item, "serviceAccountToken")) {
      w.field(2, "TokenExpirationSeconds", num(item, "serviceAccountToken", "expirationSeconds"));
    } else if (has(item, "clusterTrustBundle")) {
      const named = text(item, "clusterTrustBundle", "name");
      if (named !== "") w.field(2, "ClusterTrustBundle", named);
    }
  }
};

export const describeVolumes = (w: Writer, volumes: readonly JsonObject[], space: string): void => {
  if (volumes.length === 0) {
    w.line(0, `${space}Volumes:\t<none>`);
    return;
  }
  w.line(0, `${space}Volumes:`);
  for (const volume of volumes) {
    w.line(1, `${space === "" ? "" : " "}${text(volume, "name")}:`);
    describeVolumeSource(w, volume);
  }
};

/** The source that one of its fields names. */
export const describeVolumeSource = (w: Writer, volume: JsonObject, isPersistent = false): void => {
  const found = ITEMS.find(([field]) => has(volume, field));
  if (found) found[1](w, obj(volume, found[0]), isPersistent);
  else if (!describePluginVolume(w, volume, isPersistent)) w.line(1, "<unknown>");
};
