// All checks of one recording against what ours did: one a command's stream, its exit status, a request, a series, a vector case.
import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "#api/meta";
import { isTranscript } from "../recording.ts";
import type {
  AnsweredVectors,
  PlayedStep,
  PlayedTranscript,
  Recording,
  Result,
  Series,
  Step,
  Transcript,
  VectorFile,
} from "../recording.ts";
import { comparable, type OutputRules } from "./outputs.ts";
import { loadsDiffer, requestsDiffer, seriesMiss, sharesAgree } from "./series.ts";

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly why?: string;
  readonly want: unknown;
  readonly got: unknown;
  /** The step or case it belongs to; absent for a series. */
  readonly index?: number;
}

/** A series fails when more of its samples than this lie outside. */
const SERIES_TOLERANCE = 0.03;

export const compare = (want: Recording, got: Result | undefined): readonly Check[] =>
  isTranscript(want)
    ? compareTranscripts(want, got as PlayedTranscript | undefined)
    : compareVectors(want, got as AnsweredVectors | undefined);

const compareVectors = (want: VectorFile, got: AnsweredVectors | undefined): readonly Check[] =>
  want.cases.map((recorded, index) => {
    const answer: JsonObject = got?.cases[index]?.got ?? {};
    const differing = Object.keys(recorded.want).filter((key) => !valuesAgree(key, recorded.want[key], answer[key]));
    const pick = (object: JsonObject): JsonObject =>
      Object.fromEntries(differing.flatMap((key) => (object[key] === undefined ? [] : [[key, object[key]]])));
    return {
      name: `#${index} ${recorded.theme ?? recorded.name ?? ""}`.trim(),
      ok: differing.length === 0,
      why: differing.join(", "),
      want: pick(recorded.want),
      got: answer["thrown"] === undefined ? pick(answer) : { thrown: answer["thrown"] },
      index,
    };
  });

const valuesAgree = (key: string, want: unknown, got: unknown): boolean =>
  key === "cores" ? sharesAgree(want as number[], got as number[] | undefined) : isDeepStrictEqual(want, got);

const compareTranscripts = (want: Transcript, got: PlayedTranscript | undefined): readonly Check[] => {
  const rules = rulesOf(want);
  const steps = want.steps.flatMap((step, index) => {
    const played = got?.steps[index];
    if (step.stdout !== undefined) return commandChecks({ step, index, played, rules });
    return step.request || step.load?.stop !== undefined ? [requestCheck(step, index, played)] : [];
  });
  return [...steps, ...Object.keys(want.series).map((name) => seriesCheck(want, name, got))];
};

const rulesOf = ({ steps, nodes }: Transcript): OutputRules => {
  const said = JSON.stringify(steps.map((s) => [s.write, s.run]));
  return { ports: new Set(said.match(/\b3[0-2]\d{3}\b/g)), nodes: nodes.map((n) => n.name) };
};

interface CommandStep {
  readonly step: Step;
  readonly index: number;
  readonly played: PlayedStep | undefined;
  readonly rules: OutputRules;
}

const commandChecks = ({ step, index, played, rules }: CommandStep): Check[] => {
  const name = `step ${index}: ${step.run}`;
  const checks: Check[] = [];
  for (const stream of ["stdout", "stderr"] as const) {
    const seen = comparable(step.run ?? "", played?.[stream] ?? "", rules);
    const runs = [step, ...(step.again ?? [])].map((run) => comparable(step.run ?? "", run[stream] ?? "", rules));
    const isSilent = [seen, ...runs].every((lines) => lines.join("") === "");
    if (stream === "stderr" && isSilent) continue;
    const ok = played?.stdout !== undefined && runs.some((lines) => isDeepStrictEqual(lines, seen));
    const want = closestTo(seen, runs).join("\n");
    checks.push({ name: `${name} (${stream})`, ok, want, got: seen.join("\n"), index });
  }
  const isRun = played?.stdout !== undefined;
  checks.push({
    name: `${name} (exit)`,
    ok: isRun && step.exit === played.exit,
    want: step.exit,
    got: played?.exit,
    index,
  });
  return checks;
};

/** Of the runs that are each as right, the one to show: with the most lines in common. */
const closestTo = (seen: readonly string[], runs: readonly (readonly string[])[]): readonly string[] => {
  const lines = new Set(seen);
  const common = (run: readonly string[]): number => run.filter((l) => lines.has(l)).length;
  return runs.reduce((best, run) => (common(run) > common(best) ? run : best), runs[0] ?? []);
};

const requestCheck = (step: Step, index: number, played: PlayedStep | undefined): Check => {
  const why = step.request ? requestsDiffer(step.got, played?.got) : loadsDiffer(step.got, played?.got);
  const name = `step ${index}: ${step.request ? step.request.url : `load ${step.load?.stop}`}`;
  return { name, ok: why === undefined, ...(why ? { why } : {}), want: step.got, got: played?.got, index };
};

const NOTHING: Series = [[0, 0]];

const seriesCheck = (want: Transcript, name: string, played: PlayedTranscript | undefined): Check => {
  const recorded = want.series[name] ?? NOTHING;
  const runs = [recorded, ...(want.seriesAgain ?? []).map((again) => again[name] ?? NOTHING)];
  const got = played?.series[name];
  const miss = Math.min(...runs.map((run) => seriesMiss(run, got, want.seconds)));
  return {
    name: `series ${name}`,
    ok: played?.series !== undefined && miss <= SERIES_TOLERANCE,
    why: `${(miss * 100).toFixed(1)} % of samples outside`,
    want: recorded,
    got,
  };
};
