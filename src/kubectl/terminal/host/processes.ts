// The processes of a machine, for ps and top: its own, and those of the containers that run on it.
// Simplified: the system's share of CPU and memory is one number, divided among its programs by how much each usually takes.
import { applicationsOf } from "#engine";
import { clock } from "./dates.ts";
import { isMaster } from "./hosts.ts";
import { nodeProgram, onNode, type OnNode, optionOf, pidOf } from "./node-program.ts";
import { busyOf, cacheOf, uptimeLine } from "./readings.ts";
import type { Program, ProgramContext, ProgramOutcome } from "../program.ts";
import { ENTER_SCREEN, LEAVE_SCREEN, CLEAR_SCREEN } from "../screen.ts";

export interface HostProcess {
  readonly pid: number;
  readonly user: string;
  readonly name: string;
  readonly command: string;
  readonly cpuMilli: number;
  readonly bytes: number;
  readonly startMs: number;
}

const KIBIBYTE = 1024;
const MEBIBYTE = 1_048_576;

const KUBELET_ARGS =
  "--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf --config=/var/lib/kubelet/config.yaml --v=2";
export const KUBELET_COMMAND = `/usr/bin/kubelet ${KUBELET_ARGS}`;

/** A kubelet that was started again has another one. */
export const kubeletPid = (startMs: number): number => 700 + (Math.abs(Math.floor(startMs / 100)) % 1000);

interface Part {
  readonly name: string;
  readonly command: string;
  readonly pid: number;
  readonly cpu: number;
  readonly memory: number;
}

const OWN: readonly Part[] = [
  { name: "systemd", command: "/sbin/init", pid: 1, cpu: 0.02, memory: 0.1 },
  { name: "systemd-journal", command: "/lib/systemd/systemd-journald", pid: 214, cpu: 0.03, memory: 0.08 },
  { name: "sshd", command: "sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups", pid: 611, cpu: 0, memory: 0.04 },
  { name: "containerd", command: "/usr/bin/containerd", pid: 598, cpu: 0.35, memory: 0.28 },
  {
    name: "kube-proxy",
    command: "/usr/local/bin/kube-proxy --config=/var/lib/kube-proxy/config.conf",
    pid: 655,
    cpu: 0.1,
    memory: 0.14,
  },
];
const KUBELET = { cpu: 0.5, memory: 0.36 };

/** Where they are no pods. */
const CONTROL_PLANE: readonly (Part & { readonly mi: number })[] = [
  { name: "etcd", command: "etcd --data-dir=/var/lib/etcd", pid: 801, cpu: 0.3, memory: 0, mi: 50 },
  {
    name: "kube-apiserver",
    command: "kube-apiserver --etcd-servers=https://127.0.0.1:2379 --secure-port=6443",
    pid: 812,
    cpu: 0.42,
    memory: 0,
    mi: 200,
  },
  {
    name: "kube-controller",
    command: "kube-controller-manager --kubeconfig=/etc/kubernetes/controller-manager.conf --leader-elect=true",
    pid: 823,
    cpu: 0.2,
    memory: 0,
    mi: 40,
  },
  {
    name: "kube-scheduler",
    command: "kube-scheduler --kubeconfig=/etc/kubernetes/scheduler.conf --leader-elect=true",
    pid: 834,
    cpu: 0.08,
    memory: 0,
    mi: 26,
  },
];

/** When the last of such things happened to the machine; when it was switched on, if none did. */
export const lastOf = ({ machine }: OnNode, what: string): number =>
  machine.records().findLast((note) => note.what === what)?.atMs ?? machine.onSinceMs();

/** When the kubelet was started last. */
export const kubeletSince = (here: OnNode): number => lastOf(here, "Start");

