// Our comparison holds what the judge's script holds: over what we really did, over the recordings themselves, and over both after
// small random changes.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findRecordings } from "../files.ts";
import { isTranscript, type Recording, type Result, type Transcript } from "../recording.ts";
import { answerVectors } from "../vectors.ts";
import { compare } from "./compare.ts";
import { comparable } from "./outputs.ts";

interface Judge {
  checks(want: Recording, got: Result | undefined): Iterable<{ name: string; ok: boolean }>;
  comparable(command: string, text: string, rules?: { ports?: Set<string>; nodes?: string[] }): string[];
}

const FOLDER = "e2e/conformance/recordings";
const JUDGE: string = "../recordings/compare.mjs";
const judge = (await import(JUDGE)) as Judge;
const files = findRecordings(FOLDER);

/** The recording itself as if ours had done it. */
const asResult = (recording: Recording): Result =>
  isTranscript(recording) ? recording : { kind: recording.kind, cases: recording.cases.map((c) => ({ got: c.want })) };

/** A small generator of our own (mulberry32): the same changes at each run. */
const randomFrom = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

/** Changes some texts, numbers and lists below `value`, each with the chance `rate`. */
const mutated = (value: unknown, rate: number, random: () => number): unknown => {
  if (Array.isArray(value)) {
    const kept = random() < rate ? value.slice(1) : value;
    return kept.map((item: unknown) => mutated(item, rate, random));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, mutated(v, rate, random)]));
  }
  if (random() >= rate) return value;
  if (typeof value === "number") return value + Math.round(random() * 4 - 2);
  if (typeof value !== "string") return value;
  const lines = value.split("\n");
  const at = Math.floor(random() * lines.length);
  const changes: readonly (() => void)[] = [
    () => void lines.splice(at, 1),
    () => void lines.splice(at, 0, lines[at] ?? ""),
    () => void lines.push(lines.shift() ?? ""),
    () => void (lines[at] = `${lines[at]}   extra 12s 30123 10.244.1.9 worker-1 -x9zq4`),
    () => void (lines[at] = (lines[at] ?? "").replaceAll(/\d/g, "7")),
  ];
  changes[Math.floor(random() * changes.length)]?.();
  return lines.join("\n");
};

const verdicts = (checks: Iterable<{ name: string; ok: boolean }>): string[] =>
  [...checks].map(({ name, ok }) => `${ok ? "pass" : "FAIL"} ${name}`);

/** Both verdicts, side by side. */
const bothOn = (recording: Recording, result: Result | undefined): { ours: string[]; theirs: string[] } => ({
  ours: verdicts(compare(recording, result)),
  theirs: verdicts(judge.checks(recording, result)),
});

describe("the same verdicts as compare.mjs", () => {
  it.each(files)("$name", (file) => {
    const recording = file.read();
    const result = asResult(recording);
    const changed = [0.003, 0.02, 0.2].map((rate, i) => mutated(result, rate, randomFrom(i + 1)) as Result);
    for (const answer of [undefined, result, ...changed]) {
      const { ours, theirs } = bothOn(recording, answer);
      expect(ours).toEqual(theirs);
    }
  });

  it("of what our engine answers", () => {
    for (const name of ["quantity", "cpu-shares", "scheduler-queue", "cron"]) {
      const recording = JSON.parse(readFileSync(`${FOLDER}/vectors/${name}.json`, "utf8")) as Recording;
      if (isTranscript(recording)) throw new Error(`${name} is no file of vectors`);
      const { ours, theirs } = bothOn(recording, answerVectors(recording));
      expect(ours).toEqual(theirs);
    }
  });
});

describe("the same lines as compare.mjs", () => {
  const transcripts = files.map((f) => f.read()).filter((r): r is Transcript => isTranscript(r));
  const commands = transcripts.flatMap((t) => t.steps.flatMap((s) => (s.run === undefined ? [] : [s.run])));
  const texts = transcripts
    .flatMap((t) => t.steps.flatMap((s) => (s.stdout ? [s.stdout] : [])))
    .filter((_, i) => i % 9 === 0);
  const rules = { ports: new Set(["30080", "30100"]), nodes: ["master", "worker-1", "worker-2", "worker-3"] };

  it.each([...new Set(commands)].filter((_, i) => i % 5 === 0).map((command) => ({ command })))(
    "$command",
    ({ command }) => {
      for (const text of texts) {
        expect(comparable(command, text, rules)).toEqual(judge.comparable(command, text, rules));
        expect(comparable(command, text)).toEqual(judge.comparable(command, text));
      }
    },
  );
});
