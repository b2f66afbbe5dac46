// The last fault that somebody caused by hand, as long as the run stands where it has been caused: it can be taken back.
import type { Json } from "#api/meta";
import type { LoggedCommand, Run } from "#engine";

export interface LastFault {
  readonly atMs: number;
  /** The key of its words, and on what. A line that was typed stands for itself. */
  readonly what: { readonly key: string; readonly on: string } | { readonly line: string };
}

/** The lines that the inspector types for one. */
const LINE = /^kubectl (delete pod \S+ --wait=false|(un)?cordon \S+|rollout restart deployment \S+)( -n \S+)?$/;

export const lastFault = ({ branch, cluster }: Run): LastFault | null => {
  for (let at = cluster.commandsDone - 1; at >= 0; at--) {
    const command = branch.commands[at]!;
    const what = command.isScripted ? null : faultOf(command);
    if (what) return { atMs: command.atMs, what };
  }
  return null;
};

const faultOf = ({ command: { component, action, data } }: LoggedCommand): LastFault["what"] | null => {
  const { line, pod, node, port, on, cut, usedPercent } = data;
  if (component === "shell") return typeof line === "string" && LINE.test(line) ? { line } : null;
  if (component === "apps") return { key: action === "exit" ? "crash" : action, on: textOf(pod) };
  if (component === "firewall") return { key: data["action"] === "deny" ? "close" : "open", on: textOf(port) };
  if (component !== "node") return null;
  const key = {
    power: on === true ? "powerOn" : "power",
    network: cut === true ? "cut" : "join",
    disk: Number(usedPercent) > 50 ? "fillDisk" : "freeDisk",
  }[action];
  return key === undefined ? null : { key, on: textOf(node) };
};

const textOf = (value: Json | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
