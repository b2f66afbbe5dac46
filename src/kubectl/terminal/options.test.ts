// set -e, -u and -x, and ${name:?why}: what ends a line or a script early.
import { beforeAll, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { type Console, openConsole } from "../testing/console.ts";

let c: Console;
beforeAll(() => {
  c = openConsole(makeScenario());
});

it.each([
  ["echo ${name:?}; echo on", "bash: name: parameter null or not set\n"],
  ["echo ${name:?is missing}; echo on", "bash: name: is missing\n"],
  ["name=web; echo ${name:?is missing}", "web\n"],
  ["for i in 1 2; do echo ${nobody?}; done; echo on", "bash: nobody: parameter not set\n"],
  ["bash -c 'echo ${x:?}'; echo $?", "bash: x: parameter null or not set\n127\n"],
  ["bash -c 'set -u; echo a; echo $x; echo b'; echo $?", "a\nbash: x: unbound variable\n127\n"],
  ["bash -c 'set -u; echo ${x:-y}$#$?'", "y00\n"],
  ["bash -c 'set -u; echo $1 $2; echo b' sh one", "bash: 2: unbound variable\n"],
  ["bash -c 'set -u; set +u; echo [$x]'", "[]\n"],
  ["bash -c 'set -e; echo a; false; echo b'; echo $?", "a\n1\n"],
  ["bash -c 'set -e; sleep 0; false | true; [[ a == b ]]; echo b'; echo $?", "1\n"],
  ["bash -c 'set -e; if false; then :; fi; ! true; false || false && echo no; while false; do :; done; echo b'", "b\n"],
  ["bash -c 'set -e; f() { false; echo in; }; f && echo on; echo $(false) b; x=$(false); echo c'", "in\non\nb\n"],
  ["(set -e; false; echo b); echo $?; false; echo c", "1\nc\n"],
  ["(set -ex; echo 'a b' c | cat; true)", "+ echo 'a b' c\n+ cat\na b c\n+ true\n"],
  ["bash -c 'set -o errexit -o nounset one two; echo $2; false; echo c'", "two\n"],
  ["(set -euo pipefail; echo $x)", "bash: set: -o pipefail: is not simulated here\nbash: x: unbound variable\n"],
  ["(echo ${x:?}; echo no); echo on", "bash: x: parameter null or not set\non\n"],
  ["bash -c 'set -e; (false; echo no); echo no'; echo $?", "1\n"],
  [
    "set -e; echo $?",
    "bash: set: -e: would close this terminal when a command fails: here it works in scripts, bash -c and ( )\n1\n",
  ],
  ["set -u; echo $nobody; echo on", "bash: nobody: unbound variable\n"],
  ["echo again; echo $nobody", "again\nbash: nobody: unbound variable\n"],
  ["set +u; echo [$nobody]", "[]\n"],
  ["trap 'echo x' EXIT; echo $?", "bash: trap: is in the shell itself, and not simulated here\n127\n"],
  ["declare -A map", "bash: declare: is in the shell itself, and not simulated here\n"],
])("%s", (line, want) => expect(c.type(line) + c.pass(100)).toBe(want));
