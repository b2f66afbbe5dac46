// What is kept of a terminal: plain rows of the cluster's state, so that a terminal rewinds with it.
import type { StringMap } from "#api/meta";
import type { Node } from "./ast.ts";
import type { Process } from "./frames.ts";
import { HOME, ROOT_HOME, shortPath, WORK } from "./paths.ts";

/** A shell on another machine, in the place of the one it was called from. */
interface Login {
  readonly host: string;
  /** In virtual milliseconds. */
  readonly sinceMs: number;
  /** What goes on when it is left. */
  readonly outer: TerminalRow;
}

export interface TerminalRow {
  readonly id: string;
  readonly variables: StringMap;
  readonly aliases: StringMap;
  readonly functions?: { readonly [name: string]: Node };
  /** What the function that runs was called with. */
  readonly args?: readonly string[];
  readonly namespace: string;
  /** Where it stands: an absolute path. */
  readonly directory: string;
  readonly lastExit: number;
  /** Lines as they were typed. */
  readonly history: readonly string[];
  /** What runs in the foreground. */
  readonly process?: Process;
  /** The timer that wakes it. */
  readonly timer?: number;
  /** Lines typed while something ran. */
  readonly typedAhead: readonly string[];
  readonly login?: Login;
}

export const newTerminal = (id: string): TerminalRow => ({
  id,
  variables: { HOME, USER: "learner" },
  aliases: { k: "kubectl" },
  namespace: "default",
  directory: WORK,
  lastExit: 0,
  history: [],
  typedAhead: [],
});

/** The same terminal as root of another machine. */
export const rootOf = (id: string, host: string): TerminalRow => ({
  ...newTerminal(id),
  variables: { HOME: ROOT_HOME, USER: "root", HOSTNAME: host },
  aliases: {},
  directory: ROOT_HOME,
});

export const PROMPT = "$";

/** `$` at home; a namespace and a directory of one's own stand before it. */
export const promptOf = ({ namespace, directory, login }: TerminalRow): string => {
  if (login) return `root@${login.host}:${shortPath(directory, ROOT_HOME)}#`;
  return [
    ...(namespace === "default" ? [] : [`(${namespace})`]),
    ...(directory === WORK ? [] : [shortPath(directory)]),
    PROMPT,
  ].join(" ");
};
