// What all surfaces of a shell share.
import { applicationsOf, type Sim } from "#engine";
import { rarePart } from "../rare-parts.ts";
import type { DiskParts } from "./disk.ts";
import type { Jobs } from "./jobs.ts";
import type { Program } from "./program.ts";
import { podPlaceOf } from "./pod-host.ts";
import { rootOf, type Rows, type TerminalRow } from "./terminals.ts";

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

/** A shell on another machine, or in a container with its environment. */
export const shellOn = (sim: Sim, id: string, host: string): TerminalRow => {
  const row = rootOf(id, host);
  const place = podPlaceOf(host);
  if (!place) return row;
  const env = applicationsOf(sim).get(place.id)?.env ?? {};
  const exported = ["HOSTNAME", ...Object.keys(env).filter((name) => name !== "HOSTNAME")];
  return { ...row, variables: { ...row.variables, ...env, 0: "sh" }, exported };
};
