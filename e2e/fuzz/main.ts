// npm run fuzz -- --lines N [--from N]: N random command lines instead, a hundred to each cluster (lines.ts).
// npm run fuzz [-- --seeds N] [--from N]: random lives of random clusters, each with its invariants, again, and cut at random points.
// Prints the seeds that failed; a failing seed becomes a named row of src/engine/cluster.fuzz.test.ts.
import { LINES_A_SEED, linesOf, problemsOf as problemsOfLines } from "./lines.ts";
import { checkedPlay, cutPlay, makePlay } from "../../src/engine/testing/fuzz.ts";

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};

const from = option("from", 1);
const lines = option("lines", 0);
const count = lines > 0 ? Math.ceil(lines / LINES_A_SEED) : option("seeds", 50);
const CUTS = [0.11, 0.37, 0.52, 0.53];
const started = process.hrtime.bigint();
let passed = 0;
let failed = 0;

const problemsOf = (seed: number): readonly string[] => {
  const play = makePlay(seed);
  const { violations } = checkedPlay(play);
  const whole = cutPlay(play, []);
  const cuts = CUTS.map((part) => Math.round(play.restMs * part) + (seed % 97));
  const cut = cutPlay(play, [...cuts, play.restMs + 1]);
  const isSame = cut.logHash === whole.logHash && cut.logLength === whole.logLength;
  return [...violations.map(String), ...(isSame ? [] : ["cut and restored, it is another run"])];
};

for (let seed = from; seed < from + count; seed++) {
  let problems: readonly string[];
  try {
    problems = lines > 0 ? problemsOfLines(linesOf(seed)) : problemsOf(seed);
  } catch (error) {
    problems = [error instanceof Error ? error.message : String(error)];
  }
  if (problems.length === 0) passed++;
  else {
    failed++;
    console.log(`seed ${seed}:\n  ${problems.slice(0, 5).join("\n  ")}`);
  }
}
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
console.log(`${(count / seconds).toFixed(2)} seeds a second`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
