import { describe, expect, it } from "vitest";
import { createCluster, type Scenario } from "#engine";
import { createShell } from "../kubectl.ts";
import { type Console, openConsole as openTerminal } from "../testing/console.ts";
import { ShellSyntaxError } from "./shell-error.ts";
import { parseLine } from "./parse.ts";

const scenario: Scenario = {
  name: "shell",
  seed: 3,
  startTime: "2026-06-03T10:00:00Z",
  nodes: [{ name: "worker-1", role: "worker", cpu: "2", memory: "4Gi" }],
  images: { "a/web:1": { port: 80 } },
  settleMs: 5000,
};

const openConsole = (): Console => {
  const c = openTerminal(scenario);
  c.write("pods.txt", "web-1 Running 0\nweb-2 Pending 3\ndb-1 Running 1\n");
  return c;
};

describe("a line", () => {
  it.each([
    ["echo hello", "hello\n"],
    ["echo 'a  b' \"c  d\" e  f", "a  b c  d e f\n"],
    ["X=3; echo $X ${X}4 '$X' \"$X\"", "3 34 $X 3\n"],
    ["false; echo $?", "1\n"],
    ["false && echo no || echo yes", "yes\n"],
    ["true && echo yes || echo no", "yes\n"],
    ["! false && echo not", "not\n"],
    ["cat pods.txt | grep Running", "web-1 Running 0\ndb-1 Running 1\n"],
    ["grep -c Running pods.txt", "2\n"],
    ["grep -v -n Running pods.txt", "2:web-2 Pending 3\n"],
    ["grep -E 'web|db' pods.txt | wc -l", "3\n"],
    ["grep -o 'web-[0-9]' pods.txt", "web-1\nweb-2\n"],
    ["cat pods.txt | awk '{print $1, $3}'", "web-1 0\nweb-2 3\ndb-1 1\n"],
    ["cat pods.txt | awk 'NR>1 {print $NF}' | sort -n", "1\n3\n"],
    ["awk '{print $2}' pods.txt | sort | uniq -c", "      1 Pending\n      2 Running\n"],
    ["head -1 pods.txt", "web-1 Running 0\n"],
    ["tail -n 1 pods.txt", "db-1 Running 1\n"],
    ["for x in a b c; do echo $x; done", "a\nb\nc\n"],
    ["i=0; while [ $i -lt 2 ]; do echo $i; i=1$i; done", "0\n"],
    ["if [ -f pods.txt ]; then echo there; else echo gone; fi", "there\n"],
    ["echo one > f; echo two >> f; cat f", "one\ntwo\n"],
    ["echo $(cat pods.txt | wc -l) pods", "3 pods\n"],
    ['echo \'{"items":[{"a":1},{"a":2}]}\' | jq \'.items[].a\'', "1\n2\n"],
    ['echo \'{"a":"x"}\' | jq -r .a', "x\n"],
    ["ls *.txt", "pods.txt\n"],
    ["alias ll=ls; ll", "pods.txt\n"],
    ["seq 3 | tail -1", "3\n"],
    ["nosuch", "bash: nosuch: command not found\n"],
    ["constructor", "bash: constructor: command not found\n"],
    ["alias toString", "bash: alias: toString: not found\n"],
    ["echo $valueOf.", ".\n"],
    ["cat nosuch.yaml", "cat: nosuch.yaml: No such file or directory\n"],
    ["kubectl get pods -n default 2>/dev/null", ""],
    ["k get ns default --no-headers | awk '{print $1, $2}'", "default Active\n"],
    ["", ""],
    ["# only a remark", ""],
  ])("%s", (line, want) => expect(openConsole().type(line)).toBe(want));
});

it("says beside kubectl which fields of an applied file have no effect here", () => {
  const c = openConsole();
  const text =
    "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true, containers: [{name: a, image: 'a/web:1'}]}\n";
  c.run.act({ component: "shell", action: "write", data: { path: "a.yaml", text } });
  c.type("kubectl apply -f a.yaml");
  const notes = c.run.branch.entries.filter((e) => e.type === "terminal" && e.stream === "note");
  expect(notes.map((e) => (e.type === "terminal" ? e.text : ""))).toEqual([
    "spec.hostPID: Not simulated: processes of other containers are not visible.\n",
  ]);
});

