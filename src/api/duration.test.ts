import { describe, expect, it } from "vitest";
import { answerDuration } from "../../e2e/conformance/kinds/duration.ts";
import { recorded } from "../../e2e/conformance/kinds/recorded.ts";
import { parseDuration } from "./duration.ts";

describe("recorded durations", () => {
  it.each(recorded<{ ms: number }>("duration"))("$in.ms ms", (row) => {
    expect(answerDuration(row.in)).toEqual(row.want);
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
