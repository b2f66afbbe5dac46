// Models the printers of the volume sources of plugins in kubectl/pkg/describe/describe.go (v1.36): each a type and some of its fields.
import type { Json, JsonObject } from "#api/meta";
import { at, has, map, sortedKeys, strings, text } from "../object.ts";
import type { Writer } from "./writer.ts";

type Say = (source: JsonObject, field: string) => string;
type Line = readonly [title: string, field: string, say?: Say];

const plain: Say = (source, field) => text(source, field);
const flag: Say = (source, field) => String(at(source, field) === true);
const number: Say = (source, field) => text(source, field) || "0";
const some: Say = (source, field) => (has(source, field) ? text(source, field) : "<none>");
const goList: Say = (source, field) => `[${strings(source, field).join(" ")}]`;
const joined: Say = (source, field) => strings(source, field).join(", ");

/** As Go writes a map. */
const goMap: Say = (source, field) => {
  const values = map(source, field);
  return `map[${sortedKeys(values)
    .map((key) => `${key}:${values[key] ?? ""}`)
    .join(" ")}]`;
};

/** As the generated String() of a reference to a Secret writes it; whether it names a namespace depends on its type. */
const secret =
  (type: "LocalObjectReference" | "SecretReference"): Say =>
  (source, field) => {
    if (!has(source, field)) return "nil";
    const namespace = type === "SecretReference" ? `Namespace:${text(source, field, "namespace")},` : "";
    return `&${type}{Name:${text(source, field, "name")},${namespace}}`;
  };

const FS_TYPE: Line = ["FSType:", "fsType"];
const READ_ONLY: Line = ["ReadOnly:", "readOnly", flag];
const PARTITION: Line = ["Partition:", "partition", number];
const VOLUME_ID: Line = ["VolumeID:", "volumeID"];

interface Source {
  readonly field: string;
  readonly type: string;
  /** `isPersistent`: of a PersistentVolume, not of a pod. */
  readonly lines: (isPersistent: boolean) => readonly Line[];
}

const fixed =
  (...lines: readonly Line[]): Source["lines"] =>
  () =>
    lines;

const secretRef = (isPersistent: boolean): Line => [
  "SecretRef:",
  "secretRef",
  secret(isPersistent ? "SecretReference" : "LocalObjectReference"),
];