const ownProcesses = (here: OnNode): readonly HostProcess[] => {
  const { sim, node, machine } = here;
  const size = machine.size();
  if (!size) return [];
  const onSince = machine.onSinceMs();
  const isHost = isMaster(sim, node) && !sim.scenario.controlPlanePods;
  const planeBytes = isHost ? CONTROL_PLANE.reduce((n, { mi }) => n + mi * MEBIBYTE, 0) : 0;
  const [milli, bytes] = [size.systemMilli - (isHost ? size.controlPlaneMilli : 0), size.systemBytes - planeBytes];
  const own = OWN.map(({ cpu, memory, ...rest }) => ({
    ...rest,
    user: "root",
    cpuMilli: cpu * milli,
    bytes: memory * bytes,
    startMs: onSince,
  }));
  const since = kubeletSince(here);
  const kubelet: HostProcess = {
    pid: kubeletPid(since),
    user: "root",
    name: "kubelet",
    command: KUBELET_COMMAND,
    cpuMilli: KUBELET.cpu * milli,
    bytes: KUBELET.memory * bytes,
    startMs: since,
  };
  const plane = isHost
    ? CONTROL_PLANE.map(({ name, command, pid, cpu, mi }) => ({
        pid,
        user: "root",
        name,
        command,
        cpuMilli: cpu * size.controlPlaneMilli,
        bytes: mi * MEBIBYTE,
        startMs: onSince,
      }))
    : [];
  return [...own, ...(machine.isKubeletStopped() ? [] : [kubelet]), ...plane];
};

export const processesOn = (here: OnNode): readonly HostProcess[] => {
  const { sim, usage } = here;
  const apps = applicationsOf(sim);
  const inContainers = usage.containers.map(({ containerId, container, cpuMilli, memoryBytes }): HostProcess => {
    const row = apps.get(containerId)!;
    const [, program = container] = /([^/:@]+)(?:[:@][^/]*)?$/.exec(row.image) ?? [];
    return {
      pid: pidOf(containerId),
      user: "root",
      name: program.slice(0, 15),
      command: program,
      cpuMilli,
      bytes: memoryBytes,
      startMs: row.startedMs,
    };
  });
  return [...ownProcesses(here), ...inContainers].toSorted((a, b) => a.pid - b.pid);
};

const spentMs = (process: HostProcess, nowMs: number): number => ((nowMs - process.startMs) * process.cpuMilli) / 1000;

const ps = nodeProgram("ps", (here, args) => {
  const { sim, usage, out, err } = here;
  const letters = args
    .filter((a) => !/^\d/.test(a))
    .join("")
    .replaceAll("-", "");
  const nowMs = sim.now();
  if (letters !== "" && !/^[auxefwAH]+$/.test(letters)) {
    err("error: unsupported option (this ps has: aux, -ef)\n");
    return 1;
  }
  if (letters === "") {
    out("    PID TTY          TIME CMD\n   4242 pts/0    00:00:00 bash\n   4243 pts/0    00:00:00 ps\n");
    return 0;
  }
  const isBsd = letters.includes("u");
  out(
    isBsd
      ? "USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n"
      : "UID          PID    PPID  C STIME TTY          TIME CMD\n",
  );
  for (const p of processesOn(here)) {
    const start = clock(sim.wallMs(p.startMs)).slice(0, 5);
    const spent = Math.floor(spentMs(p, nowMs) / 1000);
    const rss = Math.round(p.bytes / KIBIBYTE);
    const share = ((p.bytes * 100) / usage.memoryCapacityBytes).toFixed(1);
    const minutes = `${Math.floor(spent / 60)}:${String(spent % 60).padStart(2, "0")}`;
    out(
      isBsd
        ? `${p.user.padEnd(8)} ${String(p.pid).padStart(7)} ${(p.cpuMilli / 10).toFixed(1).padStart(4)} ${share.padStart(4)} ${String(rss * 3).padStart(6)} ${String(rss).padStart(5)} ?        ${p.pid === 1 ? "Ss  " : "Ssl "} ${start} ${minutes.padStart(6)} ${p.command}\n`
        : `${p.user.padEnd(8)} ${String(p.pid).padStart(7)} ${String(p.pid === 1 ? 0 : 1).padStart(7)} ${String(Math.round(p.cpuMilli / 10)).padStart(2)} ${start} ?        00:${minutes.padStart(5, "0")} ${p.command}\n`,
    );
  }
  return 0;
});

const timeText = (ms: number): string => {
  const hundredths = Math.floor(ms / 10);
  const rest = hundredths % 6000;
  return `${Math.floor(hundredths / 6000)}:${String(Math.floor(rest / 100)).padStart(2, "0")}.${String(rest % 100).padStart(2, "0")}`;
};

const mebi = (bytes: number): string => (bytes / MEBIBYTE).toFixed(1).padStart(8);

