// What the kernel of a machine wrote into its ring: models mm/oom_kill.c and mm/memcontrol.c of Linux 6.
// Simplified: of the many lines at a start and of an OOM report, those that people look for.
import type { MachineNote } from "#engine";
import { longDate } from "./dates.ts";
import { type OnNode, pidOf } from "./node-program.ts";

const KIBIBYTE = 1024;

/** The whole ring, or what it says of one kill. */
export const kernelLines = (
  here: OnNode,
  style: "seconds" | "date" | "none",
  only?: MachineNote,
): readonly string[] => {
  if (only) return killLines(here, only);
  const { machine, sim } = here;
  const bootMs = machine.onSinceMs();
  const stamp = (atMs: number): string =>
    style === "date" ? `[${longDate(sim.wallMs(atMs))}]` : `[${((atMs - bootMs) / 1000).toFixed(6).padStart(12)}]`;
  const told = machine.records().filter(({ what, atMs }) => what === "OOM" && atMs >= bootMs);
  return [
    ...bootLines(here).map((line) => `${stamp(bootMs)} ${line}`),
    ...told.flatMap((note) => killLines(here, note).map((line) => `${stamp(note.atMs)} ${line}`)),
  ];
};

const bootLines = ({ usage, node }: OnNode): readonly string[] => [
  "Linux version 6.18.0 (debian-kernel@lists.debian.org) #1 SMP PREEMPT_DYNAMIC",
  "Command line: BOOT_IMAGE=/boot/vmlinuz-6.18.0 root=/dev/vda1 ro console=ttyS0",
  `Memory: ${Math.round(usage.memoryCapacityBytes / KIBIBYTE)}K/${Math.round(usage.memoryCapacityBytes / KIBIBYTE)}K available`,
  `smpboot: Total of ${Math.max(1, Math.floor(usage.cpuCapacityMilli / 1000))} processors activated`,
  `systemd[1]: Hostname set to <${node}>.`,
];

/** A container over its limit dies for its own cgroup; without a limit, for that of all pods or for the whole machine. */
const killLines = ({ usage }: OnNode, note: MachineNote): readonly string[] => {
  const { containerId = "", uid = "", bytes = 0, limitBytes, adj = 0 } = note;
  const name = programOf(note);
  const pid = pidOf(containerId);
  const isOwn = limitBytes !== undefined && bytes >= limitBytes;
  const slice = `/kubepods.slice/kubepods-pod${uid.replaceAll("-", "_")}.slice`;
  const cgroup = `${slice}/cri-containerd-${containerId}.scope`;
  const kib = Math.round((isOwn ? limitBytes : bytes) / KIBIBYTE);
  const constraint = isOwn
    ? `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=cri-containerd-${containerId}.scope,mems_allowed=0,oom_memcg=${cgroup}`
    : `oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=cri-containerd-${containerId}.scope,mems_allowed=0,global_oom`;
  const limit = isOwn
    ? [`memory: usage ${kib}kB, limit ${Math.round(limitBytes / KIBIBYTE)}kB, failcnt 42`]
    : [`Mem-Info: total ${Math.round(usage.memoryCapacityBytes / KIBIBYTE)}kB, free 33792kB`];
  return [
    `${name} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=${adj}`,
    ...limit,
    "Tasks state (memory values in pages):",
    "[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name",
    `[${String(pid).padStart(7)}]     0 ${pid} ${String(Math.round(kib / 3)).padStart(8)} ${String(Math.round(kib / 4)).padStart(8)}   262144        0 ${String(adj).padStart(13)} ${name}`,
    `${constraint},task_memcg=${cgroup},task=${name},pid=${pid},uid=0`,
    `${isOwn ? "Memory cgroup out of memory" : "Out of memory"}: Killed process ${pid} (${name}) total-vm:${kib + 131_072}kB, anon-rss:${kib}kB, file-rss:1024kB, shmem-rss:0kB, UID:0 pgtables:256kB oom_score_adj:${adj}`,
  ];
};

/** The kernel keeps fifteen letters of a program's name. */
const programOf = ({ container = "" }: MachineNote): string => container.slice(0, 15);