const nineOf = (i: number): string =>
  `a${i}: &a${i} [${Array(9)
    .fill(`*a${i - 1}`)
    .join(", ")}]`;

const aliases = (depth: number): string =>
  ["a0: &a0 [x, x, x, x, x, x, x, x, x]", ...Array.from({ length: depth }, (_, i) => nineOf(i + 1))].join("\n");

describe("a file that is made to overflow its reader", () => {
  it.each([
    ["nested", `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`, "exceeded max depth of 10000"],
    ["aliases of aliases", aliases(9), "document contains excessive aliasing"],
  ])("is refused in words: %s", (_, text, want) => {
    const c = openConsole();
    c.run.act({ component: "shell", action: "write", data: { path: "a.yaml", text } });
    expect(c.type("kubectl apply -f a.yaml")).toBe(
      `error: error parsing a.yaml: error converting YAML to JSON: yaml: ${want}\n`,
    );
  });
});

describe("a line that nobody can run", () => {
  it.each([
    ["echo 'open", "bash: unexpected EOF while looking for matching `''\n"],
    ["echo a |", "bash: syntax error: unexpected end of file\n"],
    ["wait; echo $?", "0\n"],
    ["wait %1; echo $?", "bash: wait: %1: no such job\n127\n"],
    ["echo <a>", "bash: syntax error near unexpected token `newline'\n"],
    ["; echo a", "bash: syntax error near unexpected token `;'\n"],
    ["for x in a; echo", "bash: syntax error near unexpected token `echo'\n"],
    ["done", "bash: syntax error near unexpected token `done'\n"],
  ])("%s", (line, want) => expect(openConsole().type(line)).toBe(want));
});

describe("a line that waits", () => {
  it("goes on in virtual time", () => {
    const c = openConsole();
    expect(c.type("echo a; sleep 2; echo b")).toBe("a\n");
    expect(c.pass(1999)).toBe("");
    expect(c.pass(1)).toBe("b\n");
  });

  it("takes the next line when it has ended", () => {
    const c = openConsole();
    c.type("sleep 5");
    expect(c.type("echo after")).toBe("");
    expect(c.pass(5000)).toBe("after\n");
  });

  it("ends at Ctrl+C, with everything behind it", () => {
    const c = openConsole();
    c.type("while true; do echo x; sleep 1; done; echo never");
    expect(c.pass(2500)).toBe("x\nx\n");
    expect(c.interrupt()).toBe("^C\n");
    expect(c.pass(5000)).toBe("");
    expect(c.type("echo $?")).toBe("130\n");
  });

  it("streams through filters", () => {
    const c = openConsole();
    c.type("kubectl get ns -w --no-headers | grep --line-buffered team | awk '{print $1}'");
    const d = c.run;
    d.act({ component: "shell", action: "open", data: { terminal: "2" } });
    d.act({ component: "shell", action: "line", data: { terminal: "2", line: "kubectl create ns team-a" } });
    expect(c.pass(1000)).toContain("team-a\n");
  });

  it.each([
    ["never waits", "while true; do true; done"],
    ["waits for no time", "while true; do sleep 0; done"],
  ])("does not stop the clock when it %s", (_, line) => {
    const c = openConsole();
    c.type(line);
    expect(c.pass(1000)).toBe("");
    expect(c.interrupt()).toBe("^C\n");
  });

  it("shows the newest alone under watch, and goes away again", () => {
    const c = openConsole();
    expect(c.type("watch -n 1 -t echo now")).toBe("\u001b[?1049h\u001b[2Jnow\n");
    expect(c.pass(1000)).toBe("\u001b[2Jnow\n");
    expect(c.interrupt()).toBe("^C\n\u001b[?1049l");
  });

  it("is part of the cluster: cut, restored from JSON, and the same to the last byte", () => {
    const whole = openConsole();
    whole.type("for i in 1 2 3 4; do kubectl get ns | wc -l; sleep 1; done | tail -1; echo $(echo done)");
    whole.pass(1500);
    const text = JSON.stringify(whole.run.cluster.snapshot());
    const other = createCluster(scenario, { components: [createShell] });
    other.restore(JSON.parse(text));
    other.advance(30_000);
    whole.run.advance(30_000);
    expect(other.logHash).toBe(whole.run.cluster.logHash);
  });
});

