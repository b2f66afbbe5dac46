// What runs a line: kubectl's verbs, the programs beside it and the shell's own language. It is large, and a terminal in which nobody types
// does without, so whoever lets people type installs it first (the door #kubectl/lines). It is constant, the same for every cluster, and no
// part of its state; a line that comes without it throws.
import type { Json } from "#api/meta";
import type { Cluster, Sim } from "#engine";
import type { Completion, CompletionRequest } from "./completion/complete-line.ts";
import type { ShellWakeReason } from "./terminal/program.ts";
import type { TerminalRow } from "./terminal/terminals.ts";

export interface LineRunner {
  type(row: TerminalRow, line: string): void;
  /** The timer of what runs in a terminal. */
  wake(id: string): void;
  answered(id: string, answer: Json | undefined): void;
  resume(row: TerminalRow, reason: ShellWakeReason): void;
  stop(row: TerminalRow): void;
  /** Ctrl+Z. */
  suspend(row: TerminalRow): void;
  /** What still runs behind its prompt ends. */
  close(id: string): void;
}

export interface LineParts {
  readonly createLineRunner: (sim: Sim) => LineRunner;
  /** Does the line go on behind this text? */
  readonly isUnfinished: (typed: string) => boolean;
  readonly completeLine: (cluster: Cluster, request: CompletionRequest) => Completion;
  /** The commands under a path of kubectl's, and the flags that it takes. */
  readonly wordsUnder: (path: string) => { readonly commands: readonly string[]; readonly flags: readonly string[] };
}

let parts: LineParts | undefined;

export const useLineParts = (loaded: LineParts): void => {
  parts = loaded;
};

export const hasLineParts = (): boolean => parts !== undefined;

export const lineParts = (): LineParts => {
  if (!parts) throw new Error("A line is typed before what runs it is installed.");
  return parts;
};
