import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { humanDuration, parseDuration, shortHumanDuration } from "./duration.ts";

const { cases }: { cases: { in: { ms: number }; want: { human: string; shortHuman: string } }[] } = JSON.parse(
  readFileSync("e2e/conformance/recordings/vectors/duration.json", "utf8"),
);

describe("recorded durations", () => {
  it.each(cases)("$in.ms ms is $want.human", (row) => {
    expect({ human: humanDuration(row.in.ms), shortHuman: shortHumanDuration(row.in.ms) }).toEqual(row.want);
  });
});

describe("parseDuration", () => {
  it.each([
    ["1h30m", 5_400_000],
    ["1.5s", 1500],
    [".5m", 30_000],
    ["-2ms", -2],
    ["+0", 0],
    ["1µs", 0.001],
  ])("%s is %d ms", (text, ms) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: ms });
  });

  it.each([
    ["", 'time: invalid duration ""'],
    ["5", 'time: missing unit in duration "5"'],
    ["5x", 'time: unknown unit "x" in duration "5x"'],
    ["m", 'time: invalid duration "m"'],
    ["1s.", 'time: invalid duration "1s."'],
  ])("%s: %s", (text, error) => {
    expect(parseDuration(text)).toEqual({ ok: false, error });
  });
});
