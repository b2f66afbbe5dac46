// One future of a run: what was done in it, what happened, and its states.
import type { Command, Keyframe } from "../cluster.ts";
import type { LoggedEntry } from "./log.ts";

export interface LoggedCommand {
  readonly atMs: number;
  readonly command: Command;
  /** What wraps the run did it of itself, nobody asked for it. Beside the command: what happens is the same. */
  readonly isScripted?: true;
}

export interface Branch {
  readonly id: number;
  /** The branch that it left, and when; absent for the first, and for one that begins anew. */
  readonly parent?: number;
  readonly forkMs: number;
  readonly name: string;
  readonly commands: readonly LoggedCommand[];
  /** Everything that happened on it, from the beginning. */
  readonly entries: readonly LoggedEntry[];
  /** Its states by reference, every few seconds: another cluster may load them to look. */
  readonly keyframes: readonly Keyframe[];
  /** How far it has been seen. */
  readonly endMs: number;
}

export interface OpenBranch extends Branch {
  readonly commands: LoggedCommand[];
  readonly entries: LoggedEntry[];
  readonly keyframes: Keyframe[];
  endMs: number;
  name: string;
}

/** What makes a run again: data for links, files and other windows. */
export interface RunRecord {
  readonly commands: readonly LoggedCommand[];
  readonly endMs: number;
}

/** All futures of a run as data: what a reload makes again. */
export interface BranchesRecord {
  /** In the order in which they came to be; a parent stands before its children. */
  readonly branches: readonly (RunRecord & Pick<Branch, "parent" | "forkMs" | "name">)[];
  /** The present one. */
  readonly current: number;
}

/** A future as far as it goes: another run of the same scenario may begin with it, or take it in. The last keyframe is where it ends. */
export interface Beginning {
  readonly commands: readonly LoggedCommand[];
  readonly entries: readonly LoggedEntry[];
  readonly keyframes: readonly Keyframe[];
}

export interface Divergence {
  /** Index into both branches' entries. */
  readonly index: number;
  readonly atMs: number;
  readonly a: LoggedEntry | undefined;
  readonly b: LoggedEntry | undefined;
}

export const lastOf = ({ keyframes }: Beginning): Keyframe => {
  const last = keyframes.at(-1);
  if (!last) throw new Error("A future without a keyframe ends nowhere.");
  return last;
};

export const copyOf = (from: Beginning): Pick<OpenBranch, "commands" | "entries" | "keyframes" | "endMs"> => ({
  commands: [...from.commands],
  entries: [...from.entries],
  keyframes: [...from.keyframes],
  endMs: lastOf(from).nowMs,
});

/** The first entry at which two logs part; they are known to be the same up to the one `from`. */
export const parting = (
  left: readonly LoggedEntry[],
  right: readonly LoggedEntry[],
  from = 0,
): Divergence | undefined => {
  const length = Math.max(left.length, right.length);
  for (let index = from; index < length; index++) {
    const x = left[index];
    const y = right[index];
    if (x === y || JSON.stringify(x) === JSON.stringify(y)) continue;
    return { index, atMs: Math.min(x?.atMs ?? Infinity, y?.atMs ?? Infinity), a: x, b: y };
  }
  return undefined;
};
