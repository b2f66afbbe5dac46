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

test("a loop that prints without a pause goes on slowly, and is stopped in the end", () => {
  const t = terminal();
  const first = t.type(`while true; do echo ${"0123456789".repeat(20)}; done`).length;
  expect(first).toBeLessThan(150_000);
  expect(t.pass(2000).length).toBeLessThan(450_000);
  const all = t.pass(60_000);
  expect(all.length).toBeLessThan(1_200_000);
  expect(all).toMatch(/bash: stopped: a loop has printed 1 MB without a pause; put a sleep into it\n$/);
  expect(t.type("echo $?; echo still here")).toBe("2\nstill here\n");
});

test("one that prints much at once stops at the end of its breath", () => {
  const t = terminal();
  expect(t.type("for i in {1..1000}; do seq 10000; done").length).toBeLessThan(200_000);
  expect(t.interrupt()).toBe("^C\n");
  expect(t.type("x=$(while true; do seq 1000; done)") + t.pass(600_000)).toMatch(/stopped: a loop has printed 1 MB/);
});

test("one that waits in between is nobody's flood", () => {
  const t = terminal();
  t.type("until kubectl get cm a -o name 2>/dev/null; do sleep 1; done");
  expect(t.pass(120_000)).toBe("");
  expect(t.interrupt()).toBe("^C\n");
});

test("a file that is doubled without end stops at the disk there is", () => {
  const t = terminal();
  t.type("echo 0123456789 > f");
  expect(t.type("for i in {1..60}; do cat f >> f; done") + t.pass(60_000)).toContain(
    "bash: f: No space left on device",
  );
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
