// A shell in a container: what is typed there runs there, until it is left. The words around it are kubectl's, as recorded.
import { describe, expect, it } from "vitest";
import type { Scenario } from "#engine";
import { terminalLook } from "../look.ts";
import { type Console, openConsole } from "../../testing/console.ts";

const scenario: Scenario = {
  name: "in a pod",
  seed: 3,
  startTime: "2026-06-03T10:00:00Z",
  nodes: [{ name: "worker-1", role: "worker", cpu: "2", memory: "4Gi" }],
  images: {
    "a/web:1": {
      port: 8080,
      tools: ["sh", "cat", "ls", "env", "hostname"],
      routes: [{ path: "/", status: 200, body: "hello\n" }],
    },
    "a/bare:1": { port: 8080 },
  },
  settleMs: 5000,
};

const prompt = (c: Console): string => terminalLook(c.run.cluster, "1").prompt;
const withPod = (): Console => {
  const c = openConsole(scenario);
  c.type("kubectl run web --image=a/web:1 --env=MODE=fast --port=8080 --expose");
  c.pass(10_000);
  return c;
};
const inside = (): Console => {
  const c = withPod();
  c.type("kubectl exec -it web -- sh; echo left with $?");
  return c;
};

describe("kubectl exec -it POD -- sh", () => {
  it("is a prompt inside, until exit, whose status comes back", () => {
    const c = inside();
    expect(prompt(c)).toBe("/ #");
    expect(c.type("hostname; echo $HOSTNAME $MODE; pwd")).toBe("web\nweb fast\n/\n");
    expect(c.type("exit 3")).toBe("command terminated with exit code 3\nleft with 3\n");
    expect(prompt(c)).toBe("$");
  });

  it("has what the image has, and files of its own", () => {
    const c = inside();
    expect(c.type("env")).toBe("HOME=/root\nHOSTNAME=web\nMODE=fast\nPATH=/usr/local/bin:/usr/bin:/bin\n");
    expect(c.type("curl web; kubectl get pods")).toBe("sh: 1: curl: not found\nsh: 1: kubectl: not found\n");
    c.type("cd /tmp; echo one > note; echo two >> note");
    expect(prompt(c)).toBe("/tmp #");
    expect(c.type("ls; cat note | wc -l; cat /tmp/note")).toBe("note\n2\none\ntwo\n");
    c.type("exit");
    expect(c.type("kubectl exec web -- cat /tmp/note; cat note")).toBe(
      "one\ntwo\ncat: note: No such file or directory\n",
    );
  });

  it("ends with its container", () => {
    const c = inside();
    c.other("kubectl delete pod web --force");
    c.pass(2000);
    expect(c.type("ls")).toBe("command terminated with exit code 137\nleft with 137\n");
  });

  it("is there without -t too", () => {
    const c = withPod();
    c.type("kubectl exec -i web -- sh; echo left with $?");
    expect(c.type("echo $0 $HOSTNAME") + c.type("exit")).toBe("sh web\nleft with 0\n");
  });

  it("rewinds", () => {
    const c = inside();
    c.type("cd /tmp");
    const at = c.run.nowMs;
    c.pass(1000);
    c.type("exit");
    c.run.seek(at);
    expect(prompt(c)).toBe("/tmp #");
  });

  it("is refused by an image without one", () => {
    const c = openConsole(scenario);
    c.type("kubectl run bare --image=a/bare:1");
    c.pass(10_000);
    expect(c.type("kubectl exec -it bare -- sh")).toContain('exec: "sh": executable file not found in $PATH');
    expect(prompt(c)).toBe("$");
  });
});

describe("a line in a container", () => {
  it.each([
    [
      "kubectl exec web -- sh -c 'for i in 1 2; do echo $i $MODE; done; exit 4'; echo $?",
      "1 fast\n2 fast\ncommand terminated with exit code 4\n4\n",
    ],
    [
      "echo 'hostname; nosuch' | kubectl exec -i web -- sh",
      "web\nsh: 1: nosuch: not found\ncommand terminated with exit code 127\n",
    ],
    ["kubectl exec web -- env | grep MODE", "MODE=fast\n"],
    ["echo hostname | kubectl exec web -- sh; kubectl exec web -- sh; echo $?", "0\n"],
  ])("%s", (line, printed) => expect(withPod().type(line)).toBe(printed));
});

describe("wget", () => {
  it.each([
    ["wget http://web:8080/; cat index.html; rm index.html", "hello\n"],
    ["wget -O out http://web:8080; cat out", "hello\n"],
    ["wget -qO- -T2 http://web:8080", "hello\n"],
    ["wget --spider --timeout=1 web:8080; echo $?", "remote file exists\n0\n"],
    ["wget -q --spider --timeout 1 web:8080; echo $?", "0\n"],
    ["wget -qO- web:8080/none; echo $?", "wget: server returned error: HTTP/1.1 404 Not Found\n1\n"],
    ["wget --timeout=1 http://none; echo $?", "wget: bad address 'none'\n1\n"],
  ])("%s", (line, printed) => {
    const c = withPod();
    c.type("kubectl run tmp -it --restart=Never --image=busybox -- sh");
    c.pass(10_000);
    expect(c.type(line) + c.pass(5000)).toBe(printed);
  });
});

describe("kubectl run -it --rm IMAGE -- sh", () => {
  const HINTS =
    "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n";

  it.each(["busybox", "alpine"])("%s asks a service from inside, and is gone behind it", (image) => {
    const c = withPod();
    expect(c.type(`kubectl run tmp --rm -it --restart=Never --image=${image} -- sh`) + c.pass(10_000)).toBe(HINTS);
    expect(prompt(c)).toBe("/ #");
    expect(c.type("wget -qO- http://web:8080") + c.pass(2000)).toBe("hello\n");
    expect(c.type("exit") + c.pass(3000)).toBe('pod "tmp" deleted from default namespace\n');
    c.pass(40_000);
    expect(c.type("kubectl get pod tmp")).toBe('Error from server (NotFound): pods "tmp" not found\n');
  });

  it("says what the image has not", () => {
    const c = withPod();
    expect(c.type("kubectl run tmp --rm -it --image=a/bare:1 -- sh") + c.pass(10_000)).toBe(
      `${HINTS}pod "tmp" deleted from default namespace\nerror: exec: "sh": executable file not found in $PATH\n`,
    );
  });
});
