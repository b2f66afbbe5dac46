// What a machine says of itself: memory, load, disk, and what its kernel wrote. It needs no API server, only the machine.
import type { NodeUsage } from "#engine";
import { onMachine } from "#engine";
import { clock } from "./dates.ts";
import { kernelLines } from "./kernel.ts";
import { hangsUp, nodeProgram, onNode, type OnNode } from "./node-program.ts";
import type { Program } from "../program.ts";

const MEBIBYTE = 1_048_576;
const KIBIBYTE = 1024;
/** Files that were read once and that nobody runs from. Measured beside the code. */
const OTHER_CACHE_BYTES = 226 * MEBIBYTE;

const free = nodeProgram("free", ({ usage, out }, args) => {
  const unit = args.some((a) => /^-\w*m/.test(a)) ? MEBIBYTE : args.some((a) => /^-\w*g/.test(a)) ? 2 ** 30 : KIBIBYTE;
  const cache = cacheOf(usage);
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
});

/** Pages that have to be read again: a gibibyte a second with nearly half of the code gone. Measured. */
const MOST_BLOCKS = 1_066_000;
/** Processes that wait for such a disk. Measured. */
const MOST_WAITING = 24;
const WORST_SHARE = 0.45;
/** How near the machine is to that, 0 to 1. */
const thrashOf = (usage: NodeUsage): number => Math.min(1, usage.codeMissingShare / WORST_SHARE);

const VMSTAT_TITLES = ["r", "b", "swpd", "free", "buff", "cache", "si", "so", "bi", "bo", "us", "id", "wa"];
const VMSTAT_WIDTHS = [2, 2, 4, 7, 4, 7, 2, 2, 7, 3, 2, 3, 2];

const vmstat = nodeProgram("vmstat", ({ usage, out }) => {
  const share = thrashOf(usage);
  const blocks = Math.round(MOST_BLOCKS * share);
  const spent = busyOf(usage);
  const waiting = Math.round(spent.waiting);
  const busy = Math.min(100 - waiting, Math.round(spent.busy));
  const cache = cacheOf(usage);
  const idle = 100 - busy - waiting;
  const memory = [0, usage.cacheRoomBytes - cache, 0, cache].map((bytes) => Math.floor(bytes / KIBIBYTE));
  const row = [1, Math.round(MOST_WAITING * share), ...memory, 0, 0, blocks, 12, busy, idle, waiting];
  const cells = row.map((n, i) => String(n).padStart(VMSTAT_WIDTHS[i]!));
  out("procs ---------memory---------- -swap- -----io---- --cpu---\n");
  out(`${VMSTAT_TITLES.map((title, i) => title.padStart(VMSTAT_WIDTHS[i]!)).join(" ")}\n${cells.join(" ")}\n`);
});

/** Who waits for the disk counts as load too. Simplified: the load of this moment, for all three spans. */
const loadOf = (usage: NodeUsage): string => {
  const wanted = usage.containers.reduce((n, c) => n + c.wantsMilli, 0) / 1000;
  return (wanted + MOST_WAITING * thrashOf(usage)).toFixed(2);
};

const upText = (ms: number): string => {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const days = Math.floor(minutes / 1440);
  const hours = `${Math.floor(minutes / 60) % 24}:${String(minutes % 60).padStart(2, "0")}`;
  return days === 0 ? hours : `${days} day${days === 1 ? "" : "s"}, ${hours}`;
};

/** As the first line of top has it as well. */
export const uptimeLine = ({ sim, usage, machine }: OnNode): string => {
  const load = loadOf(usage);
  const up = upText(sim.now() - machine.onSinceMs());
  return `${clock(sim.wallMs())} up ${up},  1 user,  load average: ${load}, ${load}, ${load}`;
};

/** How much of its time the processor is busy and waits, in per cent. */
export const busyOf = (usage: NodeUsage): { readonly busy: number; readonly waiting: number } => {
  const share = thrashOf(usage);
  const waiting = 90 * share;
  return { waiting, busy: Math.min(100 - waiting, (usage.cpuMilli * (1 - share) * 100) / usage.cpuCapacityMilli) };
};

