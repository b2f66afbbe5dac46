import { describe, expect, it } from "vitest";
import type { Check } from "./compare/compare.ts";
import { judge, readKnown, type KnownDifference } from "./known.ts";

const check = (name: string, ok: boolean): Check => ({ name, ok, want: 1, got: ok ? 1 : 2 });
const row = (name: string): KnownDifference => ({ file: "job", check: name, reason: "chance" });

const cases: { name: string; checks: Check[]; known: KnownDifference[]; want: [number, number, number, number] }[] = [
  { name: "counts what passes", checks: [check("a", true)], known: [], want: [1, 0, 0, 0] },
  { name: "counts what fails", checks: [check("a", false)], known: [row("b")], want: [0, 1, 0, 1] },
  { name: "excuses what is listed", checks: [check("a", false)], known: [row("a")], want: [0, 0, 1, 0] },
  {
    name: "does not let the list stand when it passes",
    checks: [check("a", true)],
    known: [row("a")],
    want: [1, 0, 0, 1],
  },
  { name: "does not let the list name what is not", checks: [], known: [row("a")], want: [0, 0, 0, 1] },
];

describe("the list of known differences", () => {
  it.each(cases)("$name", ({ checks, known, want }) => {
    const { passed, failed, excused, stale } = judge(checks, known);
    expect([passed.length, failed.length, excused.length, stale.length]).toEqual(want);
  });

  it("gives each check once, with a reason", () => {
    const rows = readKnown(process.cwd());
    expect(new Set(rows.map((r) => `${r.file} ${r.check}`)).size).toBe(rows.length);
    expect(rows.filter((r) => r.reason.length < 20)).toEqual([]);
  });
});
