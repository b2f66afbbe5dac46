// What is kept of a terminal: plain rows of the cluster's state, so that a terminal rewinds with it.
import type { StringMap } from "#api/meta";
import type { Process } from "./machine.ts";

export interface TerminalRow {
  readonly id: string;
  readonly variables: StringMap;
  readonly aliases: StringMap;
  readonly namespace: string;
  readonly lastExit: number;
  /** Lines as they were typed. */
  readonly history: readonly string[];
  /** What runs in the foreground. */
  readonly process?: Process;
  /** The timer that wakes it. */
  readonly timer?: number;
  /** Lines typed while something ran. */
  readonly typedAhead: readonly string[];
}

export const newTerminal = (id: string): TerminalRow => ({
  id,
  variables: { HOME: "/home/learner", USER: "learner" },
  aliases: { k: "kubectl" },
  namespace: "default",
  lastExit: 0,
  history: [],
  typedAhead: [],
});
