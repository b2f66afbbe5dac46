// A program that runs another one for somebody: timeout, nohup, env, sudo. What is a filter, or no program at all, is left to a shell.
import type { Json } from "#api/meta";
import type { Process } from "../frames.ts";
import {
  isWaiting,
  type ProgramContext,
  type ProgramOutcome,
  type RemoteLine,
  type ShellWakeReason,
} from "../program.ts";
import type { TerminalRow } from "../terminals.ts";

/** What runs, as its runner keeps it. */
export type Inner =
  | { readonly program: string; readonly state: Json }
  | { readonly process: Process; readonly scope?: TerminalRow };

export const startInner = (context: ProgramContext, words: readonly string[]): ProgramOutcome => {
  const [name = "", ...args] = words;
  const program = context.program(name);
  if (!program) return toldLine(context, context.nested(`${words.map(quoted).join(" ")}${heard(context)}`, []));
  return toldProgram(name, program.run(context, args));
};

export const goOnInner = (context: ProgramContext, json: Json, reason: ShellWakeReason): ProgramOutcome => {
  const inner = json as unknown as Inner;
  if (!("program" in inner)) return toldLine(context, context.nested({ ...inner, reason }, []));
  const program = context.program(inner.program);
  return toldProgram(inner.program, program?.resume?.(context, inner.state, reason) ?? { exit: 0 });
};

/** It is ended from outside. */
export const interruptInner = (context: ProgramContext, json: Json): void => {
  const inner = json as unknown as Inner;
  if ("program" in inner) context.program(inner.program)?.interrupt?.(context, inner.state);
};

const toldProgram = (program: string, outcome: ProgramOutcome): ProgramOutcome => {
  if (!isWaiting(outcome)) return outcome;
  const inner: Inner = { program, state: outcome.state };
  return { ...outcome, state: inner as unknown as Json };
};

export const toldLine = (context: ProgramContext, { stdout, stderr, exit, waits }: RemoteLine): ProgramOutcome => {
  context.out(stdout);
  context.err(stderr);
  if (!waits) return { exit };
  const { wake, process, scope } = waits;
  const inner: Inner = { process, ...(scope ? { scope } : {}) };
  return { state: inner as unknown as Json, wake };
};

export const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** What came through the pipe goes on to it. */
const heard = ({ stdin }: ProgramContext): string =>
  stdin === undefined ? "" : ` <<< ${quoted(stdin.replace(/\n$/, ""))}`;
