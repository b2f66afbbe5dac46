import { makeImage, makeScenario } from "#engine/testing";
import { expect, it } from "vitest";
import { openConsole, type Console } from "../../testing/console.ts";

const MANIFEST = (tag: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: mynginx
spec:
  selector:
    matchLabels: {app: mynginx}
  template:
    metadata:
      labels: {app: mynginx}
    spec:
      containers:
      - name: mynginx
        image: demo/mynginx:${tag}
`;

const open = (): Console => {
  const console = openConsole(makeScenario({ images: { "demo/mynginx:1.0": makeImage({}) } }));
  console.write("mynginx.yaml", MANIFEST("1.0"));
  console.type("git clone ssh://git.local/mynginx.git .");
  return console;
};

it("carries a change from the file to the cluster, hop by hop", () => {
  const at = open();
  expect(at.type("git status")).toContain("nothing to commit");
  at.write("mynginx.yaml", MANIFEST("1.1"));
  expect(at.type("git status")).toContain("modified:   mynginx.yaml");
  expect(at.type("git commit -am 'to 1.1'")).toContain("[main] to 1.1");
  expect(at.type("git status")).toContain("ahead of 'origin/main' by 1 commit.");
  expect(at.type("git push")).toContain("main -> main");
  expect(at.type("jenkins build mynginx")).toBe("Started mynginx #1\n");
  expect(at.pass(60_000)).toContain("Pushed demo/mynginx:1.1");
  at.type("deploy run mynginx");
  expect(at.pass(10_000)).toContain("deployment.apps/mynginx created\nmynginx #1: succeeded\n");
  expect(at.type("kubectl get deployment mynginx -o jsonpath='{.spec.template.spec.containers[0].image}'")).toBe(
    "demo/mynginx:1.1",
  );
});

it("builds what was pushed, not what was typed", () => {
  const at = open();
  at.write("mynginx.yaml", MANIFEST("1.1"));
  at.type("git commit -am 'to 1.1'");
  at.type("jenkins build mynginx");
  expect(at.pass(60_000)).toContain("Pushed demo/mynginx:1.0");
});

it("says at which hop it failed", () => {
  const at = open();
  expect(at.type("deploy run mynginx")).toBe("deploy: mynginx: no build has uploaded a manifest\n");
  expect(at.type("jenkins build yours")).toBe("jenkins: no such job 'yours'\n");
  at.run.act({ component: "delivery", action: "switch", data: { isRegistryUp: false } });
  at.type("jenkins build mynginx");
  expect(at.type("jenkins log mynginx; echo $?")).toBe("");
  expect(at.pass(60_000)).toContain("failed to push demo/mynginx:1.0: connection refused");
});

it("goes on when Ctrl+C stops the waiting", () => {
  const at = open();
  at.type("jenkins build mynginx");
  at.interrupt();
  at.pass(60_000);
  expect(at.type("jenkins log mynginx")).toContain("mynginx #1: succeeded");
});

it("knows no repository where there is none", () =>
  expect(openConsole(makeScenario({ images: {} })).type("git status")).toBe(
    "fatal: not a git repository (or any of the parent directories): .git\n",
  ));
