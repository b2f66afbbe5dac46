// What all surfaces of a shell share.
import { applicationsOf, type Sim } from "#engine";
import { rarePart } from "../rare-parts.ts";
import type { DiskParts } from "./disk.ts";
import type { Jobs } from "./jobs.ts";
import type { PipelineHost } from "./pipeline.ts";
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

/** dash's words for what bash says; `NAME` stands for what it is about. */
const DASH: readonly (readonly [bash: RegExp, dash: string])[] = [
  [/^bash: (?:line 1: )?/, "sh: 1: "],
  [/^sh: 1: syntax error: unexpected end of file$/m, "sh: 1: Syntax error: end of file unexpected"],
  [/^sh: 1: syntax error near unexpected token `(.*)'$/m, 'sh: 1: Syntax error: "$1" unexpected'],
  [/^sh: 1: unexpected EOF while looking for matching .*$/m, "sh: 1: Syntax error: Unterminated quoted string"],
  [/^sh: 1: .+: bad substitution$/m, "sh: 1: Bad substitution"],
];

/** busybox' ash counts no lines, and its programs speak otherwise. */
const ASH: readonly (readonly [dash: RegExp, ash: string])[] = [
  [/^sh: 1: Syntax error: end of file unexpected/, "sh: syntax error: unexpected end of file"],
  [/^sh: 1: Syntax error: Unterminated/, "sh: syntax error: unterminated"],
  [/^sh: 1: Syntax error: (".*") unexpected/, "sh: syntax error: unexpected $1"],
  [/^sh: 1: Bad substitution/, "sh: syntax error: bad substitution"],
  [/^(sh: )1: (cd: can't cd to .*)$/m, "$1$2: No such file or directory"],
  [/^sh: 1: /, "sh: "],
  [/^cat: ([^']+): No such file or directory$/m, "cat: can't open '$1': No such file or directory"],
  [/^ls: cannot access '(.*)': /, "ls: $1: "],
];

const ASH_IMAGES = /(?:^|\/)(?:busybox|alpine|curl)(?:[:@]|$)/;

/** What is complained of (twice at most, by a shell in another), as the shell of the place says it: on machines bash, in a container dash or ash. */
export const inVoiceOf = (sim: Sim, host: string | undefined, text: string): string => {
  const place = podPlaceOf(host);
  if (!place) return text;
  const isAsh = ASH_IMAGES.test(applicationsOf(sim).get(place.id)?.image ?? "");
  return [...DASH, ...(isAsh ? ASH : [])].reduce((said, [from, to]) => said.replace(from, to), text);
};

/** Who complains: bash, or in a container dash. */
export const voiceOf = (host: string | undefined, isLine: boolean): Pick<PipelineHost, "voice" | "notFound"> => {
  const isPod = podPlaceOf(host) !== undefined;
  const voice = isPod ? "sh: 1" : isLine ? "bash: line 1" : "bash";
  return { voice, notFound: (name) => `${voice}: ${name}: ${isPod ? "" : "command "}not found` };
};
