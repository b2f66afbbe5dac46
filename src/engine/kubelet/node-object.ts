// Models pkg/kubelet/kubelet_node_status.go and nodestatus/setters.go (v1.36): the Node object that a kubelet registers.
import type { Condition } from "#api/meta";
import type { Node, NodeAddress, NodeSystemInfo } from "#api/core-node";
import type { ResourceList } from "#api/core-env";
import { formatQuantity, quantityOf, subtractQuantities } from "#api/quantity";
import type { NodeScenario } from "../scenario.ts";

const DEFAULT_STORAGE = "104857600Ki";
const MAX_PODS = 110;
/** The hard eviction threshold of memory is not for pods; nor is a tenth of the disk. */
const MEMORY_KEPT = "100Mi";

const capacityOf = (scenario: NodeScenario): ResourceList => ({
  cpu: scenario.cpu,
  "ephemeral-storage": scenario.ephemeralStorage ?? DEFAULT_STORAGE,
  "hugepages-1Gi": "0",
  "hugepages-2Mi": "0",
  memory: scenario.memory,
  pods: String(scenario.pods ?? MAX_PODS),
});

const allocatableOf = (scenario: NodeScenario, capacity: ResourceList): ResourceList => {
  const storage =
    Number(quantityOf(capacity["ephemeral-storage"]!).unscaled) *
    10 ** quantityOf(capacity["ephemeral-storage"]!).exponent;
  return {
    ...capacity,
    "ephemeral-storage": String(Math.floor(storage * 0.9)),
    memory: formatQuantity(subtractQuantities(quantityOf(scenario.memory), quantityOf(MEMORY_KEPT))),
    ...scenario.allocatable,
  };
};

const nodeInfo = (scenario: NodeScenario): NodeSystemInfo => ({
  machineID: "6f1d4a0f1c8b4c0f9a6d2e7b3c5a9e10",
  systemUUID: "6f1d4a0f-1c8b-4c0f-9a6d-2e7b3c5a9e10",
  bootID: "0d2c4e6f-8a1b-4c3d-9e5f-7a9b1c3d5e7f",
  kernelVersion: "6.18.0",
  osImage: "Debian GNU/Linux 12 (bookworm)",
  containerRuntimeVersion: "containerd://1.6.20",
  kubeletVersion: "v1.36.3",
  kubeProxyVersion: "",
  operatingSystem: "linux",
  architecture: "amd64",
  ...scenario.nodeInfo,
});

/** What the machine is called by in its network: `index` is its place among the scenario's nodes. */
export const machineAddress = (scenario: NodeScenario, index: number): string =>
  scenario.address ?? `10.77.${Math.floor((index + 11) / 256)}.${(index + 11) % 256}`;

const addressesOf = (scenario: NodeScenario, index: number): NodeAddress[] => [
  { type: "InternalIP", address: machineAddress(scenario, index) },
  { type: "Hostname", address: scenario.name },
];

/** 10.244.0.0/24 for the first node, and so on: 65,536 nodes from 10.244 upwards. */
const podCidrOf = (scenario: NodeScenario, index: number): string =>
  scenario.podCIDR ?? `10.${(244 + Math.floor(index / 256)) % 256}.${index % 256}.0/24`;

export const READY: Condition = {
  type: "Ready",
  status: "True",
  reason: "KubeletReady",
  message: "kubelet is posting ready status",
};

const FINE: readonly Condition[] = [
  {
    type: "MemoryPressure",
    status: "False",
    reason: "KubeletHasSufficientMemory",
    message: "kubelet has sufficient memory available",
  },
  {
    type: "DiskPressure",
    status: "False",
    reason: "KubeletHasNoDiskPressure",
    message: "kubelet has no disk pressure",
  },
  {
    type: "PIDPressure",
    status: "False",
    reason: "KubeletHasSufficientPID",
    message: "kubelet has sufficient PID available",
  },
  READY,
];

const controlPlane = (scenario: NodeScenario): Readonly<Record<string, string>> =>
  scenario.role === "control-plane" ? { "node-role.kubernetes.io/control-plane": "" } : {};

/** The taint of a cordon stands there at once; for others the node lifecycle controller would need a moment. */
const taintsOf = ({ taints = [], unschedulable }: NodeScenario): Pick<NonNullable<Node["spec"]>, "taints"> => {
  const cordon = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" as const };
  const all = unschedulable ? [...taints, cordon] : taints;
  return all.length > 0 ? { taints: all } : {};
};

export const nodeObject = (scenario: NodeScenario, index: number, timestamp: string): Node => {
  const capacity = capacityOf(scenario);
  const cidr = podCidrOf(scenario, index);
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name: scenario.name,
      annotations: {
        "node.alpha.kubernetes.io/ttl": "0",
        "volumes.kubernetes.io/controller-managed-attach-detach": "true",
      },
      labels: {
        "beta.kubernetes.io/arch": "amd64",
        "beta.kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": scenario.name,
        "kubernetes.io/os": "linux",
        ...controlPlane(scenario),
        ...scenario.labels,
      },
    },
    spec: {
      podCIDR: cidr,
      podCIDRs: [cidr],
      ...(scenario.unschedulable ? { unschedulable: true } : {}),
      ...taintsOf(scenario),
    },
    status: {
      capacity,
      allocatable: allocatableOf(scenario, capacity),
      conditions: FINE.map((c) => ({ ...c, lastHeartbeatTime: timestamp, lastTransitionTime: timestamp })),
      addresses: addressesOf(scenario, index),
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: nodeInfo(scenario),
    },
  };
};
