// All that is on the machines: nodes with their kubelet, runtime and proxy too.
import { simple } from "../program.ts";
import { crictl } from "./crictl.ts";
import { klogText } from "../../go/klog.ts";
import { createHost } from "./host.ts";
import { isMaster } from "./hosts.ts";
import { iptablesSave, nodeIptables } from "./nat.ts";
import { nodeFiles } from "./node-files.ts";
import { processPrograms } from "./processes.ts";
import { readings } from "./readings.ts";
import { unitPrograms } from "./units.ts";

const LOCAL = "http://localhost:8080";
const TRIES = 5;

/** A worker has no kubeconfig. */
const lostKubectl = simple("kubectl", ({ sim, err }, args) => {
  if (args[0] === "version" && args.includes("--client")) return 0;
  const why = `couldn't get current server API group list: Get "${LOCAL}/api?timeout=32s": dial tcp 127.0.0.1:8080: connect: connection refused`;
  const head = { severity: "E", wallMs: sim.wallMs(), pid: 4242, place: "memcache.go:265" } as const;
  const line = `${klogText(head, `"Unhandled Error" err=${JSON.stringify(why)}`)}\n`;
  err(line.repeat(TRIES));
  err("The connection to the server localhost:8080 was refused - did you specify the right host or port?\n");
  return 1;
});

export const host = createHost({
  programs: (sim, node, laptop) => {
    const kubectl = isMaster(sim, node) ? laptop.get("kubectl") : lostKubectl;
    const own = [...readings, ...processPrograms, ...unitPrograms, crictl, nodeIptables, iptablesSave];
    return kubectl ? [...own, kubectl] : own;
  },
  files: nodeFiles,
});
