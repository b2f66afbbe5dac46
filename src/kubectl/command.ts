// What a command is: options -> complete -> validate -> run, and how one that waits is stored as plain data.
import type { Json } from "#api/meta";
import type { FileSystem, KubeClient } from "./client.ts";
import type { CliError } from "./errors.ts";
import type { FlagValues, GivenFlags } from "./flags/values.ts";
import type { Kubeconfig } from "./kubeconfig.ts";

/** kubectl's configuration. */
export interface KubeConfig {
  read(): Kubeconfig;
  write(config: Kubeconfig): void;
}

export interface Context {
  readonly client: KubeClient;
  readonly files: FileSystem;
  readonly config: KubeConfig;
  /** What was piped in; absent when the keyboard is. */
  readonly stdin?: string;
  /** Whether `explain` and its siblings stand beside this command (a command run alone has none). */
  readonly isAlone?: boolean;
  /** Ports of this machine that somebody listens on. */
  listening?(): readonly number[];
  out(text: string): void;
  err(text: string): void;
}

/** One command line, parsed. */
export interface Call {
  readonly path: string;
  readonly flags: FlagValues;
  readonly args: readonly string[];
  /** How many arguments stood before `--`; -1 without one. */
  readonly dashAt: number;
  /** What --record writes beside a change. */
  readonly changeCause?: string;
  /** Whom the server takes its token for; absent: the administrator. */
  readonly subject?: string;
}

/** When a waiting command wants to be looked at again. */
export interface Wake {
  /** At each change of an object of this resource. */
  readonly watch?: { readonly resource: string; readonly namespace?: string; readonly name?: string };
  /** At this wall time. */
  readonly atMs?: number;
  /** When the shell has word under this name. */
  readonly answer?: string;
  /** When a job of this shell has ended. */
  readonly job?: true;
}

/** Why a waiting command goes on. */
export type WakeReason =
  | { readonly type: "time" }
  | {
      readonly type: "change";
      readonly change: "ADDED" | "MODIFIED" | "DELETED";
      readonly object: Json;
      readonly old?: Json;
    }
  | { readonly type: "edited"; readonly text: string }
  | { readonly type: "answer"; readonly answer: Json }
  | { readonly type: "ended"; readonly exit: number };

/** A curl that starts in a pod, or a shell that somebody types into. */
export interface InPod {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly words: readonly string[];
  /** It is the container's own program: that ends with it. */
  readonly isMain: boolean;
  readonly isShell?: true;
  /** Its words are a line of a shell. */
  readonly isLine?: true;
}

export interface Exit {
  readonly exit: number;
}

export interface Blocked {
  readonly state: Json;
  readonly wake: Wake;
  /** A file that the learner edits before the command goes on. */
  readonly edit?: { readonly path: string; readonly text: string };
  /** The command goes on when this has ended. */
  readonly inPod?: InPod;
}

export type Outcome = Exit | Blocked;

export interface Command {
  /** `rollout undo`. */
  readonly path: string;
  /** One line, in our own words. */
  readonly short: string;
  readonly about?: string;
  /** A comment and a command line each. */
  readonly examples?: readonly (readonly [comment: string, line: string])[];
  /** Flags that must be given (cobra's MarkFlagRequired). */
  readonly required?: readonly string[];
  run(context: Context, call: Call): Outcome;
  /** Goes on with what `run` or `resume` left. */
  resume?(context: Context, call: Call, state: Json, reason: WakeReason): Outcome;
}

/** A call as it is stored while it waits. */
export interface StoredCall {
  readonly path: string;
  readonly given: GivenFlags;
  readonly subject?: string;
  readonly args: readonly string[];
  readonly dashAt: number;
}

export const DONE: Exit = { exit: 0 };

export const isBlocked = (outcome: Outcome): outcome is Blocked => "wake" in outcome;

/** A user's mistake on its way to the one place where it is printed (run.ts). */
export class Refusal extends Error {
  readonly error: CliError;
  /** Of the command of this path, the help page is printed first. */
  readonly helpOf: string | undefined;
  constructor(error: CliError, helpOf?: string) {
    super("refused");
    this.error = error;
    this.helpOf = helpOf;
  }
}

/** Ends the command with this error. */
export const fail = (error: CliError): never => {
  throw new Refusal(error);
};
