// What all surfaces of a shell share.
import { rarePart } from "../rare-parts.ts";
import type { DiskParts } from "./disk.ts";
import type { Jobs } from "./jobs.ts";
import type { Program } from "./program.ts";
import type { Rows, TerminalRow } from "./terminals.ts";

export interface SurfaceParts extends DiskParts {
  readonly rows: Rows;
  readonly jobs: Jobs;
  /** Of the learner's own machine. */
  readonly programs: ReadonlyMap<string, Program>;
}

/** What can be run on a machine. */
export const programsOn = (parts: SurfaceParts, host: string | undefined): ReadonlyMap<string, Program> =>
  host === undefined ? parts.programs : rarePart("host").programs(parts.sim, host, parts.programs);

export interface Inner {
  readonly captured: Captured;
  readonly depth: number;
  /** It runs on another machine, as `ssh HOST COMMAND` has it. */
  readonly host?: string;
  /** It knows only this, and what it sets is its own: `sh -c`. */
  readonly scope?: TerminalRow;
}

export interface Captured {
  stdout: string;
  stderr: string;
}
