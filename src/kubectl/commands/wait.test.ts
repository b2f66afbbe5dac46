// The edges of --for: what kubectl 1.36.3 takes, and what it refuses before it asks anything.
import { describe, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { type Console, openConsole } from "../testing/console.ts";

describe("kubectl wait --for", () => {
  it.each([
    ["condition", 'error: unrecognized condition: "condition"\n'],
    ["jsonpath=", "error: jsonpath expression cannot be empty\n"],
    [
      "jsonpath={.status.phase}=",
      "error: jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3\n",
    ],
    // A condition without a name is waited for, and never comes.
    ["condition=", "error: timed out waiting for the condition on namespaces/default\n"],
    ["condition==x", "error: timed out waiting for the condition on namespaces/default\n"],
    ["jsonpath=.status.phase=Active", "namespace/default condition met\n"],
    ["create", "namespace/default condition met\n"],
  ])("%s", (condition, printed) => {
    const c = openConsole(makeScenario());
    expect(c.type(`kubectl wait ns/default --for='${condition}' --timeout=1s`) + c.pass(3000)).toBe(printed);
  });
});

const JOB = `apiVersion: batch/v1
kind: Job
metadata: {name: j}
spec:
  template:
    metadata: {labels: {app: j}}
    spec:
      restartPolicy: Never
      containers: [{name: c, image: demo/job:1.0}]
`;

const openJob = (): Console => {
  const images = { "demo/job:1.0": { exitAtMs: 10_000, exitCode: 0 } };
  const c = openConsole(makeScenario({ images }));
  c.write("j.yaml", JOB);
  c.type("kubectl create -f j.yaml");
  c.pass(5000);
  return c;
};

const phase = (value: string): string => `--for=jsonpath='{.status.phase}'=${value}`;

describe("kubectl wait with several --for", () => {
  it("waits for one after the other, says each when it comes, and does not ask that it stays", () => {
    const c = openJob();
    const said = c.type(`kubectl wait pod -l app=j ${phase("Running")} ${phase("Succeeded")} --timeout=60s`);
    expect(said).toMatch(/^pod\/j-\S+ condition met\n$/);
    expect(c.pass(20_000)).toMatch(/^pod\/j-\S+ condition met\n$/);
    expect(c.type("echo $?")).toBe("0\n");
  });

  it("says the time that is over of the condition that did not come", () => {
    const c = openJob();
    const said = c.type(`kubectl wait pod -l app=j ${phase("Running")} ${phase("Failed")} --timeout=2s`);
    expect(said).toMatch(/^pod\/j-\S+ condition met\n$/);
    expect(c.pass(3000)).toMatch(/^error: timed out waiting for the condition on pods\/j-\S+\n$/);
  });

  it("does not find for the second condition what went for the first", () => {
    const c = openJob();
    c.type("kubectl delete job j --wait=false");
    const said = c.type(`kubectl wait pod -l app=j --for=delete ${phase("Running")} --timeout=60s`) + c.pass(60_000);
    expect(said).toMatch(/^pod\/j-\S+ condition met\nError from server \(NotFound\): pods "j-\S+" not found\n$/);
  });

  it("looks at no further object once the time is over", () => {
    const c = openConsole(makeScenario());
    c.type("kubectl wait ns default kube-system --for=condition=X --timeout=1s");
    expect(c.pass(2000)).toBe(
      "timed out waiting for the condition on namespaces/default\ntimed out waiting for the condition on namespaces/kube-system\n",
    );
  });
});
