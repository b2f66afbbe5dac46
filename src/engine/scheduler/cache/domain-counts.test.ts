import { describe, expect, it } from "vitest";
import { createRng } from "../../clock/rng.ts";
import { StateTable } from "../../state/table.ts";
import { CountView, DomainCounts } from "./domain-counts.ts";
import { Eligibility } from "./eligibility.ts";
import { NodeInfo } from "./node-info.ts";
import { Topology } from "./topology.ts";

const NODES = 60;

/** As many domains as nodes, so that the counts are searched as those of a large cluster are. */
const makeCounts = (): { counts: DomainCounts; pods: number[] } => {
  const topology = new Topology("host");
  const nodes = Array.from({ length: NODES }, (_, slot) => {
    const node = new NodeInfo(`n${slot}`);
    node.slot = slot;
    topology.place(slot, { host: node.name });
    return node;
  });
  const eligible = new Eligibility(() => true, nodes);
  return { counts: new DomainCounts(topology, eligible), pods: nodes.map(() => 0) };
};

describe("the smallest count of many domains", () => {
  it("is what counting anew would give, whatever comes and goes", () => {
    const rng = createRng(new StateTable<number>("rng"), 3);
    const { counts, pods } = makeCounts();
    for (let step = 0; step < 20_000; step++) {
      const slot = rng.int("slot", NODES);
      // Up more often than down, then down more often than up: the minimum rises and falls.
      const isUp = rng.int("up", 10) < (step < 10_000 ? 7 : 3);
      const delta = isUp ? 1 : -1;
      if ((pods[slot] ?? 0) + delta < 0) continue;
      pods[slot] = (pods[slot] ?? 0) + delta;
      counts.addOn(slot, delta);
      expect(counts.minimum()).toBe(Math.min(...pods));
    }
  });
  it("is what counting anew would give in a dry run, whose changes leave the counts alone", () => {
    const rng = createRng(new StateTable<number>("rng"), 4);
    const { counts, pods } = makeCounts();
    for (let step = 0; step < 500; step++) {
      const slot = rng.int("slot", NODES);
      pods[slot] = (pods[slot] ?? 0) + 1;
      counts.addOn(slot, 1);
      const view = new CountView(counts);
      const tried = [...pods];
      for (const delta of [-1, -1, 1, -2]) {
        const where = rng.int("where", 3);
        tried[where] = (tried[where] ?? 0) + delta;
        view.addOn(where, delta);
        expect(view.minimum()).toBe(Math.min(...tried));
      }
      expect(counts.minimum()).toBe(Math.min(...pods));
    }
  });
});
