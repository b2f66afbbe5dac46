// The machines as a component: processes' wants become shares, memory runs out, and people pull plugs.
import { memoise } from "#api/memoise";
import type { Json, JsonObject } from "#api/meta";
import { applicationsOf } from "../apps/applications.ts";
import { firstPodOf } from "../apps/faults.ts";
import type { ProcessRow } from "../apps/process.ts";
import type { Component, ComponentFactory, Sim } from "../sim.ts";
import { Cpu } from "./cpu.ts";
import { Ledger } from "./ledger.ts";
import { machineSize, type MachineSize } from "./machine-size.ts";
import { machinesOf, type MachineRow, type Machines } from "./machines.ts";
import { Memory, oomAdjOf } from "./memory.ts";
import { type MachineNote, recordsOf } from "./records.ts";

/** What a machine is made of: the kubelet and the views look into it. */
export interface Hardware {
  readonly machines: Machines;
  readonly cpu: Cpu;
  readonly memory: Memory;
  readonly ledger: Ledger;
  readonly sizeOf: (node: string) => MachineSize | undefined;
}

const makeHardware = (sim: Sim): Hardware => {
  const apps = applicationsOf(sim);
  const machines = machinesOf(sim);
  const sizes = new Map(sim.scenario.nodes.map((node) => [node.name, machineSize(node, sim.scenario)]));
  const sizeOf = (node: string): MachineSize | undefined => sizes.get(node);
  const ledger = new Ledger(sim, apps);
  const cpu = new Cpu({ sim, apps, machines, ledger, sizeOf });
  const memory = new Memory({ sim, apps, machines, ledger, sizeOf, onSpeed: (node) => cpu.divide(node) });
  apps.onDemand((row: ProcessRow) => {
    const wantsOtherCpu = ledger.book(row);
    if (wantsOtherCpu) cpu.onDemand(row);
    memory.watch(row.node);
  });
  apps.onExit((row) => {
    if (row.exit?.reason === "OOMKilled") recordsOf(sim).write(row.node, killedBy(sim, row, sizeOf(row.node)));
  });
  return { machines, cpu, memory, ledger, sizeOf };
};

/** What the kernel writes of a process that held too much. */
const killedBy = (sim: Sim, row: ProcessRow, size: MachineSize | undefined) => ({
  what: "OOM",
  pod: row.pod,
  uid: row.podUid,
  container: row.container,
  containerId: row.id,
  bytes: applicationsOf(sim).memoryBytes({ ...row, state: "listening" }),
  adj: oomAdjOf(sim, row, size?.memoryBytes ?? 0),
  ...(row.memoryLimitBytes === undefined ? {} : { limitBytes: row.memoryLimitBytes }),
});

export const hardwareOf = memoise((sim: Sim): Hardware => makeHardware(sim));

/** From power to a kubelet that runs. Measured. */
const BOOT_MS = 500;
const BOOT_CHANCE_MS = 600;

/** Firmware and kernel. */
const RESTART_MS = 15_000;

