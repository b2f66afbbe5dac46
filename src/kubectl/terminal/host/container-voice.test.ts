// What every container finds in /etc, how its shell complains, and where errors go that were sent after the output.
import { beforeAll, expect, it } from "vitest";
import { makeImage, makeScenario } from "#engine/testing";
import { type Console, openConsole } from "../../testing/console.ts";

let c: Console;
beforeAll(() => {
  const debian = { ...makeImage(), tools: ["sh", "cat", "ls"] };
  c = openConsole(makeScenario({ images: { "demo/deb:1": debian } }));
  c.type("kubectl run bb --image=busybox -- sleep 3600; kubectl run deb --image=demo/deb:1");
  c.pass(20_000);
});

it.each([
  [
    "cat /etc/resolv.conf",
    "search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n",
  ],
  ["cat /etc/hostname", "bb\n"],
  ["ls /nope", "ls: /nope: No such file or directory\ncommand terminated with exit code 1\n"],
  ["sh -c 'ls /nope'", "ls: /nope: No such file or directory\ncommand terminated with exit code 1\n"],
  [
    "cat /x /etc",
    "cat: can't open '/x': No such file or directory\ncat: read error: Is a directory\ncommand terminated with exit code 1\n",
  ],
  ["rm /x", "rm: can't remove '/x': No such file or directory\ncommand terminated with exit code 1\n"],
  ["sh -c 'tail -1 /etc/hosts | cut -f2'", "bb\n"],
  ["sh -c nope", "sh: nope: not found\ncommand terminated with exit code 127\n"],
  ["sh -c 'cat /x'", "cat: can't open '/x': No such file or directory\ncommand terminated with exit code 1\n"],
  ["sh -c 'cd /x'", "sh: cd: can't cd to /x: No such file or directory\ncommand terminated with exit code 2\n"],
  ["sh -c if", "sh: syntax error: unexpected end of file\ncommand terminated with exit code 2\n"],
])("busybox answers to %s", (words, want) => expect(c.type(`kubectl exec bb -- ${words}`)).toBe(want));

it.each([
  ["ls /nope", "ls: cannot access '/nope': No such file or directory\ncommand terminated with exit code 2\n"],
  ["sh -c nope", "sh: 1: nope: not found\ncommand terminated with exit code 127\n"],
  ["sh -c if", "sh: 1: Syntax error: end of file unexpected\ncommand terminated with exit code 2\n"],
])("dash answers to %s", (words, want) => expect(c.type(`kubectl exec deb -- ${words}`)).toBe(want));

it.each([
  ["set -u; echo $x", "x: parameter not set"],
  ["echo ${x:?}", "x: parameter not set or null"],
])("a shell in a container says of %s what dash and ash say", (line, want) => {
  expect(c.type(`kubectl exec deb -- sh -c '${line}' 2>&1 | head -1`)).toBe(`sh: 1: ${want}\n`);
  expect(c.type(`kubectl exec bb -- sh -c '${line}' 2>&1 | head -1`)).toBe(`sh: ${want}\n`);
});

it("sends an error where the output went when it was said", () => {
  const error = "ls: cannot access '/nope': No such file or directory\n";
  expect(c.type("ls /nope 2>&1 >out; cat out")).toBe(error);
  expect(c.type("ls /nope >out 2>&1; cat out")).toBe(error);
  expect(c.type("ls /nope 2>&1 >/dev/null | grep -c access")).toBe("1\n");
});
