// What is still to be done of a line, as plain data, so that a line which waits (`rollout status && curl ...`, `while true; do curl ...; sleep 1; done`)
// is stored, rewound and restored with the cluster; and what running it asks of its surroundings.
import type { Node, Redirect, Stage } from "./ast.ts";
import type { Json, StringMap } from "#api/meta";
import type { Crossing, ShellWake, ShellWakeReason } from "./program.ts";
import type { Expanding } from "./substitute.ts";

export type Frame =
  | { readonly k: "list"; readonly nodes: readonly Node[]; readonly at: number }
  | {
      readonly k: "andor";
      readonly rest: readonly { readonly op: "&&" | "||"; readonly node: Node }[];
      readonly at: number;
    }
  | {
      readonly k: "for";
      readonly name: string;
      readonly values: readonly string[];
      readonly body: Node;
      readonly at: number;
    }
  | {
      readonly k: "while";
      readonly condition: Node;
      readonly body: Node;
      readonly isUntil: boolean;
      readonly after?: Node;
      readonly phase: "condition" | "body" | "after";
    }
  | {
      readonly k: "if";
      readonly branches: readonly { readonly condition: Node; readonly body: Node }[];
      readonly otherwise?: Node;
      readonly at: number;
    }
  | { readonly k: "not" }
  /** A function runs above it: what the one that called it was called with. */
  | {
      readonly k: "call";
      readonly args: readonly string[];
      /** What variables of its own were before. */
      readonly locals: readonly (readonly [name: string, value: string])[];
    }
  /** A `( ... )` runs above it: what was set before. */
  | {
      readonly k: "sub";
      readonly saved: Saved;
      /** What runs above it was a job in the background. */
      readonly job?: JobName;
    }
  /** `time`: since when, on the wall clock. */
  | { readonly k: "time"; readonly sinceMs: number; readonly isPosix: boolean }
  /** Errors of what runs above it go there. */
  | { readonly k: "errors"; readonly to: ReadyRedirect }
  /** The part before the one at `at` runs, and this is what it has printed. */
  | { readonly k: "pipe"; readonly parts: readonly Node[]; readonly at: number; readonly printed: string }
  /** What the commands above it read that read anything: the rest of what came through the pipe. */
  | { readonly k: "input"; readonly left: string }
  /** A command in `$(...)` is above it; what it has printed so far. The node waits for it. */
  | { readonly k: "capture"; readonly node: Expanding; readonly printed: string };

/** A stage with its words expanded. */
export interface ReadyStage {
  readonly words: readonly string[];
  readonly redirects: readonly ReadyRedirect[];
}
export interface ReadyRedirect {
  readonly to: Redirect["to"];
  readonly stream: 1 | 2;
  /** The file; for `text` what is read. */
  readonly path: string;
}

/** A pipeline in which something waits. */
export interface RunningPipeline {
  readonly stages: readonly ReadyStage[];
  /** The stage whose program runs. */
  readonly at: number;
  /** The filters behind it, in order, with what they have read. */
  readonly filters: readonly { readonly stage: number; readonly name: string; readonly state: Json }[];
  /** The beginning of a line whose end has not come. */
  readonly partial: string;
  /** Input of the next program, gathered. */
  readonly gathered: string;
  /** Lines of xargs that are still to be run. */
  readonly queue: readonly (readonly string[])[];
  readonly program: string;
  readonly state: Json;
  readonly wake: ShellWake;
  /** A file that somebody has to edit before it goes on. */
  readonly edit?: { readonly path: string; readonly text: string };
  /** It hands the terminal over to another machine, or back. */
  readonly crosses?: Crossing;
  /** It was stopped: what happened meanwhile. */
  readonly missed?: readonly ShellWakeReason[];
}

/** What a job is known by. */
export interface JobName {
  readonly number: number;
  readonly pid: number;
  /** The line, as it was typed. */
  readonly text: string;
}

export interface Process {
  readonly stack: readonly Frame[];
  readonly running?: RunningPipeline;
  /** Letters printed since it waited last. */
  readonly printed?: number;
}

/** A function that is called, or a way out of what runs. */
export type Control =
  | { readonly k: "call"; readonly body: Node; readonly args: readonly string[] }
  | { readonly k: "local"; readonly names: readonly string[] }
  /** `fg`, `set`, `shift`, `eval`, `source` and `exit`. */
  | { readonly k: "words"; readonly name: string; readonly words: readonly string[] }
  | { readonly k: "break" | "continue" | "return"; readonly count: number | undefined };

/** A job that comes to the foreground. */
export interface BroughtBack {
  readonly name: JobName;
  readonly process: Process;
  readonly scope: Saved;
}

/** What a terminal forgets behind a `( ... )`. */
export interface Saved {
  readonly variables: StringMap;
  readonly directory: string;
  /** Letters of `set`; absent: none. */
  readonly options?: string;
}

/** What the machine asks of its surroundings. */
export interface Surroundings {
  /** What a lone command is that no program does; undefined if a program does it. */
  control(stage: Stage): Control | undefined;
  isFunction(stage: Stage): boolean;
  define(name: string, body: Node): void;
  /** Sets what `$1` and the others are; answers what they were. */
  setArgs(args: readonly string[]): readonly string[];
  sum(source: string): string;
  test(node: Extract<Node, { k: "test" }>): boolean;
  /** The part of a `case` that is meant. */
  choose(node: Extract<Node, { k: "case" }>): Node | undefined;
  complain(text: string): void;
  /** Letters of `set`: e, u and x. */
  options(): string;
  setOptions(options: string): void;
  /** Starts a job in the background. */
  background(node: Extract<Node, { k: "background" }>): void;
  /** The job that `fg` asks for, no longer in the background. */
  bringBack(spec: string | undefined): BroughtBack | undefined;
  /** It is no shell that somebody types into: `exit` ends it. */
  isInner(): boolean;
  /** On the wall clock. */
  nowMs(): number;
  /** From now on errors go there, or to the screen. */
  sendErrors(to: ReadyRedirect | undefined): void;
  redirectOf(redirect: Redirect): ReadyRedirect;
  print(stream: "stdout" | "stderr", text: string): void;
  readFile(path: string): string | undefined;
  /** A file with this in it, as long as the line runs; answers its name. */
  keepFile(text: string): string;
  variable(name: string): string;
  saved(): Saved;
  restore(saved: Saved): void;
  /** Words of a `for`. */
  expand(words: Extract<Node, { k: "for" }>["words"]): readonly string[];
  setVariable(name: string, value: string): void;
  lastExit(): number;
  setExit(exit: number): void;
  /** The tree of a command in `$(...)`; undefined if it is none, which has been said. */
  parse(source: string): Node | undefined;
  /** From now on output is kept, or goes where it belongs. */
  keepOutput(isKept: boolean): void;
  /** Letters printed in this instant. */
  printed(): number;
  /** What was kept since it was asked for last. */
  takeOutput(): string;
  /** Runs a pipeline as far as it goes; answers what waits, or undefined when it has ended (and its exit is set). */
  start(stages: readonly Stage[]): RunningPipeline | undefined;
  /** What came through a pipe, for `read` and others that read. */
  setInput(left: string | undefined): void;
  input(): string | undefined;
}

export const isCapture = (frame: Frame): frame is Extract<Frame, { k: "capture" | "pipe" }> =>
  frame.k === "capture" || frame.k === "pipe";
