// Does what a transcript says on a simulated cluster, and keeps what came of it in the recording's own form.
import type { PlayedStep, PlayedTranscript, Transcript } from "../recording.ts";
import { scenarioOf } from "./header.ts";
import { Player } from "./player.ts";
import { SeriesSampler } from "./series.ts";
import { Tracer } from "./trace.ts";

export const playTranscript = (transcript: Transcript, seed: number): PlayedTranscript => play(transcript, seed).played;

/** What was typed and printed at one step, and what happened in the cluster then; of a series, the whole session. */
export const tracePlay = (transcript: Transcript, index: number, seed: number): string => {
  const tracer = new Tracer();
  const { played, startMs } = play(transcript, seed, tracer);
  const step = played.steps[index];
  const [from, to] = step ? [step.t - 1, step.end + 1] : [-1, Infinity];
  const lines = tracer.lines
    .map(({ atMs, text }) => ({ second: (atMs - startMs) / 1000, text }))
    .filter(({ second }) => second >= from && second <= to);
  const shown = lines.map(({ second, text }) => `${second.toFixed(2).padStart(8)}  ${text}`);
  return [...(step ? [JSON.stringify(transcript.steps[index], undefined, 1), step.stdout ?? ""] : []), ...shown].join(
    "\n",
  );
};

const play = (
  transcript: Transcript,
  seed: number,
  tracer?: Tracer,
): { readonly played: PlayedTranscript; readonly startMs: number } => {
  const sampler = new SeriesSampler();
  const player = new Player(scenarioOf(transcript, seed), [sampler.component, ...(tracer ? [tracer.component] : [])]);
  sampler.begin(player.startMs);
  const steps = transcript.steps.map((step) => playStep(player, step));
  player.advance(transcript.seconds);
  const { name, seconds } = transcript;
  return { played: { kind: "transcript", name, seconds, steps, series: sampler.series }, startMs: player.startMs };
};

/** A step at which ours throws has an output too: one that agrees with nothing. */
const playStep = (player: Player, step: Transcript["steps"][number]): PlayedStep => {
  try {
    return player.play(step);
  } catch (error) {
    const thrown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      t: player.second,
      end: player.second,
      run: step.run ?? "",
      stdout: "",
      stderr: `THROWN ${thrown}\n`,
      exit: null,
    };
  }
};
