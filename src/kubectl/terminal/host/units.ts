// systemctl and journalctl on a node: its kubelet and its container runtime. Models systemd 252.
import { toCivil } from "#api/time";
import type { Json } from "#api/meta";
import { agoText, systemdDate } from "./dates.ts";
import { type JournalLine, journalOf } from "./klog.ts";
import { nodeProgram, onNode, type OnNode, optionOf } from "./node-program.ts";
import { KUBELET_COMMAND, kubeletPid, kubeletSince, lastOf, processesOn } from "./processes.ts";
import type { Program, ProgramContext, ProgramOutcome } from "../program.ts";

interface Unit {
  readonly name: "kubelet" | "containerd";
  readonly title: string;
  readonly docs: string;
  readonly dropIn: boolean;
  readonly command: string;
  readonly isStopped: (here: OnNode) => boolean;
  readonly set: (here: OnNode, isStopped: boolean) => void;
}

const UNITS: readonly Unit[] = [
  {
    name: "kubelet",
    title: "kubelet: The Kubernetes Node Agent",
    docs: "https://kubernetes.io/docs/",
    dropIn: true,
    command: KUBELET_COMMAND,
    isStopped: ({ machine }) => machine.isKubeletStopped(),
    set: ({ machine }, isStopped) => machine.setKubelet(isStopped),
  },
  {
    name: "containerd",
    title: "containerd container runtime",
    docs: "https://containerd.io",
    dropIn: false,
    command: "/usr/bin/containerd",
    isStopped: ({ machine }) => machine.isRuntimeStopped(),
    set: ({ machine }, isStopped) => machine.setRuntime(isStopped),
  },
];

const startedMs = (here: OnNode, unit: Unit): number =>
  unit.name === "kubelet" ? kubeletSince(here) : Math.max(here.machine.onSinceMs(), lastOf(here, "RuntimeStart"));

const seconds = (ms: number): string => {
  const s = ms / 1000;
  return s < 60 ? `${s.toFixed(3)}s` : `${Math.floor(s / 60)}min ${(s % 60).toFixed(3)}s`;
};

const LAST_LINES = 10;

const status = (here: OnNode, unit: Unit): string => {
  const { sim } = here;
  const isStopped = unit.isStopped(here);
  const since = startedMs(here, unit);
  const process = processesOn(here).find(({ name }) => name === unit.name);
  const pid = process?.pid ?? kubeletPid(since);
  const when = (atMs: number): string => `${systemdDate(sim.wallMs(atMs))}; ${agoText(sim.now() - atMs)}`;
  const stopped = lastOf(here, unit.name === "kubelet" ? "Stop" : "RuntimeStop");
  const cpu = `        CPU: ${seconds(((isStopped ? stopped : sim.now()) - since) * ((process?.cpuMilli ?? 8) / 1000))}`;
  const head = [
    `${isStopped ? "○" : "●"} ${unit.name}.service - ${unit.title}`,
    `     Loaded: loaded (/lib/systemd/system/${unit.name}.service; enabled; preset: enabled)`,
    ...(unit.dropIn
      ? [`    Drop-In: /usr/lib/systemd/system/${unit.name}.service.d`, "             └─10-kubeadm.conf"]
      : []),
  ];
  const body = isStopped
    ? [
        `     Active: inactive (dead) since ${when(stopped)}`,
        `   Duration: ${seconds(stopped - since)}`,
        `       Docs: ${unit.docs}`,
        `    Process: ${pid} ExecStart=${unit.command} (code=exited, status=0/SUCCESS)`,
        `   Main PID: ${pid} (code=exited, status=0/SUCCESS)`,
        cpu,
      ]
    : [
        `     Active: active (running) since ${when(since)}`,
        `       Docs: ${unit.docs}`,
        `   Main PID: ${pid} (${unit.name})`,
        "      Tasks: 13 (limit: 2265)",
        `     Memory: ${((process?.bytes ?? 0) / 1_048_576).toFixed(1)}M`,
        cpu,
        `     CGroup: /system.slice/${unit.name}.service`,
        `             └─${pid} ${unit.command}`,
      ];
  const last = journalOf(here)
    .filter((line) => line.unit === unit.name)
    .slice(-LAST_LINES);
  return [...head, ...body, ...(last.length > 0 ? ["", ...last.map(({ text }) => text)] : []), ""].join("\n");
};

