// A command on a node, over ssh: what people type there when kubectl does not answer. It needs no API server, only the machine itself; on one
// that reads its own programs back from disk it takes its time.
import type { Json } from "#api/meta";
import { applicationsOf, machineConsole, type NodeUsage, type Sim, usageOfNode } from "#engine";
import type { ProgramContext, ProgramOutcome } from "../program.ts";

interface State {
  readonly node: string;
  readonly words: readonly string[];
}

interface Login extends ProgramContext {
  readonly node: string;
  readonly usage: NodeUsage;
}

type NodeCommand = (login: Login, args: readonly string[]) => number;

const NO_ROUTE_MS = 3000;
const COMMANDS_TEXT =
  "free -m, vmstat, uptime, crictl ps|stats|stop, systemctl status|stop|start|restart kubelet, reboot";

export const onNode = (context: ProgramContext, node: string, words: readonly string[]): ProgramOutcome => {
  if (words.length === 0) {
    context.err(`ssh: a login is not simulated: ssh ${node} COMMAND (this machine has: ${COMMANDS_TEXT})\n`);
    return { exit: 255 };
  }
  const shell = machineConsole(context.sim, node);
  const waitMs = shell.isReachable() ? shell.promptMs() : NO_ROUTE_MS;
  const state: State = { node, words };
  if (waitMs <= 0) return { exit: perform(context, state) };
  return { state: state as unknown as Json, wake: { atMs: context.sim.wallMs() + waitMs } };
};

export const resumeOnNode = (context: ProgramContext, json: Json): ProgramOutcome => ({
  exit: perform(context, json as unknown as State),
});

const perform = (context: ProgramContext, { node, words }: State): number => {
  const usage = usageOfNode(context.sim, node);
  if (!usage || !machineConsole(context.sim, node).isReachable()) {
    context.err(`ssh: connect to host ${node} port 22: No route to host\n`);
    return 255;
  }
  const [name = "", ...args] = words;
  const command = COMMANDS.get(name);
  if (command) return command({ ...context, node, usage }, args);
  context.err(`bash: line 1: ${name}: command not found\n(this machine has: ${COMMANDS_TEXT})\n`);
  return 127;
};

const MEBIBYTE = 1_048_576;
const KIBIBYTE = 1024;
/** Files that were read once and that nobody runs from. Measured beside the code. */
const OTHER_CACHE_BYTES = 226 * MEBIBYTE;

const free: NodeCommand = ({ usage, out }, args) => {
  const unit = args.some((a) => /^-\w*m/.test(a)) ? MEBIBYTE : args.some((a) => /^-\w*g/.test(a)) ? 2 ** 30 : KIBIBYTE;
  const cache = Math.min(usage.cacheRoomBytes, usage.codeBytes + OTHER_CACHE_BYTES);
  const row = [
    usage.memoryCapacityBytes,
    usage.memoryBytes,
    usage.cacheRoomBytes - cache,
    0,
    cache,
    usage.cacheRoomBytes,
  ];
  const cells = (name: string, values: readonly number[]): string =>
    name.padEnd(8) + values.map((value) => String(Math.floor(value / unit)).padStart(12)).join("") + "\n";
  const titles = ["total", "used", "free", "shared", "buff/cache", "available"];
  out(
    `${" ".repeat(8)}${titles.map((t) => t.padStart(12)).join("")}\n${cells("Mem:", row)}${cells("Swap:", [0, 0, 0])}`,
  );
  return 0;
};

/** Pages that have to be read again: a gibibyte a second with nearly half of the code gone. Measured. */
const MOST_BLOCKS = 1_066_000;
const WORST_SHARE = 0.45;

const VMSTAT_TITLES = ["r", "b", "swpd", "free", "buff", "cache", "si", "so", "bi", "bo", "us", "id", "wa"];
const VMSTAT_WIDTHS = [2, 2, 4, 7, 4, 7, 2, 2, 7, 3, 2, 3, 2];

const vmstat: NodeCommand = ({ usage, out }) => {
  const share = Math.min(1, usage.codeMissingShare / WORST_SHARE);
  const blocks = Math.round(MOST_BLOCKS * share);
  const waiting = Math.round(90 * share);
  const busy = Math.min(100 - waiting, Math.round((usage.cpuMilli * (1 - share) * 100) / usage.cpuCapacityMilli));
  const cache = Math.min(usage.cacheRoomBytes, usage.codeBytes + OTHER_CACHE_BYTES);
  const idle = 100 - busy - waiting;
  const memory = [0, usage.cacheRoomBytes - cache, 0, cache].map((bytes) => Math.floor(bytes / KIBIBYTE));
  const row = [1, Math.round(24 * share), ...memory, 0, 0, blocks, 12, busy, idle, waiting];
  const cells = row.map((n, i) => String(n).padStart(VMSTAT_WIDTHS[i]!));
  out("procs ---------memory---------- -swap- -----io---- --cpu---\n");
  out(`${VMSTAT_TITLES.map((title, i) => title.padStart(VMSTAT_WIDTHS[i]!)).join(" ")}\n${cells.join(" ")}\n`);
  return 0;
};

