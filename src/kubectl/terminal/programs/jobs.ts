// bash's own words about jobs: jobs, bg, kill, wait, disown. (fg is the machine's: what it brings back runs in its place.)
import type { Json } from "#api/meta";
import { jobLine } from "../jobs.ts";
import {
  type JobView,
  type Program,
  type ProgramContext,
  type ProgramOutcome,
  type Signal,
  simple,
} from "../program.ts";

const jobs = simple("jobs", ({ jobs: control, out }, args) => {
  const flags = args.filter((arg) => arg.startsWith("-")).join("");
  const all = control.list();
  for (const view of all) {
    if (flags.includes("r") && view.status !== "running") continue;
    if (flags.includes("s") && view.status !== "stopped") continue;
    const line = jobLine(view);
    const pid = `${view.pid} `;
    out(flags.includes("p") ? `${pid.trim()}\n` : flags.includes("l") ? line.replace("  ", ` ${pid}`) : line);
  }
  // What was told of is forgotten.
  for (const { number, status } of all) if (status === "done") control.forget(number);
});

const noJob = (name: string, spec: string): string => `bash: ${name}: ${spec}: no such job\n`;

const bg = simple("bg", ({ jobs: control, out, err }, [spec = "%+"]) => {
  const job = control.find(spec);
  if (!job || job.status === "done") {
    err(noJob("bg", spec === "%+" ? "current" : spec));
    return 1;
  }
  if (job.status === "running") {
    err(`bash: bg: job ${job.number} already in background\n`);
    return 0;
  }
  out(`[${job.number}]${job.mark === " " ? "" : job.mark} ${job.text} &\n`);
  control.goOn(job.number);
  return 0;
});

const disown = simple("disown", ({ jobs: control, err }, [spec = "%+"]) => {
  if (control.find(spec)) {
    err("bash: disown: what runs here belongs to its terminal, and ends with it\n");
    return 1;
  }
  err(noJob("disown", spec === "%+" ? "current" : spec));
  return 1;
});

const SIGNALS: readonly (Signal & { readonly name: string })[] = [
  { name: "HUP", number: 1, text: "Hangup" },
  { name: "INT", number: 2, text: "Interrupt" },
  { name: "QUIT", number: 3, text: "Quit" },
  { name: "KILL", number: 9, text: "Killed" },
  { name: "TERM", number: 15, text: "Terminated" },
];
const STOPS: ReadonlySet<string> = new Set(["STOP", "TSTP", "19", "20"]);
const USAGE = "kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n";

/** The signal that is asked for, and the words behind it. */
const asked = (args: readonly string[]): readonly [name: string, targets: readonly string[]] => {
  const [first = "", second = ""] = args;
  if (first === "-s" || first === "-n") return [bare(second), args.slice(2)];
  return first.startsWith("-") && first !== "--" ? [bare(first.slice(1)), args.slice(1)] : ["TERM", args];
};
const bare = (name: string): string => name.toUpperCase().replace(/^SIG(?=.)/, "");

const kill = simple("kill", (context, args) => {
  const { err, out } = context;
  const [name, targets] = asked(args);
  if (name === "L") {
    out(`${SIGNALS.map((signal) => `${signal.number}) SIG${signal.name}`).join("\t")}\n`);
    return 0;
  }
  if (targets.length === 0) {
    err(USAGE);
    return 2;
  }
  return Math.max(...targets.map((target) => sendTo(context, name, target)));
});

const sendTo = ({ jobs: control, err }: ProgramContext, name: string, target: string): number => {
  if (!/^%|^-?\d+$/.test(target)) {
    err(`bash: kill: ${target}: arguments must be process or job IDs\n`);
    return 1;
  }
  const job = control.find(target);
  if (!job || job.status === "done") {
    err(target.startsWith("%") ? noJob("kill", target) : `bash: kill: (${target}) - No such process\n`);
    return 1;
  }
  const signal = SIGNALS.find((one) => one.name === name || String(one.number) === name);
  if (signal) control.end(job.number, signal);
  else if (STOPS.has(name)) control.stop(job.number);
  else if (name === "CONT" || name === "18") control.goOn(job.number);
  else if (name !== "0") {
    err(`bash: kill: ${name}: invalid signal specification\n`);
    return 1;
  }
  return 0;
};

interface Awaited {
  readonly numbers: readonly number[];
  /** `wait -n`: the first that ends. */
  readonly isFirst: boolean;
  readonly isNamed: boolean;
}

const wait: Program = {
  name: "wait",
  run: (context, args) => {
    const control = context.jobs;
    const isFirst = args.includes("-n");
    const specs = args.filter((arg) => !arg.startsWith("-"));
    const found = specs.map((spec) => [spec, control.find(spec)] as const);
    const missing = found.find(([, job]) => !job)?.[0];
    if (missing !== undefined) {
      const why = missing.startsWith("%") ? "no such job" : `pid ${missing} is not a child of this shell`;
      context.err(`bash: wait: ${missing.startsWith("%") ? `${missing}: ` : ""}${why}\n`);
      return { exit: 127 };
    }
    const jobsOf = specs.length > 0 ? found.flatMap(([, job]) => job ?? []) : control.list();
    const numbers = jobsOf.filter(({ status }) => status !== "stopped").map(({ number }) => number);
    return look(context, { numbers, isFirst, isNamed: specs.length > 0 });
  },
  resume: (context, json) => look(context, json as unknown as Awaited),
};

const look = (context: ProgramContext, awaited: Awaited): ProgramOutcome => {
  const { numbers, isFirst, isNamed } = awaited;
  const views = context.jobs.list().filter(({ number }) => numbers.includes(number));
  const left = views.filter(({ status }) => status === "running");
  const ended = views.filter(({ status }) => status === "done");
  const isOver = isFirst ? ended.length > 0 || left.length === 0 : left.length === 0;
  if (!isOver) return { state: awaited as unknown as Json, wake: { job: true } };
  const last: JobView | undefined = isFirst ? ended[0] : ended.find(({ number }) => number === numbers.at(-1));
  return { exit: (isNamed || isFirst) && last ? last.exit : 0 };
};

export const jobPrograms: readonly Program[] = [jobs, bg, disown, kill, wait];