export const cacheOf = (usage: NodeUsage): number =>
  Math.min(usage.cacheRoomBytes, usage.codeBytes + OTHER_CACHE_BYTES);

/** Simplified: the disk is as large as the node says, and a tenth of its use lies in images. */
const df = nodeProgram("df", (here, args) => {
  const { node, sim, machine, usage, out } = here;
  const isHuman = args.some((a) => /^-\w*h/.test(a));
  const size = (kib: number): string => (isHuman ? human(kib * KIBIBYTE) : String(Math.round(kib)));
  const used = (DISK_KIB * machine.diskUsedPercent()) / 100;
  const run = usage.memoryCapacityBytes / KIBIBYTE / 10;
  const memory = usage.memoryCapacityBytes / KIBIBYTE / 2;
  const sandboxes = [...onMachine(sim, node).pods.values()].filter((pod) => pod.hasSandbox);
  const rows: (readonly [string, number, number, string])[] = [
    ["udev", memory, 0, "/dev"],
    ["tmpfs", run, 1160, "/run"],
    ["/dev/vda1", DISK_KIB, used, "/"],
    ["tmpfs", memory, 0, "/dev/shm"],
    ...sandboxes
      .slice(0, MOST_MOUNTS)
      .map(({ uid }): [string, number, number, string] => [
        "tmpfs",
        memory,
        12,
        `/var/lib/kubelet/pods/${uid}/volumes/kubernetes.io~projected/kube-api-access`,
      ]),
  ];
  out(`Filesystem     ${isHuman ? " Size  Used Avail Use%" : "1K-blocks     Used Available Use%"} Mounted on\n`);
  const widths = isHuman ? [5, 5, 5] : [9, 8, 9];
  for (const [name, all, taken, where] of rows) {
    const cells = [all, taken, all - taken].map((kib, i) => size(kib).padStart(widths[i]!));
    out(`${name.padEnd(15)}${cells.join(" ")} ${`${Math.ceil((taken * 100) / all)}%`.padStart(4)} ${where}\n`);
  }
});

const KERNEL = "6.18.0";
const DISK_KIB = 104_857_600;
const MOST_MOUNTS = 20;

/** As -h rounds: upwards, one decimal below ten. */
const human = (bytes: number): string => {
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit < 4) [value, unit] = [value / 1024, unit + 1];
  const shown = value < 10 && unit > 0 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value));
  return bytes === 0 ? "0" : `${shown}${"BKMGT"[unit]}`;
};

const dmesg = nodeProgram("dmesg", (here, args) => {
  const isDated = args.some((a) => /^-\w*T/.test(a) || a === "--ctime");
  const lines = kernelLines(here, isDated ? "date" : "seconds");
  here.out(lines.map((line) => `${line}\n`).join(""));
});

const down = (name: string, does: (here: OnNode, args: readonly string[]) => void): Program => ({
  name,
  run: (context, args) => {
    const here = onNode(context);
    does(here, args);
    here.err(`Connection to ${here.node} closed by remote host.\n`);
    return hangsUp(255);
  },
});

export const readings: readonly Program[] = [
  free,
  vmstat,
  df,
  dmesg,
  nodeProgram("uptime", (here) => here.out(` ${uptimeLine(here)}\n`)),
  nodeProgram("nproc", ({ usage, out }) => out(`${Math.max(1, Math.floor(usage.cpuCapacityMilli / 1000))}\n`)),
  nodeProgram("uname", ({ node, out }, args) => {
    const kernelVersion = KERNEL;
    const all = `Linux ${node} ${kernelVersion} #1 SMP PREEMPT_DYNAMIC x86_64 GNU/Linux`;
    out(`${args.includes("-a") ? all : args.includes("-r") ? kernelVersion : args.includes("-n") ? node : "Linux"}\n`);
  }),
  down("reboot", ({ machine }) => machine.reboot()),
  down("poweroff", ({ machine }) => machine.powerOff()),
  down("halt", ({ machine }) => machine.powerOff()),
  down("shutdown", ({ machine }, args) => (args.includes("-r") ? machine.reboot() : machine.powerOff())),
];
