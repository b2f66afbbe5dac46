// Programs around other programs: sh -c and scripts, timeout, env, nohup, sudo, and yes.
import type { Json } from "#api/meta";
import { compareStrings } from "#api/compare";
import { isWaiting, type Program, type ProgramContext, type ProgramOutcome, simple } from "../program.ts";
import { NO_CONFIG } from "../../kubeconfig.ts";
import { podPlaceOf } from "../pod-host.ts";
import { goOnInner, interruptInner, startInner, toldLine } from "./inner.ts";

const INTERACTIVE = "there is no other shell to type into here: give it a line with -c, or a file";

/** `sh -c '...' name words`, `bash FILE words`, or lines through a pipe. */
const shell = (name: string): Program => ({
  name,
  run: (context, given) => {
    const at = given.findIndex((arg) => !/^-[a-z]+$/.test(arg) || /^-\w*c$/.test(arg));
    const [first, ...words] = at < 0 ? [] : given.slice(at);
    if (first !== undefined && /^-\w*c$/.test(first)) {
      const [line, ...args] = words;
      if (line === undefined) return complain(context, `${name}: -c: option requires an argument`, 2);
      return toldLine(context, context.nested(line, args.length > 0 ? args : [name]));
    }
    const text = first === undefined ? context.stdin : context.readFile(first);
    if (first !== undefined && text === undefined) {
      return complain(context, `${name}: ${first}: No such file or directory`, 127);
    }
    if (text === undefined) return complain(context, `${name}: ${INTERACTIVE}`, 1);
    return toldLine(context, context.nested(text, [first ?? name, ...words]));
  },
  resume: goOnInner,
});

const complain = ({ err }: ProgramContext, text: string, exit: number): ProgramOutcome => {
  err(`${text}\n`);
  return { exit };
};

interface Timed {
  /** Absent: for ever. (State goes through JSON, which has no word for that.) */
  readonly untilMs?: number;
  readonly inner: Json;
}

const TIMED_OUT = 124;
/** Flags of timeout that take a word with them. */
const VALUED: ReadonlySet<string> = new Set(["-s", "-k", "--signal", "--kill-after"]);

const durationMs = (text: string): number | undefined => {
  const [, number, unit = ""] = /^(\d*\.?\d+)([smhd]?)$/.exec(text) ?? [];
  const of = { "": 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit] ?? 1000;
  return number === undefined ? undefined : Number(number) * of;
};

const timed = (untilMs: number | undefined, outcome: ProgramOutcome): ProgramOutcome => {
  if (!isWaiting(outcome)) return outcome;
  const { wake, state: inner } = outcome;
  if (untilMs === undefined) return { ...outcome, state: { inner } };
  const state: Timed = { untilMs, inner };
  return {
    ...outcome,
    state: state as unknown as Json,
    wake: { ...wake, atMs: Math.min(untilMs, wake.atMs ?? Infinity) },
  };
};

const timeout: Program = {
  name: "timeout",
  run: (context, args) => {
    let at = 0;
    while (args[at]?.startsWith("-")) at += VALUED.has(args[at]!) ? 2 : 1;
    const ms = durationMs(args[at] ?? "");
    const words = args.slice(at + 1);
    if (args[at] === undefined || words.length === 0) {
      return complain(context, "timeout: missing operand\nTry 'timeout --help' for more information.", 125);
    }
    if (ms === undefined) return complain(context, `timeout: invalid time interval '${args[at]}'`, 125);
    // 0 is for ever.
    return timed(ms === 0 ? undefined : context.sim.wallMs() + ms, startInner(context, words));
  },
  resume: (context, json, reason) => {
    const { untilMs, inner } = json as unknown as Timed;
    if (untilMs !== undefined && context.sim.wallMs() >= untilMs) {
      interruptInner(context, inner);
      return { exit: TIMED_OUT };
    }
    return timed(untilMs, goOnInner(context, inner, reason));
  },
  interrupt: (context, json) => interruptInner(context, (json as unknown as Timed).inner),
};

/** Those that change something about the program, and are then gone. */
const around = (name: string, run: Program["run"]): Program => ({
  name,
  run,
  resume: goOnInner,
  interrupt: interruptInner,
});

const ASSIGNMENT = /^([A-Za-z_]\w*)=([^]*)$/;

