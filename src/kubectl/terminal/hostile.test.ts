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
  ["stern '(a+)+b'", "a repetition within a repetition is not understood here"],
])("%s is refused", (line, message) => {
  const t = terminal();
  expect(t.type(line)).toContain(message);
  expect(t.type("echo still here")).toContain("still here");
});

test("a name with many stars is looked for once", () => {
  const t = terminal();
  const name = "a".repeat(63);
  t.type(`echo > ${name}; kubectl create deploy ${name.slice(0, 40)} --image=demo/web:1.0`);
  const stars = `${"*a".repeat(20)}b*`;
  expect(t.type(`ls ${stars}`)).toContain("No such file");
  expect(t.type(`kubectl set image deploy/${name.slice(0, 40)} '${stars}=demo/web:2'`)).toContain("unable to find");
});

test.each([
  ["echo web-1 | grep -E '(web|db)-[0-9]+'", "web-1"],
  ["echo web-1 web | awk '/we+b/ {print $2}'", "web"],
])("%s works as ever", (line, output) => {
  expect(terminal().type(line)).toContain(output);
});
