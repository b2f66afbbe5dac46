// How the shell and the programs of a container complain: dash and GNU's, or busybox' own.
import { applicationsOf, type Sim } from "#engine";
import type { PipelineHost } from "./pipeline.ts";
import { podPlaceOf } from "./pod-host.ts";

/** dash's words for what bash says; `NAME` stands for what it is about. */
const DASH: readonly (readonly [bash: RegExp, dash: string])[] = [
  [/^bash: (?:line 1: )?/, "sh: 1: "],
  [/^sh: 1: syntax error: unexpected end of file$/m, "sh: 1: Syntax error: end of file unexpected"],
  [/^sh: 1: syntax error near unexpected token `(.*)'$/m, 'sh: 1: Syntax error: "$1" unexpected'],
  [/^sh: 1: unexpected EOF while looking for matching .*$/m, "sh: 1: Syntax error: Unterminated quoted string"],
  [/^(sh: 1: \w+): unbound variable$/m, "$1: parameter not set"],
  [/^(sh: 1: \w+): parameter null or not set$/m, "$1: parameter not set or null"],
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
  [/^cat: (.*): Is a directory$/gm, "cat: read error: Is a directory"],
  [/^cat: ([^']+): No such file or directory$/gm, "cat: can't open '$1': No such file or directory"],
  [/^ls: cannot access '(.*)': /gm, "ls: $1: "],
  [/^rm: cannot remove '/gm, "rm: can't remove '"],
  [/^touch: cannot touch '(.*)': /gm, "touch: $1: "],
];

const ASH_IMAGES = /(?:^|\/)(?:busybox|alpine|curl)(?:[:@]|$)/;

/** Its shell and its programs are busybox'. */
export const isAsh = (sim: Sim, containerId: string | undefined): boolean =>
  containerId !== undefined && ASH_IMAGES.test(applicationsOf(sim).get(containerId)?.image ?? "");

const inWords = (table: typeof DASH, text: string): string =>
  table.reduce((said, [from, to]) => said.replace(from, to), text);

/** What is complained of (twice at most, by a shell in another), as the shell of the place says it: on machines bash, in a container dash or ash. */
export const inVoiceOf = (sim: Sim, host: string | undefined, text: string): string => {
  const place = podPlaceOf(host);
  return place ? inWords(isAsh(sim, place.id) ? [...DASH, ...ASH] : DASH, text) : text;
};

/** What GNU's program answered, as busybox' own does: its `ls` fails by 1. */
export const asBusybox = (name: string, stderr: string, exit: number): { stderr: string; exit: number } => ({
  stderr: inWords(ASH, stderr),
  exit: name === "ls" ? Math.min(exit, 1) : exit,
});

/** What bash and dash have in themselves, beside what is simulated of them. */
const NOT_SIMULATED: ReadonlySet<string> = new Set(
  "trap declare typeset readonly getopts ulimit umask shopt exec mapfile readarray pushd popd dirs builtin compgen complete bind enable hash times".split(
    " ",
  ),
);

/** Who complains: bash, or in a container dash. */
export const voiceOf = (host: string | undefined, isLine: boolean): Pick<PipelineHost, "voice" | "notFound"> => {
  const isPod = podPlaceOf(host) !== undefined;
  const voice = isPod ? "sh: 1" : isLine ? "bash: line 1" : "bash";
  const why = (name: string): string =>
    NOT_SIMULATED.has(name) ? "is in the shell itself, and not simulated here" : `${isPod ? "" : "command "}not found`;
  return { voice, notFound: (name) => `${voice}: ${name}: ${why(name)}` };
};