/** What other programs see: what was exported, and what everybody has. */
const EVERYWHERE = ["HOME", "LANG", "PATH", "PWD", "SHELL", "TERM", "USER"];
const IN_POD = ["HOME", "PATH"];

const seen = (context: ProgramContext, plus: readonly (readonly [string, string])[] = []): readonly string[] => {
  const { exported, variable, host } = context;
  const names = new Set([...(podPlaceOf(host) ? IN_POD : EVERYWHERE), ...exported()]);
  const values = new Map([...names].map((name) => [name, variable(name)] as const));
  for (const [name, value] of plus) values.set(name, value);
  return [...values].toSorted(([a], [b]) => compareStrings(a, b)).map(([name, value]) => `${name}=${value}`);
};

const env = around("env", (context, args) => {
  const at = args.findIndex((arg) => !ASSIGNMENT.test(arg) && !arg.startsWith("-"));
  const set = args.slice(0, at < 0 ? args.length : at).flatMap((arg): readonly (readonly [string, string])[] => {
    const [, name, value] = ASSIGNMENT.exec(arg) ?? [];
    return name === undefined ? [] : [[name, value ?? ""]];
  });
  if (at < 0) {
    context.out(
      seen(context, set)
        .map((line) => `${line}\n`)
        .join(""),
    );
    return { exit: 0 };
  }
  const variable = (name: string): string => new Map(set).get(name) ?? context.variable(name);
  return startInner({ ...context, variable }, args.slice(at));
});

const printenv = simple("printenv", (context, args) => {
  const all = seen(context);
  const wanted = args.map((name) => all.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1));
  const lines = args.length === 0 ? all : wanted.filter((value) => value !== undefined);
  context.out(lines.map((line) => `${line}\n`).join(""));
  return lines.length < args.length ? 1 : 0;
});

/** Nobody hangs up here: it only keeps the output in a file. */
const nohup = around("nohup", (context, words) => {
  if (words.length === 0) return complain(context, "nohup: missing operand", 125);
  if (!context.isTerminal) return startInner(context, words);
  context.err("nohup: ignoring input and appending output to 'nohup.out'\n");
  return startInner(quietly(context), words);
});
const quietly = (context: ProgramContext): ProgramContext => {
  const out = (text: string): void => context.writeFile("nohup.out", (context.readFile("nohup.out") ?? "") + text);
  return { ...context, isTerminal: false, out, err: out };
};
const quietNohup: Program = {
  ...nohup,
  resume: (context, state, reason) => goOnInner(context.isTerminal ? quietly(context) : context, state, reason),
};

/** What somebody may do with the cluster hangs on a file in their home, and root has none here. */
const asRoot = (context: ProgramContext): ProgramContext => ({ ...context, kubeconfig: () => NO_CONFIG });

const sudo = around("sudo", (context, args) => {
  const words = args.filter((arg, i) => !(arg.startsWith("-") && args.slice(0, i).every((one) => one.startsWith("-"))));
  return words.length === 0
    ? complain(context, "sudo: there is no other shell to type into here: give it a command", 1)
    : startInner(asRoot(context), words);
});

const AT_ONCE = 500;
const MOST_LETTERS = 200_000;
const PAUSE_MS = 10;

/** Simplified: nobody reads without end; after this much it stops by itself. */
const say = ({ sim, out, err }: ProgramContext, text: string, said: number): ProgramOutcome => {
  if (said >= MOST_LETTERS) {
    err("yes: stopped: nobody has read the last 200 kB\n");
    return { exit: 1 };
  }
  out(text.repeat(AT_ONCE));
  return { state: { text, said: said + text.length * AT_ONCE }, wake: { atMs: sim.wallMs() + PAUSE_MS } };
};

const yes: Program = {
  name: "yes",
  run: (context, args) => say(context, `${args.length > 0 ? args.join(" ").slice(0, 200) : "y"}\n`, 0),
  resume: (context, json) => {
    const { text, said } = json as unknown as { readonly text: string; readonly said: number };
    return say(context, text, said);
  },
};

export const shellPrograms: readonly Program[] = [
  shell("bash"),
  shell("sh"),
  timeout,
  env,
  printenv,
  quietNohup,
  sudo,
  yes,
];
