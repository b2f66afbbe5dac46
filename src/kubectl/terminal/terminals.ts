// What is kept of a terminal: plain rows of the cluster's state, so that a terminal rewinds with it.
import type { StringMap } from "#api/meta";
import type { Kubeconfig } from "../kubeconfig.ts";
import type { Node } from "./ast.ts";
import type { Sim, Table } from "#engine";
import type { JobName, Process } from "./frames.ts";
import type { ShellWakeReason } from "./program.ts";
import { podPlaceOf } from "./pod-host.ts";
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
  /** Names of variables that other programs see too. */
  readonly exported?: readonly string[];
  readonly aliases: StringMap;
  readonly functions?: { readonly [name: string]: Node };
  /** What the function that runs was called with. */
  readonly args?: readonly string[];
  /** Of its current context. */
  readonly namespace: string;
  /** Contexts of its own; absent: those that kubectl begins with. */
  readonly kubeconfig?: Kubeconfig;
  /** Where it stands: an absolute path. */
  readonly directory: string;
  readonly lastExit: number;
  /** Letters of `set`: e, u and x. */
  readonly options?: string;
  /** Lines as they were typed. */
  readonly history: readonly string[];
  /** What runs in the foreground. */
  readonly process?: Process;
  /** The timer that wakes it. */
  readonly timer?: number;
  /** Lines typed while something ran. */
  readonly typedAhead: readonly string[];
  readonly login?: Login;
  /** What `<(...)` printed, by the name that stands for it, until the line has ended. */
  readonly kept?: StringMap;
  /** `$!`. */
  readonly lastPid?: number;
  readonly job?: JobInfo;
}

/** A row of a command in the background: `1&2` is job 2 of terminal 1. */
export interface JobInfo extends JobName {
  /** The row of the shell that it was started in. */
  readonly owner: string;
  readonly status: "running" | "stopped" | "done";
  /** What ended it, if it did not end by itself. */
  readonly signal?: string;
  /** It was stopped: what happened meanwhile. */
  readonly missed?: readonly ShellWakeReason[];
}

/** The terminal that a row prints to. */
export const screenOf = (id: string): string => id.split("&", 1)[0]!;

/** Terminals, and what runs behind their prompts. */
export class Rows {
  readonly terminals: Table<TerminalRow>;
  readonly jobs: Table<TerminalRow>;

  constructor(sim: Sim) {
    this.terminals = sim.table("shell/terminals");
    this.jobs = sim.table("shell/jobs");
  }
  get(id: string): TerminalRow | undefined {
    return this.jobs.get(id) ?? this.terminals.get(id);
  }
  set(id: string, row: TerminalRow): void {
    (row.job ? this.jobs : this.terminals).set(id, row);
  }
  all(): readonly TerminalRow[] {
    return [...this.terminals.values(), ...this.jobs.values()];
  }
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
  variables: { HOME: ROOT_HOME, USER: "root", HOSTNAME: podPlaceOf(host)?.pod ?? host },
  aliases: {},
  directory: podPlaceOf(host) ? "/" : ROOT_HOME,
});

export const PROMPT = "$";

/** `$` at home; a namespace and a directory of one's own stand before it. */
export const promptOf = ({ namespace, directory, login }: TerminalRow): string => {
  const place = podPlaceOf(login?.host);
  if (place) return `${directory} #`;
  if (login) return `root@${login.host}:${shortPath(directory, ROOT_HOME)}#`;
  return [
    ...(namespace === "default" ? [] : [`(${namespace})`]),
    ...(directory === WORK ? [] : [shortPath(directory)]),
    PROMPT,
  ].join(" ");
};
