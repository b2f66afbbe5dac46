import { expect, it } from "vitest";
import { unifiedDiff } from "./unified-diff.ts";

const lines = (...all: readonly (string | number)[]): string => all.map((line) => `${line}\n`).join("");

it("prints nothing of equal texts", () => {
  expect(unifiedDiff("a\nb\n", "a\nb\n")).toBe("");
});

it("shows three lines around a change", () => {
  expect(unifiedDiff(lines(1, 2, 3, 4, 5, 6, 7, 8, 9), lines(1, 2, 3, 4, "x", 6, 7, 8, 9))).toBe(
    "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n",
  );
});

it("begins with line zero where there was no text", () => {
  expect(unifiedDiff("", "a\nb\n")).toBe("@@ -0,0 +1,2 @@\n+a\n+b\n");
});

it("writes a range of one line without its length", () => {
  expect(unifiedDiff("a\n", "b\n")).toBe("@@ -1 +1 @@\n-a\n+b\n");
});

it("joins changes that are near, and parts those that are not", () => {
  const before = Array.from({ length: 20 }, (_, at) => at);
  const near = unifiedDiff(lines(...before), lines(...before.filter((line) => line !== 3 && line !== 9)));
  const far = unifiedDiff(lines(...before), lines(...before.filter((line) => line !== 3 && line !== 15)));
  expect([near.match(/@@ -/g)?.length, far.match(/@@ -/g)?.length]).toEqual([1, 2]);
});
