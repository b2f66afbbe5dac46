// `kubectl run -i`: what runs, what it prints, what is left of it; and a curl that starts in a pod.
import { describe, expect, it } from "vitest";
import type { Scenario } from "#engine";
import { type Console, openConsole } from "../testing/console.ts";

const scenario: Scenario = {
  name: "attached",
  seed: 3,
  startTime: "2026-06-03T10:00:00Z",
  nodes: [{ name: "worker-1", role: "worker", cpu: "2", memory: "4Gi" }],
  images: {
    "a/web:1": { port: 8080, routes: [{ path: "/", status: 200, body: "hello\n" }] },
    "a/job:1": { exitAtMs: 3000, exitCode: 0, logs: ["one", "two"] },
    "a/bad:1": { exitAtMs: 3000, exitCode: 3 },
  },
  settleMs: 5000,
};

const HINTS =
  "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n";
const GONE = 'pod "tmp" deleted from default namespace\n';

const done = (line: string): string => {
  const c = openConsole(scenario);
  return c.type(line) + c.pass(30_000) + c.type("echo $?");
};

describe("a pod for one answer", () => {
  it.each([
    ["-it --rm --restart=Never --image=a/job:1", `${HINTS}one\ntwo\n${GONE}0\n`],
    ["-i --rm --restart=Never --quiet --image=a/job:1", "one\ntwo\n0\n"],
    ["-it --rm --restart=Never --image=a/bad:1", `${HINTS}${GONE}pod default/tmp terminated (Error)\n3\n`],
    ["--attach --restart=OnFailure --image=a/job:1", `${HINTS}one\ntwo\n0\n`],
    [
      "-it --rm --restart=Never --image=a/none:1 --pod-running-timeout=5s",
      `${GONE}error: timed out waiting for the condition\n1\n`,
    ],
    [
      "-it --rm --image=a/job:1",
      `${HINTS}one\ntwo\nSession ended, resume using 'kubectl attach tmp -c tmp -i -t' command when the pod is running\n${GONE}0\n`,
    ],
    [
      "--rm --image=a/job:1",
      "error: --rm should only be used for attached containers\nSee 'kubectl run -h' for help and examples\n1\n",
    ],
    ["-it --rm --restart=Never --image=busybox -- cat /etc/hostname", `${HINTS}tmp\n${GONE}0\n`],
    [
      "-i --rm --restart=Never --image=busybox -- sh -c 'echo one; exit 3'",
      `${HINTS}one\n${GONE}pod default/tmp terminated (Error)\n3\n`,
    ],
  ])("kubectl run tmp %s", (flags, want) => expect(done(`kubectl run tmp ${flags}`)).toBe(want));

  it("is left where --rm is not given", () => {
    const c = openConsole(scenario);
    c.type("kubectl run tmp -i --restart=Never --image=a/job:1");
    c.pass(30_000);
    expect(c.type("kubectl get pod tmp -o jsonpath={.status.phase}")).toBe("Succeeded");
  });
});

const withWeb = (): Console => {
  const c = openConsole(scenario);
  c.type("kubectl create deployment web --image=a/web:1");
  c.type("kubectl expose deployment web --port=80 --target-port=8080");
  c.pass(30_000);
  return c;
};

describe("curl in a pod", () => {
  const run = "kubectl run tmp -i --rm --restart=Never --image=curlimages/curl --quiet -- curl";
  it.each([
    [`${run} -s http://web`, "hello\n0\n"],
    [`${run} -s web.default.svc.cluster.local:80`, "hello\n0\n"],
    [`${run} http://nosuch`, "curl: (6) Could not resolve host: nosuch\npod default/tmp terminated (Error)\n6\n"],
  ])("%s", (line, want) => {
    const c = withWeb();
    expect(c.type(line) + c.pass(30_000) + c.type("echo $?")).toBe(want);
    expect(c.pass(5000) + c.type("kubectl get pod tmp")).toBe('Error from server (NotFound): pods "tmp" not found\n');
  });

  it("is held up by what a policy lets into a pod", () => {
    const c = withWeb();
    c.write(
      "deny.yaml",
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny}\nspec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress]}\n",
    );
    c.type("kubectl apply -f deny.yaml");
    c.pass(2000);
    c.type(`${run} -sS -m 2 http://web`);
    expect(c.pass(30_000)).toMatch(/^curl: \(28\) /);
  });

  it("is what exec runs, if the image has it", () => {
    const c = withWeb();
    c.type("kubectl run box --image=curlimages/curl -- sleep 3600");
    c.pass(20_000);
    expect(c.type("kubectl exec box -- curl -s web") + c.pass(2000)).toBe("hello\n");
    expect(c.type("kubectl exec box -- curl -s -m 1 nowhere") + c.pass(2000)).toBe(
      "command terminated with exit code 6\n",
    );
    expect(c.type("kubectl exec deploy/web -- curl web")).toContain('exec: "curl": executable file not found in $PATH');
  });

  it("is one run, however it is cut", () => {
    const c = withWeb();
    c.type(`${run} -s http://web`);
    c.pass(30_000);
    const whole = c.run.cluster.logHash;
    const d = withWeb();
    d.type(`${run} -s http://web`);
    for (let i = 0; i < 300; i++) d.pass(100);
    expect(d.run.cluster.logHash).toBe(whole);
  });
});
