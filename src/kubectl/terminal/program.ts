// A program that the shell starts: kubectl, curl, sleep, watch, ... One that waits answers plain data and when to look at it again.
import type { Json } from "#api/meta";
import type { Sim, Source } from "#engine";
import type { Wake, WakeReason } from "../command.ts";
import type { Kubeconfig } from "../kubeconfig.ts";
import type { JobName, Process, RunningPipeline } from "./frames.ts";
import type { JobInfo, TerminalRow } from "./terminals.ts";

export interface ProgramContext {
  readonly sim: Sim;
  /** The row that it runs in: a terminal, or a job of one. */
  readonly terminal: string;
  readonly stdin?: string;
  /** The machine that it runs on; absent: the learner's own. */
  readonly host?: string;
  /** What it prints is on a screen: it may draw on it. */
  readonly isTerminal: boolean;
  /** Where its requests start. */
  readonly source: Source;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly readFile: (path: string) => string | undefined;
  readonly writeFile: (path: string, text: string) => void;
  readonly removeFile: (path: string) => boolean;
  readonly files: () => readonly string[];
  readonly variable: (name: string) => string;
  readonly setVariable: (name: string, value: string) => void;
  readonly alias: (name: string, value?: string) => string | undefined;
  readonly aliases: () => readonly (readonly [string, string])[];
  readonly history: () => readonly string[];
  readonly namespace: () => string;
  readonly kubeconfig: () => Kubeconfig;
  readonly setKubeconfig: (kubeconfig: Kubeconfig) => void;
  /** Where the terminal stands: an absolute path. */
  readonly directory: () => string;
  readonly setDirectory: (directory: string) => void;
  /** Takes a line of what came through a pipe to the loop or group that this stands in; undefined at its end. */
  readonly takeLine: () => string | undefined;
  /** Runs a line of words, its output captured, or goes on with one that waits for its time; for `watch`. */
  readonly capture: (line: readonly string[] | RunningPipeline) => CapturedLine;
  /** Runs a line on another machine, its output captured, or goes on with it. */
  readonly remote: (host: string, line: string | RemoteWait) => RemoteLine;
  /** The same in a shell of its own on this machine: `sh -c`; `args`: `$0` and what follows. */
  readonly nested: (line: string | RemoteWait, args: readonly string[]) => RemoteLine;
  readonly program: (name: string) => Program | undefined;
  readonly jobs: JobControl;
  readonly exported: () => readonly string[];
  readonly setExported: (names: readonly string[]) => void;
}

/** A line on another machine that waits, and why it goes on. */
export interface RemoteWait {
  readonly process: Process;
  /** What was set in it. */
  readonly scope?: TerminalRow;
  readonly reason: ShellWakeReason;
}

export interface RemoteLine {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  /** It has not ended: it goes on when this wakes. */
  readonly waits?: { readonly process: Process; readonly wake: ShellWake; readonly scope?: TerminalRow };
}

export interface CapturedLine {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  /** It has not ended. */
  readonly running?: RunningPipeline;
}

/** `answer`: when the network's answer to this request has come. */
export type ShellWake = Wake;

export type ShellWakeReason = WakeReason;

export interface Waits {
  readonly state: Json;
  readonly wake: ShellWake;
  readonly edit?: { readonly path: string; readonly text: string };
  readonly crosses?: Crossing;
}

/** From one machine to another: from now on what is typed goes there, or no longer. */
export type Crossing = { readonly to: string } | { readonly exit: number };

export type ProgramOutcome = { readonly exit: number } | Waits;

export interface Program {
  readonly name: string;
  run(context: ProgramContext, args: readonly string[]): ProgramOutcome;
  resume?(context: ProgramContext, state: Json, reason: ShellWakeReason): ProgramOutcome;
  /** The key that ends it, as its own screen has it. */
  readonly quitBy?: string;
  /** Ctrl+C while it waits: what is to be tidied up or printed. */
  interrupt?(context: ProgramContext, state: Json): void;
  /** It draws on the whole screen: nothing that runs behind the prompt can. */
  readonly hasScreen?: true;
}

export interface JobView extends JobName {
  readonly status: JobInfo["status"];
  readonly signal?: string;
  readonly exit: number;
  /** `+` is what `fg` takes, `-` the one before it. */
  readonly mark: "+" | "-" | " ";
}

/** The jobs of the shell that a program runs in. */
export interface JobControl {
  readonly list: () => readonly JobView[];
  /** The one that `%1`, `%+`, `%kub` or a process number names. */
  readonly find: (spec: string) => JobView | undefined;
  readonly end: (job: number, signal: Signal) => void;
  readonly stop: (job: number) => void;
  /** It goes on behind the prompt. */
  readonly goOn: (job: number) => void;
  readonly forget: (job: number) => void;
}

export interface Signal {
  readonly number: number;
  /** How bash says that it ended a job. */
  readonly text: string;
}

export const isWaiting = (outcome: ProgramOutcome): outcome is Waits => "wake" in outcome;

/** A program that does all at once and answers its exit status; 0 if it answers none. */
export const simple = (
  name: string,
  run: (context: ProgramContext, args: readonly string[]) => number | void,
): Program => ({
  name,
  run: (context, args) => ({ exit: run(context, args) ?? 0 }),
});