const topScreen = (here: OnNode, rows: number): string => {
  const { usage, sim } = here;
  const { busy, waiting } = busyOf(usage);
  const all = processesOn(here).toSorted((a, b) => b.cpuMilli - a.cpuMilli || b.bytes - a.bytes);
  const cpu = [busy * 0.75, busy * 0.25, 0, 100 - busy - waiting, waiting, 0, 0, 0];
  const shares = ["us", "sy", "ni", "id", "wa", "hi", "si", "st"].map(
    (name, i) => `${cpu[i]!.toFixed(1).padStart(5)} ${name}`,
  );
  const cache = cacheOf(usage);
  const running = Math.max(1, all.filter((p) => p.cpuMilli >= 500).length);
  const lines = [
    `top - ${uptimeLine(here)}`,
    `Tasks: ${String(all.length).padStart(3)} total, ${String(running).padStart(3)} running, ${String(all.length - running).padStart(3)} sleeping,   0 stopped,   0 zombie`,
    `%Cpu(s):${shares.join(",")}`,
    `MiB Mem :${mebi(usage.memoryCapacityBytes)} total,${mebi(usage.cacheRoomBytes - cache)} free,${mebi(usage.memoryBytes)} used,${mebi(cache)} buff/cache`,
    `MiB Swap:${mebi(0)} total,${mebi(0)} free,${mebi(0)} used.${mebi(usage.cacheRoomBytes)} avail Mem`,
    "",
    "    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND",
    ...all.slice(0, rows).map((p) => {
      const res = Math.round(p.bytes / KIBIBYTE);
      const cells = [
        String(p.pid).padStart(7),
        p.user.padEnd(9),
        "20",
        "  0",
        String(res * 3).padStart(7),
        String(res).padStart(6),
      ];
      const share = ((p.bytes * 100) / usage.memoryCapacityBytes).toFixed(1).padStart(5);
      const state = p.cpuMilli >= 500 ? "R" : "S";
      return `${cells.join(" ")} ${String(Math.round(res / 4)).padStart(6)} ${state} ${(p.cpuMilli / 10).toFixed(1).padStart(5)} ${share} ${timeText(spentMs(p, sim.now())).padStart(9)} ${p.name}`;
    }),
  ];
  return `${lines.join("\n")}\n`;
};

interface TopState {
  readonly isBatch: boolean;
  readonly everyMs: number;
  /** Screens to draw; absent: until Ctrl+C or q. */
  readonly left?: number;
}

const SCREEN_ROWS = 20;
const MOST_ROWS = 200;

const draw = (context: ProgramContext, { isBatch, everyMs, left }: TopState): ProgramOutcome => {
  const screen = topScreen(onNode(context), isBatch ? MOST_ROWS : SCREEN_ROWS);
  context.out(isBatch ? screen : `${CLEAR_SCREEN}${screen}`);
  const now = left === undefined ? undefined : left - 1;
  if (now !== undefined && now <= 0) {
    if (!isBatch) context.out(LEAVE_SCREEN);
    return { exit: 0 };
  }
  if (isBatch) context.out("\n");
  const state: TopState = { isBatch, everyMs, ...(now === undefined ? {} : { left: now }) };
  return { state: { ...state }, wake: { atMs: context.sim.wallMs() + everyMs } };
};

const top: Program = {
  name: "top",
  quitBy: "q",
  run: (context, args) => {
    const isBatch = args.some((a) => /^-\w*b/.test(a));
    const count = Number(/n(\d+)/.exec(args.join(" "))?.[1] ?? optionOf(args, "-n", "-bn"));
    const everyMs = Math.max(200, Number(optionOf(args, "-d") ?? 3) * 1000 || 3000);
    if (!isBatch && !context.isTerminal) {
      context.err("TERM environment variable not set.\n");
      return { exit: 1 };
    }
    if (!isBatch) context.out(ENTER_SCREEN);
    return draw(context, { isBatch, everyMs, ...(count > 0 ? { left: count } : {}) });
  },
  resume: (context, state) => draw(context, state as unknown as TopState),
  interrupt: ({ out }, state) => {
    if (!(state as unknown as TopState).isBatch) out(LEAVE_SCREEN);
  },
};

export const processPrograms: readonly Program[] = [ps, top];
