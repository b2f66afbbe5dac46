// Models plugins/nodeports/node_ports.go (v1.36).
import type { HostPort } from "../../cache/host-ports.ts";
import { HostPorts, hostPortsOf } from "../../cache/host-ports.ts";
import type { Plugin } from "../../plugin.ts";
import { SKIP, unschedulable } from "../../plugin.ts";

const REFUSED = unschedulable("node(s) didn't have free ports for the requested pod ports");

export const nodePorts: Plugin<readonly HostPort[]> = {
  name: "NodePorts",
  isLocal: true,
  preFilter: (pod) => (pod.signature.hostPorts.length > 0 ? { state: pod.signature.hostPorts } : SKIP),
  filter: (ports, _pod, node) => (ports.some((p) => node.hostPorts.conflicts(p)) ? REFUSED : undefined),
  events: ["AssignedPod/Delete", "Node/Add"],
  isSchedulableAfter: (pod, event) => {
    if (!("pod" in event)) return true;
    const freed = new HostPorts();
    freed.add(hostPortsOf(event.pod.spec), 1);
    return pod.signature.hostPorts.some((p) => freed.conflicts(p));
  },
};
