// What would make the page stand still: it is refused in the terminal's words, and the next command works.
import { expect, test } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../testing/console.ts";

const terminal = () => openConsole(makeScenario());

test("a variable that is doubled without end stops at the memory there is", () => {
  const t = terminal();
  t.type("x=0123456789");
  expect(t.type("for i in $(seq 60); do x=$x$x; done")).toContain("bash: xrealloc: cannot allocate");
  expect(t.type("echo still here")).toContain("still here");
});

test.each([
  ["echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac | grep -E '(a+)+b'", "grep: a repetition within a repetition"],
  ["echo aaa | grep -E '(a'", "grep: Invalid regular expression"],
  ["echo aaa | awk '/(/ {print $1}'", "awk: Invalid regular expression"],
  ["echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac | awk '/(a*)*b/ {print $1}'", "awk: a repetition within a repetition"],
])("%s is refused", (line, message) => {
  const t = terminal();
  expect(t.type(line)).toContain(message);
  expect(t.type("echo still here")).toContain("still here");
});

test.each([
  ["echo web-1 | grep -E '(web|db)-[0-9]+'", "web-1"],
  ["echo web-1 web | awk '/we+b/ {print $2}'", "web"],
])("%s works as ever", (line, output) => {
  expect(terminal().type(line)).toContain(output);
});
