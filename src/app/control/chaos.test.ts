import { describe, expect, it } from "vitest";
import { nodeTruth } from "#engine";
import { sandboxFiles, sandboxScenario } from "../session/sandbox.ts";
import { Session } from "../session/session.ts";
import { chaosFault } from "./chaos.ts";

const sandbox = (isApplied: boolean): Session => {
  const scenario = sandboxScenario({ workers: 3, cpu: "2", memory: "4Gi", seed: 1 });
  const session = new Session({ scenario, files: sandboxFiles });
  if (isApplied) session.type("kubectl apply -f deployment.yaml -f service.yaml -f ingress.yaml");
  session.advance(60_000);
  return session;
};

describe("chaos", () => {
  const { run } = sandbox(true);
  const first = (seed: number) => chaosFault(run, seed, 0);

  it("is the same for the same seed", () => {
    for (let seed = 1; seed <= 20; seed++) expect(first(seed)).toEqual(first(seed));
  });

  it("finds every fault, of pods and of machines, and never one of a master", () => {
    const found = Array.from({ length: 400 }, (_, seed) => first(seed)!);
    expect([...new Set(found.map(({ fault }) => fault))].toSorted()).toEqual([
      "cut",
      "delete",
      "exit",
      "fillDisk",
      "hang",
      "leak",
      "power",
      "trouble",
    ]);
    const nodes = new Set(found.map(({ id }) => id).filter((id) => id.startsWith("nodes/")));
    expect([...nodes].toSorted()).toEqual(["nodes/worker-1", "nodes/worker-2", "nodes/worker-3"]);
  });

  it("goes on with another one", () => {
    const row = Array.from({ length: 12 }, (_, index) => JSON.stringify(chaosFault(run, 7, index)));
    expect(new Set(row).size).toBeGreaterThan(4);
  });

  it("fills a disk: its node is under pressure and lets go of its pods, and a rewind undoes it", () => {
    const session = sandbox(true);
    const node = { component: "node", action: "disk", data: { node: "worker-1", usedPercent: 95 } };
    const isUnder = (): boolean | undefined =>
      session.run.cluster.sim.store
        .get("nodes", "worker-1")
        ?.status?.conditions?.some((c) => c.type === "DiskPressure" && c.status === "True");
    const isFull = (): boolean | undefined => nodeTruth(session.run.cluster.sim, "worker-1")?.isDiskFull;
    expect([isUnder(), isFull()]).toEqual([false, false]);
    session.act(node);
    session.advance(session.nowMs + 60_000);
    expect([isUnder(), isFull()]).toEqual([true, true]);
    session.seek(session.nowMs - 61_000);
    expect([isUnder(), isFull()]).toEqual([false, false]);
  });

  it("does not pull a plug twice", () => {
    const session = sandbox(false);
    for (const node of ["worker-1", "worker-2", "worker-3"])
      session.act({ component: "node", action: "power", data: { node, on: false } });
    expect(chaosFault(session.run, 1, 0)).toBeNull();
  });
});
