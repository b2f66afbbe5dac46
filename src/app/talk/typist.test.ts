import { expect, it } from "vitest";
import { keystrokes } from "./typist.ts";

it("types what is new and keeps what both have in common", () => {
  expect(keystrokes("image: a:1.0", "image: a:1.1")).toEqual(["image: a:1.", "image: a:1.1"]);
  expect(keystrokes("a: 1\n", "a: 1\nb: 2\n")).toEqual(["a: 1\nb\n", "a: 1\nb:\n", "a: 1\nb: 2\n"]);
  expect(keystrokes("  res:", "  ok\n  res:")).toEqual(["  o\n  res:", "  ok\n  res:"]);
});

it("takes away what is gone from its end", () => {
  expect(keystrokes("abc", "a")).toEqual(["ab", "a"]);
  expect(keystrokes("same", "same")).toEqual([]);
});
