// All futures of a run, as they travel: what each has in common with the present one is said by a number.
import * as v from "valibot";
import type { BranchesRecord, LoggedCommand } from "#engine";
import type { SessionFile } from "../session/session.ts";
import {
  count,
  fullCommands,
  name,
  time,
  wireCommands,
  wireCommandsSchema,
  type WireCommands,
} from "./wire-commands.ts";

export const wireFuturesSchema = v.object({
  /** The place of the present one. */
  at: count,
  all: v.pipe(
    v.array(
      v.object({
        ...wireCommandsSchema.entries,
        parent: v.exactOptional(count),
        fork: time,
        name,
        /** So many commands are those of the present one. */
        same: count,
        end: time,
      }),
    ),
    v.maxLength(100),
  ),
});
type WireFutures = v.InferOutput<typeof wireFuturesSchema>;

interface Present {
  readonly commands: readonly LoggedCommand[];
}

export const wireFutures = (
  { commands: present }: Present,
  { branches, current }: BranchesRecord,
  files: readonly SessionFile[],
): WireFutures => ({
  at: current,
  all: branches.map(({ parent, forkMs, name: called, commands, endMs }) => {
    const same = countAlike(present, commands);
    const { commands: all, scripted } = wireCommands(commands, files);
    return {
      ...(parent === undefined ? {} : { parent }),
      fork: forkMs,
      name: called,
      same,
      commands: all.slice(same),
      ...(scripted ? { scripted } : {}),
      end: endMs,
    };
  }),
});

const countAlike = (a: readonly LoggedCommand[], b: readonly LoggedCommand[]): number => {
  const differs = b.findIndex((command, i) => JSON.stringify(command) !== JSON.stringify(a[i]));
  return differs < 0 ? b.length : differs;
};

/** Throws where a future leaves one that does not come before it, or a moment that that one never saw. */
export const fullFutures = (
  { commands: present }: WireCommands,
  { at, all }: WireFutures,
  files: readonly SessionFile[],
): BranchesRecord => {
  if (at >= all.length) throw new RangeError("no such future");
  return {
    current: at,
    branches: all.map(({ parent, fork, name: called, same, commands, scripted, end }, id) => {
      const left = parent === undefined ? undefined : all[parent];
      if (parent !== undefined && (parent >= id || left === undefined || fork > left.end)) {
        throw new RangeError("a future out of nothing");
      }
      const wire = { commands: [...present.slice(0, same), ...commands], ...(scripted ? { scripted } : {}) };
      return {
        ...(parent === undefined ? {} : { parent }),
        forkMs: fork,
        name: called,
        commands: fullCommands(wire, files),
        endMs: end,
      };
    }),
  };
};
