import { expect, it } from "vitest";
import { isTooDeep } from "./yaml-depth.ts";

const deep = (n: number): readonly (readonly [string, string])[] => [
  ["maps in braces", `${'{"a":'.repeat(n)}1${"}".repeat(n)}`],
  ["maps over several lines", `${'{"a":\n'.repeat(n)}1${"}".repeat(n)}`],
  ["lists", `${"[".repeat(n)}1${"]".repeat(n)}`],
  ["blocks", Array.from({ length: n }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
  ["lists in one line", `${"- ".repeat(n - 1)}a`],
];

it.each(deep(301))("%s: 301 levels are too many", (_, text) => expect(isTooDeep(text)).toBe(true));
it.each(deep(300))("%s: 300 are not", (_, text) => expect(isTooDeep(text)).toBe(false));

it("what lies side by side is not deep", () => {
  expect(isTooDeep("- [a, {b: c}]\n".repeat(5000))).toBe(false);
  expect(isTooDeep("a:\n  - b:\n      - c\n".repeat(5000))).toBe(false);
  expect(isTooDeep(`# ${"[".repeat(1000)}`)).toBe(false);
});