const act = (here: OnNode, verb: string, unit: Unit): number => {
  const { out, err } = here;
  const isStopped = unit.isStopped(here);
  switch (verb) {
    case "status":
      out(status(here, unit));
      return isStopped ? 3 : 0;
    case "is-active":
      out(`${isStopped ? "inactive" : "active"}\n`);
      return isStopped ? 3 : 0;
    case "is-enabled":
      out("enabled\n");
      return 0;
    case "stop":
      if (!isStopped) unit.set(here, true);
      return 0;
    case "start":
      if (isStopped) unit.set(here, false);
      return 0;
    case "restart":
    case "reload-or-restart":
      if (!isStopped) unit.set(here, true);
      unit.set(here, false);
      return 0;
    default:
      err(`Unknown command verb ${verb}.\n`);
      return 1;
  }
};

const VERBS: ReadonlySet<string> = new Set(
  "status is-active is-enabled stop start restart reload-or-restart".split(" "),
);

const list = (here: OnNode): void => {
  const rows = UNITS.map((unit) => {
    const [active, sub] = unit.isStopped(here) ? ["inactive", "dead"] : ["active", "running"];
    return `  ${`${unit.name}.service`.padEnd(20)} loaded ${active.padEnd(8)} ${sub.padEnd(7)} ${unit.title}\n`;
  });
  here.out(`  UNIT                 LOAD   ACTIVE   SUB     DESCRIPTION\n${rows.join("")}`);
};

const systemctl = nodeProgram("systemctl", (here, args) => {
  const [verb = "list-units", ...names] = args.filter((a) => !a.startsWith("-"));
  if (verb === "list-units") return list(here);
  if (verb === "daemon-reload") return 0;
  if (!VERBS.has(verb)) {
    here.err(`Unknown command verb ${verb}.\n`);
    return 1;
  }
  let exit = 0;
  for (const name of names.length === 0 ? [""] : names) {
    const unit = UNITS.find((one) => one.name === name.replace(/\.service$/, ""));
    if (unit) exit = act(here, verb, unit) || exit;
    else {
      const whole = /\.\w+$/.test(name) || name === "" ? name : `${name}.service`;
      here.err(
        name === ""
          ? "Too few arguments.\n"
          : verb === "status"
            ? `Unit ${whole} could not be found.\n`
            : `Failed to ${verb} ${whole}: Unit ${whole} not found.\n`,
      );
      exit = verb === "status" ? 4 : name === "" ? 1 : 5;
    }
  }
  return exit;
});

// ---- journalctl ----

interface Reading {
  readonly units: readonly string[];
  readonly sinceMs?: number;
  readonly untilMs?: number;
  readonly isBare: boolean;
  readonly isKernel: boolean;
}

/** `10 min ago`, `-5m`, `today`, `10:05`, `2026-06-03 10:05:00`, as a wall time. */
const timeOf = (text: string, nowMs: number): number | undefined => {
  const words = text.trim();
  const span = /^-?\s*(\d+)\s*(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)(?:\s+ago)?$/.exec(words);
  if (span) {
    const unit = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[span[2]![0] as "s" | "m" | "h" | "d"];
    return nowMs - Number(span[1]) * unit;
  }
  const midnight = nowMs - (nowMs % 86_400_000);
  if (words === "today") return midnight;
  if (words === "yesterday") return midnight - 86_400_000;
  if (words === "now") return nowMs;
  const clock = /(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(words);
  if (!clock) return undefined;
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(words);
  const { day: today } = toCivil(nowMs);
  const base = day ? midnight + (Number(day[3]) - today) * 86_400_000 : midnight;
  return base + (Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)) * 1000;
};

