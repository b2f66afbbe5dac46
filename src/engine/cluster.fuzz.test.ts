// Random lives of random clusters: whatever happens, the invariants hold, and a run is its seed. `FUZZ_FROM=1000 FUZZ_SEEDS=500` looks further.
import { expect, it } from "vitest";
import { checkedPlay, cutPlay, makeHarderPlay, makePlay, type Play } from "./testing/fuzz.ts";

const from = Number(process.env["FUZZ_FROM"] ?? 1);
const count = Number(process.env["FUZZ_SEEDS"] ?? 10);

/** Seeds of harder lives that once failed, each with what was wrong then: what fails below, or in `npm run fuzz`, becomes a row here. */
const PAST_HARDER: readonly number[] = [];
/** The same of the lives that there were before the harder ones. */
const PAST = [
  // A word for a number of replicas, which only the hands could send: a timer stood at NaN, and with it the time of everything.
  7_300_035,
  // The master's Node went while its kubelet was stopped: the kubelet came back, and started no static pod.
  30_098,
  // A mirror was being deleted when the kubelet of its Node came back: it ended the pod that it mirrors, the control plane itself.
  40_131,
  // A pod's object went while its cut-off kubelet ended it: its room was never given back, and every further pod there OutOfmemory.
  910_199,
  // A kubelet stopped in the middle of a pod's end, and the object went: nobody went on with it, and its room was never given back.
  4_003_096,
  // A CronJob's old Job went half a second before the end, and its pod was still there. Nothing was wrong but the looking.
  3_001_335,
  // A kubelet that came back took its pods in the order of an index, which is another one after a cut: other pods found room.
  3_002_242,
  3_002_273, 3_007_681,
];
const plays: readonly (readonly [number, Play])[] = [
  ...PAST.map((seed) => [seed, makePlay(seed)] as const),
  ...PAST_HARDER.map((seed) => [seed, makeHarderPlay(seed)] as const),
  ...Array.from({ length: count }, (_, i) => [from + i, makeHarderPlay(from + i)] as const),
];

it.each(plays)("seed %i keeps what must be kept", (_, play) => {
  expect(checkedPlay(play).violations).toEqual([]);
});

it.each(plays)("seed %i is the same run again, and when it is cut", (seed, play) => {
  const whole = cutPlay(play, []);
  expect(cutPlay(play, [])).toEqual(whole);
  const cuts = [0.11, 0.37, 0.52, 0.53].map((part) => Math.round(play.restMs * part) + (seed % 97));
  expect(cutPlay(play, [...cuts, play.restMs + 1])).toEqual(whole);
});
