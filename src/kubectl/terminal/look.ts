// A terminal as a page shows it.
import type { Cluster } from "#engine";
import { PROMPT, promptOf, type TerminalRow } from "./terminals.ts";

/** What a page shows of a terminal beside its lines. */
export interface TerminalLook {
  readonly prompt: string;
  /** The namespace that it stands in. */
  readonly namespace: string;
  /** It is a shell on another machine: the lines that were typed there. */
  readonly remoteHistory?: readonly string[];
  /** The line whose command runs in the foreground. */
  readonly foreground?: string;
  /** What it has opened in the editor, and waits for. */
  readonly edit?: { readonly path: string; readonly text: string };
}

export const terminalLook = (cluster: Cluster, terminal: string): TerminalLook => {
  const row = cluster.sim.table<TerminalRow>("shell/terminals").get(terminal);
  if (!row) return { prompt: PROMPT, namespace: "default" };
  const foreground = row.process ? row.history.at(-1) : undefined;
  const edit = row.process?.running?.edit;
  const remote = row.login ? { remoteHistory: row.history } : {};
  return {
    prompt: promptOf(row),
    namespace: row.namespace,
    ...remote,
    ...(foreground === undefined ? {} : { foreground }),
    ...(edit ? { edit } : {}),
  };
};
