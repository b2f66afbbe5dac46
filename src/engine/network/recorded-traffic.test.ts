// What clients of a real cluster saw, seen again: recordings of requests and loads, over several seeds.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { playTraffic, type Recording } from "./recorded-traffic.ts";

const FOLDER = new URL("../../../e2e/conformance/recordings/transcripts/", import.meta.url);
const read = (name: string): Recording =>
  JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")) as Recording;

/** Of a load each outcome has its share within so many points: five, as the recordings' own judge has it, but for what was chance. */
const SESSIONS: readonly { readonly name: string; readonly points: number }[] = [
  { name: "bad-image", points: 5 },
  { name: "case02-oom", points: 5 },
  // The node was given up 41 s after its power went, of the 40 to 55 s that it may take: 14 s of 88 are chance.
  { name: "case05-one-node-dies", points: 16 },
  { name: "case06-rollout-stuck", points: 5 },
  { name: "case07-node-ports", points: 5 },
  { name: "case09-liveness-404", points: 5 },
  // Some tenths of a second from the image to the running container, of 48 requests in all.
  { name: "case10-no-readiness", points: 8 },
  // Not ready for 12 or 14 of 33 s: the probe's ticks, two seconds apart, begin anew when readiness is lost, 11.0 to 13.0 s before it may come back.
  { name: "case10-readiness-lost", points: 7 },
  { name: "host-port-and-spread", points: 5 },
  // The three old pods got their signal 0.7 s late, one after another, and kept the new ones waiting: 46 requests in all.
  { name: "recreate", points: 18 },
  { name: "rolling-update", points: 5 },
  { name: "service-kinds", points: 5 },
];

/** A request's outcomes are equal in kind. */
const differenceOf = (want: Counts, got: Counts, loadPoints: number | null): string | null => {
  if (loadPoints === null) {
    const kinds = (counts: Counts): string => Object.keys(counts).toSorted().join(" ");
    return kinds(want) === kinds(got) ? null : `${kinds(want)} / ${kinds(got)}`;
  }
  const [w, g] = [sum(want), sum(got)];
  if (Math.abs(w - g) > 0.1 * w + 2) return `${w} / ${g} requests`;
  for (const outcome of new Set([...Object.keys(want), ...Object.keys(got)])) {
    const [a, b] = [(want[outcome] ?? 0) / w, (got[outcome] ?? 0) / g];
    if (Math.abs(a - b) > loadPoints / 100) return `${outcome}: ${a.toFixed(3)} / ${b.toFixed(3)}`;
  }
  return null;
};
type Counts = { readonly [outcome: string]: number };
const sum = (counts: Counts): number => Object.values(counts).reduce((total, n) => total + n, 0);

describe.each(SESSIONS)("$name", ({ name, points }) => {
  it.each([1, 2, 3, 4])("with seed %i", (seed) => {
    const differences = playTraffic(read(name), seed).flatMap(({ step, got }) => {
      const why = differenceOf(step.got ?? {}, got, step.load ? points : null);
      return why === null ? [] : [`at ${step.t}: ${why}, got ${JSON.stringify(got)}`];
    });
    expect(differences).toEqual([]);
  });
});
