// What every shell knows, and what one knows that another has started.
import type { Sim } from "#engine";
import { newTerminal, type TerminalRow } from "./terminals.ts";

const WELL_KNOWN: ReadonlyMap<string, string> = new Map([
  ["HOSTNAME", "laptop"],
  ["UID", "1000"],
  ["EUID", "1000"],
  ["PPID", "4241"],
  ["SHELL", "/bin/bash"],
  ["SHLVL", "1"],
  ["PATH", "/usr/local/bin:/usr/bin:/bin"],
  ["TERM", "xterm-256color"],
  ["LANG", "C.UTF-8"],
]);

/** What a shell knows that another one has started. */
export const nestedScope = (row: TerminalRow, [zero = "bash", ...args]: readonly string[]): TerminalRow => {
  const known = ["HOME", "USER", "HOSTNAME", "OLDPWD", ...(row.exported ?? [])];
  const variables = Object.fromEntries(Object.entries(row.variables).filter(([name]) => known.includes(name)));
  const { id, namespace, kubeconfig, directory, lastExit, exported = [], login } = row;
  return {
    ...newTerminal(id),
    namespace,
    ...(kubeconfig ? { kubeconfig } : {}),
    directory,
    lastExit,
    exported,
    ...(login ? { login: { ...login, outer: newTerminal(id) } } : {}),
    aliases: {},
    variables: { ...variables, 0: zero },
    args,
  };
};

/** A variable that nobody has set. */
export const wellKnown = (name: string, sim: Sim, directory: string): string => {
  switch (name) {
    case "PWD":
      return directory;
    case "SECONDS":
      return String(Math.floor(sim.now() / 1000));
    case "EPOCHSECONDS":
      return String(Math.floor(sim.wallMs() / 1000));
    case "RANDOM":
      return String(sim.rng.int("shell/random", 32_768));
    default:
      return WELL_KNOWN.get(name) ?? "";
  }
};
