import { expect, test } from "vitest";
import { thrownText } from "./thrown-text.ts";

test.each([
  ["Chromium", "Error: no row\n    at read (a.js:1:2)", "Error: no row\n    at read (a.js:1:2)"],
  ["Firefox", "read@http://host/a.js:1:2\n", "no row\nread@http://host/a.js:1:2\n"],
  ["Safari", "read@http://host/a.js:1:2", "no row\nread@http://host/a.js:1:2"],
  ["no stack", undefined, "no row\n"],
])("what was thrown is said with its message: %s", (_, stack, text) => {
  expect(thrownText({ message: "no row", stack })).toBe(text);
});
