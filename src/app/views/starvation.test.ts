import { describe, expect, it } from "vitest";
import type { Pod } from "#api/core-pod";
import type { JsonObject } from "#api/meta";
import { Run, type Scenario } from "#engine";
import { why as whyWords } from "../i18n/why-en.ts";
import { words } from "../i18n/words-en.ts";
import { starvationOf } from "./starvation.ts";
import { whyView } from "./why-view.ts";

const pod = (name: string, resources: JsonObject): JsonObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "default", labels: { app: name } },
  spec: { containers: [{ name, image: `demo/${name}`, resources }] },
});
const service: JsonObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "victim", namespace: "default" },
  spec: { type: "NodePort", selector: { app: "victim" }, ports: [{ port: 80, targetPort: 8080, nodePort: 30020 }] },
};

interface Given {
  readonly burner: JsonObject;
  readonly victim: JsonObject;
}

const runOf = ({ burner, victim }: Given): Run => {
  const scenario: Scenario = {
    name: "starvation",
    seed: 1,
    startTime: "2026-06-03T00:00:00Z",
    nodes: [{ name: "worker-1", role: "worker", cpu: "2", memory: "4Gi" }],
    images: {
      "demo/burner": { cpuMilli: 4000 },
      "demo/victim": { port: 8080, routes: [{ path: "/", status: 200, cpuMs: 40 }] },
    },
    clients: [
      {
        name: "clients",
        url: "http://worker-1:30020/",
        perSecond: 5,
        arrivals: "even",
        timeoutMs: 2000,
        fromMs: 10_000,
      },
    ],
    objects: [pod("burner", burner), pod("victim", victim), service],
    settleMs: 30_000,
  };
  return new Run(scenario);
};
const podNamed = (run: Run, name: string): Pod => run.cluster.sim.store.get("pods", `default/${name}`)!;
const CONTEXT = { words, why: whyWords, zeroMs: 0, lineOf: () => null };

describe("a pod without requests beside a burner that has one", () => {
  const run = runOf({ burner: { requests: { cpu: "500m" } }, victim: {} });

  it("starves, and the burner is named", () => {
    const found = starvationOf(run, podNamed(run, "victim"))!;
    expect(found).toMatchObject({ node: "worker-1", capacityMilli: 2000, requestMilli: undefined });
    // Shares of 2 beside 512: 7.7 of the 1980 thousandths that the machine's own programs leave.
    expect(found.getsMilli).toBeCloseTo(7.7, 1);
    expect(found.taker).toMatchObject({ pod: "burner", request: "500m", limit: undefined });
    expect(starvationOf(run, podNamed(run, "burner"))).toBeUndefined();
  });

  it("is why its requests fail", () => {
    const why = whyView(run, podNamed(run, "victim").metadata.uid!, CONTEXT)!;
    expect(why.title).toBe("Why do requests to victim fail?");
    expect(why.sentence).toEqual([whyWords.starved("worker-1")]);
    expect(why.evidence.slice(1).flatMap((e) => e.text)).toEqual([
      whyWords.requested(undefined),
      whyWords.taker("burner", 99, "worker-1"),
      whyWords.takerBounds("500m", undefined),
    ]);
  });
});

describe("nobody starves", () => {
  it.each<Given & { readonly name: string }>([
    { name: "with a request", burner: { requests: { cpu: "500m" } }, victim: { requests: { cpu: "250m" } } },
    { name: "beside a burner with a limit", burner: { limits: { cpu: "500m" } }, victim: {} },
    { name: "by its own limit", burner: { limits: { cpu: "500m" } }, victim: { limits: { cpu: "20m" } } },
  ])("$name", ({ burner, victim }) => {
    const run = runOf({ burner, victim });
    expect(starvationOf(run, podNamed(run, "victim"))).toBeUndefined();
  });
});
