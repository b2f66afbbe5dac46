// The small programs that people type around kubectl.
import { describe, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../../testing/console.ts";

const terminal = () => {
  const c = openConsole(makeScenario());
  c.write("pods.txt", "web-1 Running 0\nweb-2 Pending 3\ndb-1 Running 1\n");
  c.write("a:b.txt", "a:b:c:d\nnone\n");
  return c;
};

describe("small programs", () => {
  it.each([
    ["which kubectl awk nosuch k; echo $?", "/usr/local/bin/kubectl\n/usr/bin/awk\n1\n"],
    [
      "type k kubectl echo for; type nosuch",
      "k is aliased to `kubectl'\nkubectl is /usr/local/bin/kubectl\necho is a shell builtin\nfor is a shell keyword\nbash: type: nosuch: not found\n",
    ],
    ["command -v jq && command -v k; command -v nosuch || echo none", "/usr/bin/jq\nalias k='kubectl'\nnone\n"],
    ["help | head -1", "This is a small shell on a laptop that reaches the cluster. What runs here:\n"],
    [
      "seq 20000 | tail -1; seq 999999; seq 1 0.5 2; seq 3 -1 1 | xargs",
      "20000\nseq: 999999 numbers are not printed here, only 100000\n1.0\n1.5\n2.0\n3 2 1\n",
    ],
    [
      "echo hello | cut -c1-3; echo hello | cut -c 2,4-; cut -d: -f2-3 a:b.txt; cut -d: -s -f1 a:b.txt",
      "hel\nelo\nb:c\nnone\na\n",
    ],
    [
      "echo a | cut -f0; echo a | cut -d ab -f1; echo a | cut",
      "cut: invalid field value '0'\ncut: the delimiter must be a single character\ncut: you must specify a list of bytes, characters, or fields\n",
    ],
    [
      "echo Hello | tr a-z A-Z; echo aabb | tr -s a; echo a-b | tr -d '-'; echo a b | tr ' ' '\\n' | sort -r",
      "HELLO\nabb\nab\nb\na\n",
    ],
    ["seq 3 | tr '\\n' ','; echo; echo Ab | tr '[:upper:]' '[:lower:]'", "1,2,3,\nab\n"],
    [
      "sed 's/web/app/' pods.txt | head -1; sed -n '2p' pods.txt; sed 1d pods.txt | wc -l",
      "app-1 Running 0\nweb-2 Pending 3\n2\n",
    ],
    [
      "sed -n '/Pending/,$p' pods.txt; sed '2q' pods.txt | tail -1; sed -E 's/(\\w+)-([0-9])/\\2-\\1/g;s/Run.*/&!/' pods.txt",
      "web-2 Pending 3\ndb-1 Running 1\nweb-2 Pending 3\n1-web Running 0!\n2-web Pending 3\n1-db Running 1!\n",
    ],
    [
      "sed -i 's|Running|Gone|' pods.txt; grep -c Gone pods.txt; echo a/b | sed 's/\\//-/'; echo a | sed 's/\\(a\\)/[\\1]/'",
      "2\na-b\n[a]\n",
    ],
    [
      "echo a | sed x; echo a | sed 's/a'; sed s/a/b/ nosuch",
      "sed: -e expression #1: unknown command: `x'\nsed: -e expression #1: unterminated `s' command\nsed: nosuch: No such file or directory\n",
    ],
    ["echo a | tee f g; cat f g; echo b | tee -a f | wc -l; cat f", "a\na\na\n1\na\nb\n"],
    ["echo a b c | xargs -n2 echo x; printf 'a\\nb\\n' | xargs -I{} echo [{}] {}", "x a b\nx c\n[a] a\n[b] b\n"],
    [
      "echo -n | xargs echo none; echo -n | xargs -r echo none; echo a | xargs nosuch; echo $?",
      "none\nxargs: nosuch: No such file or directory\n127\n",
    ],
    ["echo pods.txt | xargs grep -c Running; echo a | xargs -x", "2\nxargs: invalid option -- 'x'\n"],
    ["printf '%-5s|%3d|%s\\n' a 7 b c 8 d; printf 'no newline'", "a    |  7|b\nc    |  8|d\nno newline"],
    [
      "echo -n abc | base64; echo YWJj | base64 -d; echo; echo abc | base64 -d; base64 nosuch",
      "YWJj\nabc\nbase64: invalid input\nbase64: nosuch: No such file or directory\n",
    ],
    [
      "kubectl create secret generic s --from-literal=a=b; kubectl get secret s -o jsonpath='{.data.a}' | base64 -d",
      "secret/s created\nb",
    ],
    [
      "date; date -R; date -Is; date -d never",
      "Sun Nov 22 09:00:00 UTC 2026\nSun, 22 Nov 2026 09:00:00 +0000\n2026-11-22T09:00:00+00:00\ndate: invalid date 'never'\n",
    ],
    [
      "mkdir -p m/n && cd m/n && echo a > x && cd - && ls m m/n; find m; rmdir m",
      "/home/learner/work\nm:\nn/\n\nm/n:\nx\nm\nm/n\nm/n/x\nrmdir: failed to remove 'm': Directory not empty\n",
    ],
    ["find . -name '*.txt' -exec cat", "find: -exec is not understood here: -name, -iname, -type and -maxdepth are\n"],
    [
      "diff -u pods.txt a:b.txt | head -3; diff -q pods.txt a:b.txt; diff pods.txt",
      "--- pods.txt\n+++ a:b.txt\n@@ -1,3 +1,2 @@\nFiles pods.txt and a:b.txt differ\ndiff: missing operand after 'pods.txt'\n",
    ],
    [
      "awk 'BEGIN{getline}'; awk '{print > \"f\"}' pods.txt; awk 'BEGIN{while(1);}'; awk -f x",
      "awk: getline is not understood here\nawk: output to files and commands is not understood here\nawk: stopped: more than 100000 steps for one line\nawk: not an option: -f\n",
    ],
    [
      "awk '{print $1; fflush()}' pods.txt | head -1; awk 'BEGIN{print rand()}'",
      "web-1\nawk: rand is not understood here: nothing is left to chance\n",
    ],
    ["X=1; unset X; echo [$X]", "[]\n"],
    [
      "grep x nosuch; head -n 2 nosuch; wc -l nosuch",
      "grep: nosuch: No such file or directory\nhead: nosuch: No such file or directory\nwc: nosuch: No such file or directory\n",
    ],
  ])("%s", (line, want) => expect(terminal().type(line)).toBe(want));
});

it("xargs waits for each line that waits", () => {
  const c = terminal();
  expect(c.type("echo 1 2 | xargs -n1 sleep; echo slept")).toBe("");
  expect(c.pass(2999)).toBe("");
  expect(c.pass(1)).toBe("slept\n");
});

it("what kubectl names can be deleted by xargs", () => {
  const c = terminal();
  c.type("kubectl create cm a; kubectl create cm b; kubectl label cm a b x=y");
  expect(c.type("kubectl get cm -l x=y -o name | xargs kubectl delete") + c.pass(1000)).toBe(
    'configmap "a" deleted from default namespace\nconfigmap "b" deleted from default namespace\n',
  );
});
