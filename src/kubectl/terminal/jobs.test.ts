// What runs behind the prompt. The words were taken from bash 5.2.
import { describe, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { type Console, openConsole } from "../testing/console.ts";

const terminal = (): Console => openConsole(makeScenario());
describe("a command in the background", () => {
  it("is a job, prints what it prints, and its end is told with the next prompt", () => {
    const c = terminal();
    expect(c.type("(sleep 2; echo over) &")).toBe("[1] 4251\n");
    expect(c.type("jobs")).toBe("[1]+  Running                 (sleep 2; echo over) &\n");
    expect(c.pass(3000)).toBe("over\n");
    expect(c.type("")).toBe("[1]+  Done                    (sleep 2; echo over)\n");
    expect(c.type("jobs")).toBe("");
  });

  it("has a number, a mark and a process of its own", () => {
    const c = terminal();
    c.type("sleep 100 &");
    c.type('sleep 200 | grep "a b" &');
    expect(c.type("jobs; jobs -p; echo $!")).toBe(
      '[1]-  Running                 sleep 100 &\n[2]+  Running                 sleep 200 | grep "a b" &\n4251\n4252\n4252\n',
    );
    expect(c.type("kill %1")).toBe("[1]-  Terminated              sleep 100\n");
    expect(c.type("kill -9 4252; echo $?")).toBe('0\n[2]+  Killed                  sleep 200 | grep "a b"\n');
    expect(c.type("kill %2")).toBe("bash: kill: %2: no such job\n");
  });

  it("ends with its own exit status, and wait tells it", () => {
    const c = terminal();
    expect(c.type("(exit 3) & wait $!; echo $?")).toBe("[1] 4251\n3\n[1]+  Exit 3                  (exit 3)\n");
    c.type("sleep 5 & sleep 1 & wait; echo both");
    expect(c.pass(4000)).toBe("");
    expect(c.pass(2000)).toContain("both\n");
    c.type("sleep 9 & sleep 2 & wait -n; echo one");
    expect(c.pass(3000)).toContain("one\n");
    expect(c.type("wait %7; echo $?")).toBe("bash: wait: %7: no such job\n127\n");
  });

  it("knows what the shell knew, and leaves it alone", () => {
    const c = terminal();
    c.type("x=1; (sleep 1; echo $x; x=2) &");
    c.type("x=3");
    expect(c.pass(2000)).toBe("1\n");
    expect(c.type("echo $x")).toContain("3\n");
  });

  it("streams while other lines are typed, and is ended by its number", () => {
    const c = terminal();
    expect(c.type("kubectl get pods -w &")).toBe("[1] 4251\n");
    c.type("kubectl create deployment web --image=demo/web:1.0");
    expect(c.pass(5000)).toMatch(/^NAME .*\nweb-\S+ +0\/1 +Pending/);
    c.type("kill %kub");
    c.type("kubectl scale deployment web --replicas=3");
    expect(c.pass(5000)).toBe("");
  });

  it("forwards a port to whoever asks beside it", () => {
    const c = terminal();
    c.type("kubectl create deployment web --image=demo/web:1.0");
    c.pass(20_000);
    c.type("kubectl port-forward deploy/web 8080:8080 &");
    c.pass(1000);
    expect(c.type("curl -s localhost:8080") + c.pass(2000)).toContain("Handling connection for 8080\n");
  });
});

describe("fg, bg and Ctrl+Z", () => {
  it("stops what runs, and goes on with it in front or behind", () => {
    const c = terminal();
    c.type("for i in 1 2 3 4; do sleep 2; echo $i; done");
    expect(c.pass(3000)).toBe("1\n");
    expect(c.suspend()).toBe("^Z\n[1]+  Stopped                 for i in 1 2 3 4; do sleep 2; echo $i; done\n");
    expect(c.pass(10_000)).toBe("");
    expect(c.type("echo $?; jobs")).toContain("148\n[1]+  Stopped  ");
    expect(c.type("bg")).toBe("[1]+ for i in 1 2 3 4; do sleep 2; echo $i; done &\n");
    expect(c.pass(1500)).toBe("2\n");
    expect(c.type("fg; echo after")).toBe("for i in 1 2 3 4; do sleep 2; echo $i; done\n");
    expect(c.type("echo typed ahead")).toBe("");
    expect(c.pass(5000)).toBe("3\n4\nafter\ntyped ahead\n");
  });

  it("is ended by Ctrl+C when it is in front, and keeps its number when it stops again", () => {
    const c = terminal();
    c.type("sleep 50 & sleep 60 &");
    c.type("fg %1; echo left with $?");
    expect(c.suspend()).toBe("^Z\n[1]+  Stopped                 sleep 50\nleft with 148\n");
    expect(c.type("fg")).toBe("sleep 50\n");
    expect(c.interrupt()).toBe("^C\n");
    expect(c.type("jobs")).toBe("[2]+  Running                 sleep 60 &\n");
  });

  it("hears afterwards what happened while it was stopped", () => {
    const c = terminal();
    c.type("kubectl get pods -w");
    c.suspend();
    c.type("kubectl create deployment web --image=demo/web:1.0");
    expect(c.pass(10_000)).toBe("");
    expect(c.type("fg")).toMatch(/^kubectl get pods -w\nNAME .*\n(?:web-\S+ +\d\/1 .*\n){3,}$/);
  });

  it("leaves what draws on the screen stopped", () => {
    const c = terminal();
    c.type("watch kubectl get pods &");
    expect(c.type("jobs")).toBe("[1]+  Stopped                 watch kubectl get pods\n");
    expect(c.type("kill %1")).toBe("[1]+  Terminated              watch kubectl get pods\n");
  });
});

describe("what is kept of it", () => {
  it("rewinds, and is restored", () => {
    const c = terminal();
    c.type("for i in 1 2 3; do sleep 1; echo tick $i; done &");
    c.pass(1500);
    const at = c.run.nowMs;
    expect(c.pass(5000)).toBe("tick 2\ntick 3\n");
    c.run.seek(at);
    expect(c.run.cluster.sim.table("shell/jobs").size).toBe(1);
    const json = JSON.stringify(c.run.cluster.snapshot());
    c.run.cluster.restore(JSON.parse(json) as never);
    expect(JSON.stringify(c.run.cluster.snapshot())).toBe(json);
  });

  it("knows what has no end, even from JSON", () => {
    const c = terminal();
    c.type("timeout 0 sleep 3; echo left with $?");
    c.run.cluster.restore(JSON.parse(JSON.stringify(c.run.cluster.snapshot())) as never);
    expect(c.pass(5000)).toBe("left with 0\n");
  });

  it("ends with its terminal", () => {
    const c = terminal();
    c.type("sleep 100 & (sleep 100 & sleep 100) &");
    c.run.act({ component: "shell", action: "close", data: { terminal: "1" } });
    expect(c.run.cluster.sim.table("shell/jobs").size).toBe(0);
  });
});

describe("what would never end", () => {
  it.each([
    [":(){ :|:& };:", "maximum function nesting level exceeded"],
    ["f() { f & }; f", "fork: retry: Resource temporarily unavailable"],
    ["while true; do sleep 100 & done", "fork: retry: Resource temporarily unavailable"],
    ["f() { f; }; f", "maximum function nesting level exceeded"],
    ["yes", "yes: stopped: nobody has read the last 200 kB"],
    [`x='eval "$x"'; eval "$x"`, "eval: maximum eval nesting level exceeded"],
    ["echo 'source a' > a; source a", "maximum source nesting level exceeded"],
    ["echo 'bash a' > a; bash a", "too many shells in each other"],
  ])("%s", (line, word) => {
    const c = terminal();
    expect(c.type(line) + c.pass(30_000)).toContain(word);
    c.interrupt();
    expect(c.type("echo still here")).toContain("still here\n");
    expect(c.run.cluster.sim.table("shell/jobs").size).toBeLessThan(40);
  });
});
