import { describe, expect, it } from "vitest";
import type { Scenario } from "#engine";
import { terminalLook } from "../kubectl.ts";
import { type Console, openConsole } from "../testing/console.ts";

const scenario = (over: Partial<Scenario> = {}): Scenario => ({
  name: "patience",
  seed: 3,
  startTime: "2026-06-03T10:00:00Z",
  nodes: [
    { name: "master", role: "control-plane", cpu: "2", memory: "2Gi" },
    { name: "worker-1", role: "worker", cpu: "2", memory: "4Gi", unschedulable: true },
  ],
  images: { "a/web:1": { port: 80 } },
  controlPlanePods: true,
  ...over,
});

/** With a pod on the master, which has been there for a while. */
const start = (over: Partial<Scenario> = {}): Console => {
  const console = openConsole(scenario(over));
  console.type("kubectl run hog --image=a/web:1");
  console.pass(60_000);
  return console;
};
/** More memory for that pod. */
const hold = (console: Console, memoryMi: number): void => {
  console.run.act({ component: "apps", action: "hold", data: { pod: "default/hog", memoryMi } });
  console.pass(1000);
};

/** 2Gi, of which the system holds 100Mi, the control plane 365Mi and the hog 5Mi: room for 178Mi of code. */
const FREEZES = 1400;
const TIMEOUT = "Unable to connect to the server: net/http: TLS handshake timeout\n";

const playCut = (isCut: boolean): number => {
  const console = start();
  hold(console, FREEZES);
  console.type("kubectl get pods && echo yes || echo no");
  console.pass(5000);
  const { cluster } = console.run;
  if (isCut) cluster.restore(JSON.parse(JSON.stringify(cluster.snapshot())) as never);
  console.pass(10_000);
  return cluster.logHash;
};

describe("kubectl and an API server that", () => {
  it("is well: answers at once", () => {
    const console = start();
    expect(console.type("kubectl get pods --no-headers")).toMatch(/^hog +1\/1 +Running +0 +\w+\n$/);
  });

  it("stands still: waits ten seconds and gives up with exit 1", () => {
    const console = start();
    hold(console, FREEZES);
    expect(console.type("kubectl get pods; echo exit $?")).toBe("");
    expect(console.pass(9999)).toBe("");
    expect(console.pass(1)).toBe(`${TIMEOUT}exit 1\n`);
  });

  it("wakes up meanwhile: answers then", () => {
    const console = start();
    hold(console, FREEZES);
    console.type("kubectl get pods --no-headers");
    console.pass(4000);
    console.run.act({ component: "apps", action: "hold", data: { pod: "default/hog", memoryMi: -FREEZES } });
    expect(console.pass(650)).toBe("");
    expect(console.pass(350)).toMatch(/^hog +1\/1 +Running/);
  });

  it("stands still: nothing that was asked for is done", () => {
    const console = start();
    hold(console, FREEZES);
    console.type("kubectl delete pod hog --wait=false");
    expect(console.pass(10_000)).toBe(TIMEOUT);
    expect(console.run.cluster.sim.store.get("pods", "default/hog")?.metadata.deletionTimestamp).toBeUndefined();
  });

  it("stands still: what needs no server goes on", () => {
    const console = start();
    hold(console, FREEZES);
    expect(console.type("kubectl config current-context")).toBe("kubernetes-admin@kubernetes\n");
    expect(console.type("kubectl get pods --nonsense")).toMatch(/^error: unknown flag: --nonsense/);
  });

  it("stands still: Ctrl+C ends the wait", () => {
    const console = start();
    hold(console, FREEZES);
    console.type("kubectl get pods");
    expect(console.interrupt()).toBe("^C\n");
    expect(terminalLook(console.run.cluster, "1").foreground !== undefined).toBe(false);
    expect(console.pass(20_000)).toBe("");
  });

  it("stands still: watch shows its answer after each wait", () => {
    const console = start();
    hold(console, FREEZES);
    console.type("watch -t kubectl get pods");
    console.pass(9999);
    expect(console.pass(1)).toBe(`\u001b[2J${TIMEOUT}`);
    console.pass(11_999);
    expect(console.pass(1)).toBe(`\u001b[2J${TIMEOUT}`);
  });

  it("stands still: stern says why", () => {
    const console = start();
    hold(console, FREEZES);
    console.type("stern hog");
    expect(console.pass(10_000)).toBe(
      'Error: Get "https://10.77.0.1:6443/api/v1/namespaces": net/http: TLS handshake timeout\n',
    );
  });

  it("has little CPU: takes half to twice its median", () => {
    const console = start({
      nodes: [{ name: "master", role: "control-plane", cpu: "50m", memory: "4Gi" }],
      controlPlanePods: false,
    });
    const waits: number[] = [];
    for (let i = 0; i < 20; i++) {
      console.type("kubectl get nodes --no-headers");
      let ms = 0;
      while (!console.pass(10).includes("master")) ms += 10;
      waits.push(ms);
    }
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(440);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1800);
    expect(Math.max(...waits)).toBeGreaterThan(900);
  });

  it("has lost its machine", () => {
    const console = start();
    console.run.act({ component: "node", action: "power", data: { node: "master", on: false } });
    console.pass(10);
    console.type("kubectl get nodes");
    expect(console.pass(3000)).toBe(
      "Unable to connect to the server: dial tcp 10.77.0.1:6443: connect: no route to host\n",
    );
    console.run.act({ component: "node", action: "power", data: { node: "master", on: true } });
    console.pass(10);
    console.type("kubectl get nodes");
    expect(console.pass(10)).toBe(
      "The connection to the server 10.77.0.1:6443 was refused - did you specify the right host or port?\n",
    );
    console.pass(20_000);
    expect(console.type("kubectl get nodes --no-headers")).toMatch(/^master +Ready/);
  });

  it("stands still: a run that is cut in the middle goes on as the whole one", () => {
    expect(playCut(true)).toBe(playCut(false));
  });
});
