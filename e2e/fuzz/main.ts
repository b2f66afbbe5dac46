// npm run fuzz [-- --seeds N] [--from N]: random lives of random clusters, each with its invariants looked at after every step, and again
//   cut at random points, going on from a snapshot that was text in between: the same log, or it is a failure.
// npm run fuzz -- --runs N [--from N]: the same lives without looking: each twice, and once cut and restored at a random point.
// npm run fuzz -- --lines N [--from N]: N random command lines instead, a hundred to each cluster (lines.ts).
// Prints the seeds that failed; a failing seed becomes a named row of PAST_HARDER in src/engine/cluster.fuzz.test.ts.
import { useParts } from "#app/session/parts";
import { LINES_A_SEED, linesOf, problemsOf as problemsOfLines } from "./lines.ts";
import { Dice } from "../../src/engine/testing/dice.ts";
import { checkedPlay, cutPlay, makeHarderPlay, type Outcome } from "../../src/engine/testing/fuzz.ts";

useParts();

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};

const from = option("from", 1);
const lines = option("lines", 0);
const runs = option("runs", 0);
const count = lines > 0 ? Math.ceil(lines / LINES_A_SEED) : runs > 0 ? runs : option("seeds", 50);
const CUTS = [0.11, 0.37, 0.52, 0.53];
/** So often somebody who watches hears how far it is. */
const TELL_EVERY = 100;

const difference = (a: Outcome, b: Outcome, what: string): readonly string[] =>
  a.logHash === b.logHash && a.logLength === b.logLength ? [] : [what];

/** Watched step by step and cut in five places it is one log: what makes either of them differ is found. */
const problemsOfLife = (seed: number): readonly string[] => {
  const play = makeHarderPlay(seed);
  const checked = checkedPlay(play);
  if (checked.violations.length > 0) return checked.violations;
  const cuts = CUTS.map((part) => Math.round(play.restMs * part) + (seed % 97));
  const cut = cutPlay(play, [...cuts, play.restMs + 1]);
  return difference(checked, cut, "cut and restored, it is another run");
};

const problemsOfRun = (seed: number): readonly string[] => {
  const play = makeHarderPlay(seed);
  const whole = cutPlay(play, []);
  const cutMs = new Dice(seed * 31 + 7).int(play.endMs);
  return [
    ...difference(whole, cutPlay(play, []), "once more, it is another run"),
    ...difference(whole, cutPlay(play, [cutMs]), `cut and restored at ${cutMs} ms, it is another run`),
  ];
};

const problemsOf = (seed: number): readonly string[] => {
  if (lines > 0) return problemsOfLines(linesOf(seed));
  return runs > 0 ? problemsOfRun(seed) : problemsOfLife(seed);
};

let passed = 0;
let failed = 0;
const started = process.cpuUsage();
const told = (): string => {
  const { user, system } = process.cpuUsage(started);
  const perSecond = (passed + failed) / ((user + system) / 1e6);
  return `${passed} passed, ${failed} failed, ${perSecond.toFixed(2)} seeds a CPU second`;
};

for (let seed = from; seed < from + count; seed++) {
  let problems: readonly string[];
  try {
    problems = problemsOf(seed);
  } catch (error) {
    problems = [error instanceof Error ? error.message : String(error)];
  }
  if (problems.length === 0) passed++;
  else {
    failed++;
    console.log(`seed ${seed}:\n  ${problems.slice(0, 5).join("\n  ")}`);
  }
  if ((passed + failed) % TELL_EVERY === 0) console.log(told());
}
console.log(told());
process.exitCode = failed > 0 ? 1 : 0;
