import { describe, expect, it } from "vitest";
import type { Scenario } from "#engine";
import { Run } from "#engine";
import { createShell } from "#kubectl";
import { namedObject } from "./named-object.ts";

const scenario: Scenario = {
  name: "names",
  seed: 1,
  startTime: "2026-06-03T10:00:00Z",
  nodes: [{ name: "worker-1", role: "worker", cpu: "2", memory: "4Gi" }],
  images: { "a/web:1": { port: 80 } },
};

const run = new Run(scenario, { components: [createShell] });
const type = (line: string): void =>
  void run.act({ component: "shell", action: "line", data: { terminal: "1", line } });
type("kubectl create namespace shop");
type("kubectl run web --image=a/web:1 -n shop");
type("kubectl run web --image=a/web:1");
type("kubectl create deployment web --image=a/web:1 -n shop");
type("kubectl expose pod web --port=80 -n shop --name=front");
const uid = (namespace: string): string => run.cluster.sim.store.get("pods", `${namespace}/web`)!.metadata.uid!;

describe("what a word in the output leads to", () => {
  it.each([
    { word: "web", command: "kubectl get pods", line: "web   1/1 Running", want: uid("default") },
    { word: "web", command: "kubectl get pods -n shop", line: "web   1/1 Running", want: uid("shop") },
    { word: "web", command: "k get po -A", line: "shop   web   1/1 Running", want: uid("shop") },
    { word: "pod/web", command: "kubectl delete pod web -n shop", line: "pod/web", want: uid("shop") },
    { word: "worker-1", command: "kubectl get pods -o wide", line: "web worker-1", want: "nodes/worker-1" },
    { word: "web", command: "kubectl get deploy -n shop", line: "web  0/1", want: "deployments/shop/web" },
    { word: "front", command: "kubectl get svc -A", line: "shop  front", want: "services/shop/front" },
    { word: "service/front", command: "kubectl get all -n shop", line: "service/front", want: "services/shop/front" },
    { word: "deployment.apps/web", command: "kubectl get all -n shop", line: "", want: "deployments/shop/web" },
    { word: "front", command: "kubectl get pods", line: "front", want: undefined },
    { word: "constructor", command: "kubectl get pods", line: "", want: undefined },
  ])("$word under $command", ({ word, command, line, want }) => {
    expect(namedObject(run, word, { terminal: "1", command, line }, "default")).toBe(want);
  });
  it("is looked for where the terminal stands", () => {
    const near = { terminal: "1", command: "kubectl get pods", line: "web" };
    expect(namedObject(run, "web", near, "shop")).toBe(uid("shop"));
  });
});
