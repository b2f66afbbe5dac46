// Series and counts of requests: how far they may lie apart, as recordings/compare.mjs has it.
import { isDeepStrictEqual } from "node:util";
import type { Outcomes, Series } from "../recording.ts";

const valueAt = (steps: Series | undefined, second: number): number => {
  let value = 0;
  for (const [s, v] of steps ?? []) {
    if (s > second) break;
    value = v;
  }
  return value;
};

/** The share of half-second samples at which `got` is none of what `want` was within 2 s (or 5 % of the time so far). */
export const seriesMiss = (want: Series, got: Series | undefined, seconds: number): number => {
  let missed = 0;
  let samples = 0;
  for (let t = 0; t <= seconds; t += 0.5) {
    const [from, to] = [t - Math.max(2, t * 0.05), t + Math.max(2, t * 0.05)];
    const near = [valueAt(want, from), valueAt(want, to)];
    for (const [s, v] of want) if (s >= from && s <= to) near.push(v);
    const value = valueAt(got, t);
    if (value < Math.min(...near) || value > Math.max(...near)) missed++;
    samples++;
  }
  return missed / samples;
};

/** Whether a packet into the void ends in a timeout or in "no route" is a matter of the moment: one outcome. */
const merged = ({ unreachable = 0, ...rest }: Outcomes = {}): Outcomes =>
  unreachable > 0 ? { ...rest, timeout: (rest["timeout"] ?? 0) + unreachable } : rest;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Requests one by one: the same outcomes, however many of each. */
export const requestsDiffer = (want: Outcomes | undefined, got: Outcomes | undefined): string | undefined =>
  isDeepStrictEqual(Object.keys(merged(want)).toSorted(), Object.keys(merged(got)).toSorted()) ? undefined : "outcomes";

/** A load: as many requests, within a tenth, and each outcome's share within 5 points. */
export const loadsDiffer = (wanted: Outcomes | undefined, gotten: Outcomes | undefined): string | undefined => {
  const [want, got] = [merged(wanted), merged(gotten)];
  const [w, g] = [sum(Object.values(want)), sum(Object.values(got))];
  if (Math.abs(w - g) > 0.1 * w + 2) return `number of requests: ${w} and ${g}`;
  for (const outcome of new Set([...Object.keys(want), ...Object.keys(got)])) {
    const [a, b] = [(want[outcome] ?? 0) / w, (got[outcome] ?? 0) / g];
    if (Math.abs(a - b) > 0.05) return `share of ${outcome}: ${percent(a)} and ${percent(b)}`;
  }
  return undefined;
};

/** What pods got of a processor, as shares of what they got together, within 8 points. */
export const sharesAgree = (want: readonly number[], got: readonly number[] | undefined): boolean => {
  if (got?.length !== want.length) return false;
  return want.every((w, i) => Math.abs(w / sum(want) - (got[i] ?? Number.NaN) / sum(got)) <= 0.08);
};