const uptime: NodeCommand = ({ usage, out }) => {
  const wanted = usage.containers.reduce((n, c) => n + c.wantsMilli, 0) / 1000;
  // Who waits for the disk counts as load too.
  const load = (wanted + 24 * Math.min(1, usage.codeMissingShare / WORST_SHARE)).toFixed(2);
  out(` load average: ${load}, ${load}, ${load}\n`);
  return 0;
};

const reboot: NodeCommand = ({ sim, node, out }) => {
  machineConsole(sim, node).reboot();
  out(`Connection to ${node} closed by remote host.\n`);
  return 255;
};

const systemctl: NodeCommand = ({ sim, node, out, err }, [verb = "", unit = ""]) => {
  if (unit.replace(/\.service$/, "") !== "kubelet") {
    err(`Unit ${unit === "" ? "?" : unit} could not be found.\n`);
    return 4;
  }
  const shell = machineConsole(sim, node);
  if (verb === "stop") shell.setKubelet(true);
  else if (verb === "start" || verb === "restart") shell.setKubelet(false);
  else if (verb === "status" || verb === "is-active") {
    const isStopped = shell.isKubeletStopped();
    if (verb === "is-active") out(`${isStopped ? "inactive" : "active"}\n`);
    else out(`kubelet.service - kubelet\n     Active: ${isStopped ? "inactive (dead)" : "active (running)"}\n`);
    return isStopped ? 3 : 0;
  } else {
    err(`Unknown command verb ${verb}.\n`);
    return 1;
  }
  return 0;
};

interface RunningContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly pod: string;
  readonly namespace: string;
  readonly ageMs: number;
  readonly cpuMilli: number;
  readonly memoryBytes: number;
}

const SHORT_ID = 13;

const runningOn = (sim: Sim, usage: NodeUsage): readonly RunningContainer[] =>
  usage.containers
    .map(({ containerId, pod, container, cpuMilli, memoryBytes }) => {
      const row = applicationsOf(sim).get(containerId)!;
      const [namespace = "", name = ""] = pod.split("/");
      const ageMs = sim.now() - row.startedMs;
      return { id: containerId, name: container, image: row.image, pod: name, namespace, ageMs, cpuMilli, memoryBytes };
    })
    .toSorted((a, b) => a.ageMs - b.ageMs);

const ago = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return seconds < 1 ? "Less than a second ago" : `${seconds} seconds ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes === 1) return "About a minute ago";
  return minutes < 60 ? `${minutes} minutes ago` : `${Math.floor(minutes / 60)} hours ago`;
};

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)) + 3);
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, i) => cell.padEnd(widths[i]!))
          .join("")
          .trimEnd()}\n`,
    )
    .join("");
};

const crictl: NodeCommand = (login, [verb = "", ...args]) => {
  const containers = runningOn(login.sim, login.usage);
  if (verb === "ps") return list(login, containers, args);
  if (verb === "stats") {
    const rows = containers.map((c) => [
      c.id.slice(0, SHORT_ID),
      c.name,
      (c.cpuMilli / 10).toFixed(2),
      `${(c.memoryBytes / 1e6).toFixed(1)}MB`,
    ]);
    login.out(table([["CONTAINER", "NAME", "CPU %", "MEM"], ...rows]));
    return 0;
  }
  if (verb === "stop") return stop(login, containers, args);
  login.err(`No help topic for '${verb}' (this machine's crictl has: ps, stats, stop)\n`);
  return 3;
};

const list = ({ out }: Login, containers: readonly RunningContainer[], args: readonly string[]): number => {
  const at = args.indexOf("--name");
  const wanted = at < 0 ? "" : (args[at + 1] ?? "");
  const chosen = containers.filter((c) => c.name.includes(wanted));
  if (args.includes("-q")) {
    out(chosen.map(({ id }) => `${id}\n`).join(""));
    return 0;
  }
  const rows = chosen.map((c) => [
    c.id.slice(0, SHORT_ID),
    c.image.replace(/^docker\.io\/(library\/)?/, ""),
    ago(c.ageMs),
    "Running",
    c.name,
    c.pod,
    c.namespace,
  ]);
  out(table([["CONTAINER", "IMAGE", "CREATED", "STATE", "NAME", "POD", "NAMESPACE"], ...rows]));
  return 0;
};

const stop = (login: Login, containers: readonly RunningContainer[], args: readonly string[]): number => {
  const ids = args.filter((a) => !a.startsWith("-"));
  if (ids.length === 0) {
    login.err("ID cannot be empty\n");
    return 1;
  }
  for (const id of ids) {
    const found = containers.find((c) => c.id.startsWith(id));
    if (!found) {
      const why = `rpc error: code = NotFound desc = an error occurred when try to find container "${id}": not found`;
      login.err(`FATA[0000] stopping the container "${id}": ${why}\n`);
      return 1;
    }
    machineConsole(login.sim, login.node).stopContainer(found.id);
    login.out(`${id}\n`);
  }
  return 0;
};

const COMMANDS: ReadonlyMap<string, NodeCommand> = new Map([
  ["free", free],
  ["vmstat", vmstat],
  ["uptime", uptime],
  ["crictl", crictl],
  ["systemctl", systemctl],
  ["reboot", reboot],
  ["hostname", ({ node, out }) => (out(`${node}\n`), 0)],
]);