const SOURCES: readonly Source[] = [
  {
    field: "gcePersistentDisk",
    type: "GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)",
    lines: fixed(["PDName:", "pdName"], FS_TYPE, PARTITION, READ_ONLY),
  },
  {
    field: "awsElasticBlockStore",
    type: "AWSElasticBlockStore (a Persistent Disk resource in AWS)",
    lines: fixed(VOLUME_ID, FS_TYPE, PARTITION, READ_ONLY),
  },
  {
    field: "gitRepo",
    type: "GitRepo (a volume that is pulled from git when the pod is created)",
    lines: fixed(["Repository:", "repository"], ["Revision:", "revision"]),
  },
  {
    field: "iscsi",
    type: "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
    lines: (isPersistent) => [
      ["TargetPortal:", "targetPortal"],
      ["IQN:", "iqn"],
      ["Lun:", "lun", number],
      ["ISCSIInterface", "iscsiInterface"],
      FS_TYPE,
      READ_ONLY,
      ["Portals:", "portals", goList],
      ["DiscoveryCHAPAuth:", "chapAuthDiscovery", flag],
      ["SessionCHAPAuth:", "chapAuthSession", flag],
      secretRef(isPersistent),
      ["InitiatorName:", "initiatorName", some],
    ],
  },
  {
    field: "glusterfs",
    type: "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
    lines: (isPersistent) => [
      ["EndpointsName:", "endpoints"],
      ...(isPersistent
        ? [["EndpointsNamespace:", "endpointsNamespace", (...of) => (has(...of) ? text(...of) : "<unset>")] as Line]
        : []),
      ["Path:", "path"],
      READ_ONLY,
    ],
  },
  {
    field: "rbd",
    type: "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
    lines: (isPersistent) => [
      ["CephMonitors:", "monitors", goList],
      ["RBDImage:", "image"],
      FS_TYPE,
      ["RBDPool:", "pool"],
      ["RadosUser:", "user"],
      ["Keyring:", "keyring"],
      secretRef(isPersistent),
      READ_ONLY,
    ],
  },
  {
    field: "quobyte",
    type: "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)",
    lines: fixed(["Registry:", "registry"], ["Volume:", "volume"], READ_ONLY),
  },
  {
    field: "azureDisk",
    type: "AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)",
    lines: fixed(
      ["DiskName:", "diskName"],
      ["DiskURI:", "diskURI"],
      ["Kind: ", "kind"],
      FS_TYPE,
      ["CachingMode:", "cachingMode"],
      READ_ONLY,
    ),
  },
  {
    field: "vsphereVolume",
    type: "vSphereVolume (a Persistent Disk resource in vSphere)",
    lines: fixed(["VolumePath:", "volumePath"], FS_TYPE, ["StoragePolicyName:", "storagePolicyName"]),
  },
  {
    field: "cinder",
    type: "Cinder (a Persistent Disk resource in OpenStack)",
    lines: (isPersistent) => [VOLUME_ID, FS_TYPE, READ_ONLY, secretRef(isPersistent)],
  },
  {
    field: "photonPersistentDisk",
    type: "PhotonPersistentDisk (a Persistent Disk resource in photon platform)",
    lines: fixed(["PdID:", "pdID"], FS_TYPE),
  },
  {
    field: "portworxVolume",
    type: "PortworxVolume (a Portworx Volume resource)",
    lines: fixed(VOLUME_ID),
  },
  {
    field: "scaleIO",
    type: "ScaleIO (a persistent volume backed by a block device in ScaleIO)",
    lines: (isPersistent) => [
      ["Gateway:", "gateway"],
      ["System:", "system"],
      ["Protection Domain:", "protectionDomain"],
      ["Storage Pool:", "storagePool"],
      ["Storage Mode:", "storageMode"],
      ["VolumeName:", "volumeName"],
      ...(isPersistent
        ? ([
            ["SecretName:", "secretRef", (source, field) => text(source, field, "name")],
            ["SecretNamespace:", "secretRef", (source, field) => text(source, field, "namespace")],
          ] as Line[])
        : []),
      FS_TYPE,
      READ_ONLY,
    ],
  },
  {
    field: "local",
    type: "LocalVolume (a persistent volume backed by local storage on a node)",
    lines: fixed(["Path:", "path"]),
  },
  {
    field: "cephfs",
    type: "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
    lines: (isPersistent) => [
      ["Monitors:", "monitors", goList],
      ["Path:", "path"],
      ["User:", "user"],
      ["SecretFile:", "secretFile"],
      secretRef(isPersistent),
      READ_ONLY,
    ],
  },
  {
    field: "storageos",
    type: "StorageOS (a StorageOS Persistent Disk resource)",
    lines: fixed(["VolumeName:", "volumeName"], ["VolumeNamespace:", "volumeNamespace"], FS_TYPE, READ_ONLY),
  },
  {
    field: "fc",
    type: "FC (a Fibre Channel disk)",
    lines: fixed(["TargetWWNs:", "targetWWNs", joined], ["LUN:", "lun", some], FS_TYPE, READ_ONLY),
  },
  {
    field: "azureFile",
    type: "AzureFile (an Azure File Service mount on the host and bind mount to the pod)",
    lines: (isPersistent) => [
      ["SecretName:", "secretName"],
      ...(isPersistent ? [["SecretNamespace:", "secretNamespace"] as Line] : []),
      ["ShareName:", "shareName"],
      READ_ONLY,
    ],
  },
  {
    field: "flexVolume",
    type: "FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)",
    lines: (isPersistent) => [
      ["Driver:", "driver"],
      FS_TYPE,
      secretRef(isPersistent),
      READ_ONLY,
      ["Options:", "options", goMap],
    ],
  },
  {
    field: "flocker",
    type: "Flocker (a Flocker volume mounted by the Flocker agent)",
    lines: fixed(["DatasetName:", "datasetName"], ["DatasetUUID:", "datasetUUID"]),
  },
];

/** Whether it was the source of a plugin, and is written now. */
export const describePluginVolume = (w: Writer, volume: JsonObject, isPersistent: boolean): boolean => {
  const found = SOURCES.find(({ field }) => has(volume, field));
  if (!found) return false;
  const source: Json = volume[found.field] ?? {};
  w.field(2, "Type", found.type);
  for (const [title, field, say = plain] of found.lines(isPersistent)) {
    w.line(2, `${title}\t${say(source as JsonObject, field)}`);
  }
  return true;
};