/** What somebody with a shell on the machine can do to it. */
export const machineConsole = (sim: Sim, node: string) => ({
  stopContainer: (id: string): void => applicationsOf(sim).kill(id, { code: 137, reason: "Error" }),
  setKubelet: (isStopped: boolean): void => {
    hardwareOf(sim).machines.change(node, { isKubeletStopped: isStopped });
  },
  setRuntime: (isStopped: boolean): void => {
    const { machines } = hardwareOf(sim);
    if (machines.hasRuntime(node) !== isStopped) return;
    if (isStopped) machines.change(node, { runtimeStoppedMs: sim.now() });
    else machines.change(node, {}, "runtimeStoppedMs");
    recordsOf(sim).write(node, { what: isStopped ? "RuntimeStop" : "RuntimeStart" });
  },
  isRuntimeStopped: (): boolean => !machinesOf(sim).hasRuntime(node),
  isKubeletStopped: (): boolean => machinesOf(sim).get(node)?.isKubeletStopped === true,
  /** Down now, and up again. */
  powerOff: (): void => {
    sim.setTimer(sim.now(), "node/power", node, false);
  },
  reboot: (): void => {
    sim.setTimer(sim.now(), "node/power", node, false);
    sim.setTimer(sim.now() + RESTART_MS, "node/power", node, true);
  },
  /** When a shell on it has got its own pages; a program as small as that is not kept out for ever. */
  promptMs: (): number => Math.min(SLOWEST_PROMPT_MS, Math.round(PROMPT_MS * (machinesOf(sim).slowdown(node) - 1))),
  isBooting: (): boolean => machinesOf(sim).isConnected(node) && machinesOf(sim).get(node)?.isBooting === true,
  /** In virtual milliseconds, below 0 if it has run since before the cluster was looked at. */
  onSinceMs: (): number => machinesOf(sim).get(node)?.onSinceMs ?? ON_BEFORE_MS,
  records: (): readonly MachineNote[] => recordsOf(sim).of(node),
  diskUsedPercent: (): number => machinesOf(sim).get(node)?.diskUsedPercent ?? 0,
  /** The system's own part of the CPU and of the memory. */
  size: (): MachineSize | undefined => hardwareOf(sim).sizeOf(node),
  isReachable: (): boolean => machinesOf(sim).isConnected(node) && machinesOf(sim).get(node)?.isBooting === false,
});

/** The cluster was set up on machines that had run for a while. */
const ON_BEFORE_MS = -754_000;
const PROMPT_MS = 300;
/** Simplified: a login on a machine that stands still takes this long, and every command as well. */
const SLOWEST_PROMPT_MS = 20_000;

/** `{node: "worker-1"}`, or the machine of a Deployment's first running pod by name: `{deployment: "namespace/name"}`; "" if none of it runs. */
const nodeIn = (sim: Sim, { node, deployment }: JsonObject): string => {
  if (typeof deployment === "string") return firstPodOf(sim, deployment)?.spec.nodeName ?? "";
  return typeof node === "string" ? node : "";
};

type Change = Partial<Omit<MachineRow, "name">>;

export const createNode: ComponentFactory = (sim): Component => {
  const { machines, memory } = hardwareOf(sim);
  const apps = applicationsOf(sim);
  const change = (data: JsonObject, what: string, to: Change): Json => {
    const node = nodeIn(sim, data);
    const before = machines.get(node);
    if (!before) throw new Error(`no machine ${node}`);
    sim.log({ type: "machine", node, what, data });
    machines.change(node, to);
    return null;
  };
  const power = (data: JsonObject): Json => {
    const isOn = data["on"] !== false;
    const node = nodeIn(sim, data);
    if (node === "" || machines.isOn(node) === isOn) return null;
    // A machine that starts, starts all that is enabled on it.
    if (isOn) machines.change(node, { isKubeletStopped: false }, "runtimeStoppedMs");
    change(data, "power", { isOn, isBooting: isOn, ...(isOn ? { onSinceMs: sim.now() } : {}) });
    recordsOf(sim).write(node, { what: isOn ? "PowerOn" : "PowerOff" });
    if (isOn) sim.setTimer(sim.now() + BOOT_MS + sim.rng.int("node", BOOT_CHANCE_MS), "node/booted", node);
    // Nothing says goodbye: what ran is gone, and the disk keeps that it was.
    if (!isOn) for (const id of apps.idsOnNode(node)) apps.kill(id, { code: 255, reason: "Unknown" });
    return null;
  };
  return {
    name: "node",
    timers: {
      memory: (node) => memory.onTimer(node),
      thaw: (node) => memory.onThaw(node),
      booted: (node) => {
        machines.change(node, { isBooting: false });
      },
      power: (node, isOn) => {
        power({ node, on: isOn === true });
      },
    },
    commands: {
      power,
      network: (data) => change(data, "network", { isCut: data["cut"] === true }),
      kubelet: (data) => change(data, "kubelet", { isKubeletStopped: data["stopped"] === true }),
      disk: (data) => change(data, "disk", { diskUsedPercent: Number(data["usedPercent"] ?? 0) }),
    },
  };
};
