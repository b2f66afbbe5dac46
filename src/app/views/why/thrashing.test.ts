import { describe, expect, it } from "vitest";
import type { JsonObject } from "#api/meta";
import { nodeTruth, Run, type Scenario } from "#engine";
import { inspect as said } from "../../i18n/inspect-en.ts";
import { why } from "../../i18n/why-en.ts";
import { words } from "../../i18n/words-en.ts";
import { inspectorView } from "../inspector-view.ts";
import { nodeView } from "../node-view.ts";
import { whyView } from "../why-view.ts";

const hog: JsonObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "hog", namespace: "default" },
  spec: { containers: [{ name: "hog", image: "demo/hog" }] },
};
const scenario: Scenario = {
  name: "thrashing",
  seed: 1,
  startTime: "2026-06-03T00:00:00Z",
  nodes: [{ name: "master", role: "control-plane", cpu: "2", memory: "2Gi" }],
  images: { "demo/hog": { port: 8080, memoryMi: 100 } },
  objects: [hog],
  controlPlanePods: true,
};
const CONTEXT = { words, said, why, zeroMs: 0, lineOf: () => null };

/** Of 2Gi the system holds 100Mi, the control plane 365Mi, the hog its 100Mi and `moreMi`. */
const runWith = (moreMi: number): Run => {
  const run = new Run(scenario);
  run.advance(30_000);
  run.act({ component: "apps", action: "hold", data: { pod: "default/hog", memoryMi: moreMi } });
  run.advance(31_000);
  return run;
};
const noteOf = (run: Run): unknown => {
  const { sim } = run.cluster;
  const node = sim.store.get("nodes", "master")!;
  const truth = nodeTruth(sim, "master");
  return nodeView(node, { words, wallMs: sim.wallMs(), truth, pods: [], renewTime: undefined }).note;
};
const factsOf = (run: Run): unknown =>
  inspectorView(run, "nodes/master", CONTEXT)!
    .facts.filter(({ label }) => label === "API server" || label === "Programs in memory")
    .map(({ value, tone }) => [value, tone]);
const whyOf = (run: Run): unknown => {
  const { sentence, evidence } = whyView(run, "nodes/master", CONTEXT)!;
  return [sentence[0], ...evidence.map(({ n, text }) => [n, text[0]])];
};

describe("a master", () => {
  it("that is well says nothing of it", () => {
    const run = runWith(0);
    expect(noteOf(run)).toBeNull();
    expect(factsOf(run)).toEqual([
      ["answers in 0.05 s", "ink"],
      ["364Mi of 364Mi", "ink"],
    ]);
    expect(whyOf(run)).toEqual([why.nodeReady]);
  });

  it("with too little room for its code is slow", () => {
    const run = runWith(1265);
    expect(noteOf(run)).toEqual({ text: "API 2.2 s", tone: "wait" });
    expect(factsOf(run)).toEqual([
      ["answers in 2.16 s", "fail"],
      ["218Mi of 364Mi", "fail"],
    ]);
  });

  it("with room for half of it is silent, and the machine tells why", () => {
    const run = runWith(1301);
    expect(noteOf(run)).toEqual({ text: "API silent", tone: "fail" });
    expect(factsOf(run)).toEqual([
      ["API silent", "fail"],
      ["182Mi of 364Mi", "fail"],
    ]);
    const apiserver = run.cluster.sim.store.get("pods", "kube-system/kube-apiserver-master")!;
    const ofPod = whyView(run, apiserver.metadata.uid!, CONTEXT)!;
    expect([ofPod.title, ofPod.sentence[0]]).toEqual([why.titleSlow("kube-apiserver"), why.nodeThrashes("master")]);
    expect(whyOf(run)).toEqual([
      why.nodeThrashes("master"),
      [1, "There is room for 182Mi of files; the code that runs takes 364Mi."],
      [2, "hog holds most: 1.4Gi."],
      [3, "Nothing is killed and no event is written: only the machine's own figures tell."],
    ]);
  });
});