/** mulberry32: the test's own dice. */
const dice = (seed: number): ((n: number) => number) => {
  let a = seed;
  return (n) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
};

const WORDS =
  "kubectl k get describe apply delete rollout status undo scale set image pods po deploy svc all node/worker-1 web -n -o yaml json wide name -A -f pods.txt --replicas=2 --replicas -l app=web a=b --watch -w --help | grep awk '{print $1}' head wc && || ; > out.txt >> $( ) ' \" ` $X ${ } for in do done while if then fi sleep 1 watch echo !! $? * ? [ ] # \\ 한글 😀 \t -- --x=y -0 explain pods.spec create deployment logs exec label annotate taint cordon drain expose autoscale patch -p {\"spec\":{}} edit config view auth can-i top diff wait --for=delete".split(
    " ",
  );

/** Seeds that once found a fault stay here. */
const KEPT: readonly number[] = [];

it.each([...KEPT, ...Array.from({ length: 12 }, (_, i) => 100 + i)])(
  "seed %i: whatever is typed, nothing throws, nothing hangs",
  (seed) => {
    const roll = dice(seed);
    const c = openConsole();
    for (let i = 0; i < 60; i++) {
      const line = Array.from({ length: 1 + roll(9) }, () => WORDS[roll(WORDS.length)]).join(roll(8) === 0 ? "" : " ");
      expect(() => c.type(line), `line ${JSON.stringify(line)}`).not.toThrow();
      c.pass(200);
      if (roll(3) === 0) c.interrupt();
    }
  },
);

it.each([
  "'",
  '"',
  "$(",
  "${",
  "`",
  "a\\",
  "((((",
  "{ {",
  "if",
  "for x in",
  "| |",
  "&&&",
  "<",
  ">",
  "2>&1",
  "$(echo $(echo $(echo",
  "!!",
  "한글 'ㅏ",
  "\u0000",
])("parses or refuses %j", (line) => {
  const refusalOf = (): unknown => {
    try {
      parseLine(line);
      return undefined;
    } catch (error) {
      return error;
    }
  };
  const refusal = refusalOf();
  expect(refusal === undefined || refusal instanceof ShellSyntaxError).toBe(true);
});

describe("the shell's own language", () => {
  it.each([
    ["arr=(a b)", "bash: arr: there are no arrays here: put the words into one variable\n"],
    ["echo ${x:?no}", "bash: x: no\n"],
    ["return 3", "bash: return: can only `return' from a function or sourced script\n"],
    ["break", "bash: break: only meaningful in a `for', `while', or `until' loop\n"],
    ["local x", "bash: local: can only be used in a function\n"],
    ["f() { f; }; f", "bash: maximum function nesting level exceeded\n"],
    ["case x in", "bash: syntax error: unexpected end of file\n"],
    ["((1/0)) || echo no", "bash: 1/0: division by 0\nno\n"],
    ["type case let", "case is a shell keyword\nlet is a shell builtin\n"],
  ])("%s", (line, want) => expect(openConsole().type(line)).toBe(want));

  it("goes on in a function when what it waits for has come", () => {
    const c = openConsole();
    expect(
      c.type("f() { for i in 1 2 3; do [ $i = 3 ] && return 7; sleep 1; echo $i; done; }; f || echo left $?"),
    ).toBe("");
    expect(c.pass(1500)).toBe("1\n");
    expect(c.pass(1500)).toBe("2\nleft 7\n");
    expect(c.type("for ((;;)); do echo x; sleep 1; done")).toBe("x\n");
    expect(c.interrupt()).toBe("^C\n");
  });
});