const chosen = (here: OnNode, { units, sinceMs, untilMs, isKernel }: Reading): readonly JournalLine[] =>
  journalOf(here).filter((line) => {
    const wallMs = here.sim.wallMs(line.atMs);
    if (isKernel && line.unit !== "kernel") return false;
    if (units.length > 0 && !units.includes(line.unit)) return false;
    return (sinceMs === undefined || wallMs >= sinceMs) && (untilMs === undefined || wallMs <= untilMs);
  });

const MOST_SHOWN = 1000;
const FOLLOWED_BEFORE = 10;
const LOOK_MS = 500;
const VALUED: ReadonlySet<string> = new Set("-u --unit -n --lines -S --since -U --until -o --output -p".split(" "));

const readingOf = (here: OnNode, args: readonly string[]): Reading | string => {
  const nowMs = here.sim.wallMs();
  const since = optionOf(args, "--since", "-S");
  const until = optionOf(args, "--until", "-U");
  const sinceMs = since === undefined ? undefined : timeOf(since, nowMs);
  const untilMs = until === undefined ? undefined : timeOf(until, nowMs);
  const bad =
    since !== undefined && sinceMs === undefined
      ? since
      : until !== undefined && untilMs === undefined
        ? until
        : undefined;
  if (bad !== undefined) return `Failed to parse timestamp: ${bad}\n`;
  const units = args.flatMap((arg, i) => {
    if (arg === "-u" || arg === "--unit") return [args[i + 1] ?? ""];
    return arg.startsWith("--unit=") ? [arg.slice(7)] : /^-u./.test(arg) ? [arg.slice(2)] : [];
  });
  return {
    units: units.map((unit) => unit.replace(/\.service$/, "")),
    isBare: optionOf(args, "-o", "--output") === "cat",
    isKernel: args.some((a) => /^-\w*k/.test(a) || a === "--dmesg"),
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(untilMs === undefined ? {} : { untilMs }),
  };
};

const print = (here: OnNode, lines: readonly JournalLine[], isBare: boolean): void =>
  here.out(lines.map(({ text, message }) => `${isBare ? message : text}\n`).join(""));

interface Following {
  readonly reading: Reading;
  readonly upToMs: number;
}

const follow = (context: ProgramContext, { reading, upToMs }: Following): ProgramOutcome => {
  const here = onNode(context);
  const nowMs = here.sim.now();
  const fresh = chosen(here, reading).filter(({ atMs }) => atMs >= upToMs && atMs < nowMs);
  print(here, fresh, reading.isBare);
  const state: Following = { reading, upToMs: nowMs };
  return { state: state as unknown as Json, wake: { atMs: here.sim.wallMs() + LOOK_MS } };
};

const letters = (args: readonly string[]): string =>
  args.filter((a, i) => /^-[a-z]+$/i.test(a) && !VALUED.has(args[i - 1] ?? "")).join("");

const journalctl: Program = {
  name: "journalctl",
  run: (context, given) => {
    // `-fu kubelet`, `-xeu kubelet`: the unit's letter stands last.
    const args = given.flatMap((a) => (/^-[a-tv-z]+u$/.test(a) ? [a.slice(0, -1), "-u"] : [a]));
    const here = onNode(context);
    const reading = readingOf(here, args);
    if (typeof reading === "string") {
      here.err(reading);
      return { exit: 1 };
    }
    const follows = letters(args).includes("f") || args.includes("--follow");
    const wanted = optionOf(args, "-n", "--lines");
    const most = wanted === undefined ? (follows ? FOLLOWED_BEFORE : MOST_SHOWN) : Number(wanted);
    const all = chosen(here, reading).filter(({ atMs }) => !follows || atMs < here.sim.now());
    const lines = most > 0 ? all.slice(-most) : wanted === undefined || wanted === "0" ? [] : all;
    if (all.length === 0 && !follows) here.out("-- No entries --\n");
    print(here, letters(args).includes("r") ? lines.toReversed() : lines, reading.isBare);
    if (!follows) return { exit: 0 };
    return follow(context, { reading, upToMs: here.sim.now() });
  },
  resume: (context, state) => follow(context, state as unknown as Following),
};

export const unitPrograms: readonly Program[] = [systemctl, journalctl];
