import { expect, it } from "vitest";
import { globLetters, matchesGlob } from "./glob.ts";

it.each([
  ["*", "web", true],
  ["*", "", true],
  ["", "", true],
  ["w?b", "web", true],
  ["w?b", "wb", false],
  ["*.yaml", "a.yaml", true],
  ["*.yaml", "k8s/a.yaml", false],
  ["k8s/*.yaml", "k8s/a.yaml", true],
  ["a*b*c", "aXbYbZc", true],
  ["a*b*c", "aXbYbZ", false],
  ["**a", "bba", true],
  ["web", "webs", false],
])("%s on %s", (pattern, name, want) => expect(matchesGlob(globLetters(pattern), name)).toBe(want));

it("a quoted star is a letter", () => {
  expect(matchesGlob(globLetters("*", false), "a")).toBe(false);
  expect(matchesGlob(globLetters("*", false), "*")).toBe(true);
});
