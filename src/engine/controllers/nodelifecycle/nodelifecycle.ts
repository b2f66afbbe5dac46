// Models pkg/controller/nodelifecycle/node_lifecycle_controller.go (v1.36): nodes that fall silent, and the taints that conditions cause.
// Simplified: one round of the monitor at which anything can change is held, the others are not; a lease that is renewed costs nothing.
import type { Node } from "#api/core-node";
import { createEventRecorder } from "../../events/recorder.ts";
import { isLeaseRenewing } from "../../kubelet/lease.ts";
import { machinesOf } from "../../node/machines.ts";
import type { ComponentFactory } from "../../sim.ts";
import { createWorkQueue } from "../work-queue.ts";
import { Monitor } from "./monitor.ts";
import { readyStatusOf, withNoScheduleTaints } from "./taints.ts";

const NAME = "nodelifecycle";
const LATENCY_MS = 15;

export const createNodeLifecycleController: ComponentFactory = (sim) => {
  const recorder = createEventRecorder(sim, { component: "node-controller" });
  const machines = machinesOf(sim);
  const isSilent = (node: string): boolean => machines.get(node) !== undefined && !isLeaseRenewing(sim, node);
  const monitor = new Monitor({ sim, recorder, isSilent });
  const registered = sim.table<boolean>("nodelifecycle/registered");
  const queue = createWorkQueue(sim, {
    component: NAME,
    latencyMs: LATENCY_MS,
    reconcile: (key) => {
      sim.api.write("nodes", key, (node) => withNoScheduleTaints(node, sim.timestamp()));
    },
  });
  /** Nodes that have come since the last round. */
  const register = (): void => {
    for (const node of sim.store.list("nodes")) {
      const { name } = node.metadata;
      if (registered.has(name)) continue;
      registered.set(name, true);
      const message = `Node ${name} event: Registered Node ${name} in Controller`;
      recorder.record(node, { type: "Normal", reason: "RegisteredNode", message });
    }
  };
  // The kubelet writes down its last renewal in the same step: the lease is read after it.
  machines.onChange(() => sim.setTimer(sim.now(), "nodelifecycle/listen", ""));

  return {
    name: NAME,
    start: () => monitor.start(),
    timers: {
      reconcile: queue.fire,
      round: () => {
        register();
        monitor.round();
      },
      empty: (zone) => monitor.emptyZone(zone),
      listen: () => {
        for (const { name } of machines.all()) if (isSilent(name)) monitor.noteSilence(name);
      },
    },
    watch: {
      nodes: ({ type, key, object, old }) => {
        const node = object as Node;
        if (type === "DELETED") {
          registered.delete(key);
          const message = `Node ${key} event: Removing Node ${key} from Controller`;
          recorder.record(node, { type: "Normal", reason: "RemovingNode", message });
          return monitor.forget(key);
        }
        if (type === "ADDED") monitor.wantRound(sim.now() + 1);
        if (withNoScheduleTaints(node, "") !== node) queue.add(key);
        const before = old && readyStatusOf(old as Node);
        if (before !== undefined && before !== readyStatusOf(node)) monitor.wantRound(sim.now() + 1);
      },
    },
  };
};
