import { expect, it } from "vitest";
import { parting } from "./branch.ts";
import { Run } from "./run.ts";
import type { Scenario } from "../scenario.ts";
import type { ComponentFactory } from "../sim.ts";

const scenario: Scenario = { name: "t", seed: 7, startTime: "2026-06-03T10:00:00Z", nodes: [], images: {} };

/** Ticks at random moments and counts what it is told. */
const ticker: ComponentFactory = (sim) => {
  const rows = sim.table<number>("ticker");
  const later = (): number => sim.setTimer(sim.now() + 1 + sim.rng.int("ticker", 900), "ticker/tick", "k");
  return {
    name: "ticker",
    start: () => void later(),
    timers: {
      tick: () => {
        rows.set("n", (rows.get("n") ?? 0) + 1);
        sim.log({ type: "machine", node: "n", what: "tick", data: rows.get("n")! });
        later();
      },
    },
    commands: {
      add: (data) => {
        rows.set("n", (rows.get("n") ?? 0) + Number(data["by"]));
        return rows.get("n")!;
      },
    },
  };
};

const newRun = (): Run => new Run(scenario, { components: [ticker] });
const add = (by: number) => ({ component: "ticker", action: "add", data: { by } });

it("makes the same log twice", () => {
  const [a, b] = [newRun(), newRun()];
  for (const run of [a, b]) {
    run.advance(20_000);
    run.act(add(5));
    run.act(add(6));
    run.advance(60_000);
  }
  expect(a.cluster.logHash).toBe(b.cluster.logHash);
  expect(a.branch.entries).toEqual(b.branch.entries);
});

it("seeks to any moment and finds the state of then", () => {
  const run = newRun();
  run.advance(12_345);
  run.act(add(100));
  const seen = new Map<number, string>();
  for (let t = 12_500; t < 60_000; t += 1700) {
    run.advance(t);
    seen.set(t, JSON.stringify(run.cluster.snapshot()));
  }
  for (const t of [...seen.keys()].toReversed()) {
    run.seek(t);
    expect(JSON.stringify(run.cluster.snapshot())).toBe(seen.get(t));
  }
  expect(run.branches).toHaveLength(1);
});

it("goes on from JSON as if it had never stopped", () => {
  const whole = newRun();
  whole.advance(50_000);
  const cut = newRun();
  cut.advance(17_001);
  const other = newRun();
  other.cluster.restore(JSON.parse(JSON.stringify(cut.cluster.snapshot())));
  other.cluster.advance(50_000);
  expect(other.cluster.logHash).toBe(whole.cluster.logHash);
});

it("forks when one acts in the past, keeps the old future and finds where they part", () => {
  const run = newRun();
  run.advance(30_000);
  const hash = run.cluster.logHash;
  run.seek(10_000);
  run.act(add(1000));
  run.advance(30_000);
  expect(run.branches.map((b) => [b.name, b.parent, b.forkMs])).toEqual([
    ["A", undefined, 0],
    ["B", 0, 10_000],
  ]);
  expect(run.divergence(0, 1)?.atMs).toBe(10_000);
  // What is known to be the same is not looked at again.
  const [old, other] = run.branches.map((b) => b.entries);
  const { index } = run.divergence(0, 1)!;
  expect(parting(old!, other!, index)?.index).toBe(index);
  expect(parting(old!, other!, index + 1)?.index).toBe(index + 1);
  run.switchTo(0);
  expect(run.cluster.logHash).toBe(hash);
});

it("replays a record on a new run", () => {
  const run = newRun();
  run.advance(3000);
  run.act(add(2));
  run.advance(3500);
  run.act(add(3));
  run.advance(9000);
  const again = newRun();
  again.replay(run.record());
  expect(again.cluster.logHash).toBe(run.cluster.logHash);
});

it("makes every future of a record again, and stands in the same one", () => {
  const run = newRun();
  run.advance(10_000);
  run.act(add(1));
  run.advance(30_000);
  run.seek(12_000);
  run.act(add(2));
  run.act(add(3));
  run.advance(20_000);
  run.seek(15_000);
  run.act(add(4));
  run.rename(2, "mended");
  run.advance(25_000);
  run.switchTo(1);
  const again = newRun();
  again.replayBranches(JSON.parse(JSON.stringify(run.recordBranches())));
  expect(again.branch.id).toBe(1);
  expect(again.branches.map(({ name, parent, forkMs, endMs }) => ({ name, parent, forkMs, endMs }))).toEqual([
    { name: "A", parent: undefined, forkMs: 0, endMs: 30_000 },
    { name: "B", parent: 0, forkMs: 12_000, endMs: 20_000 },
    { name: "mended", parent: 1, forkMs: 15_000, endMs: 25_000 },
  ]);
  for (const [i, { entries }] of run.branches.entries()) expect(again.branches[i]!.entries).toEqual(entries);
});

it("begins anew in a future of its own, and keeps the one that was", () => {
  const settled = { ...scenario, settleMs: 4000 };
  const run = new Run(settled, { components: [ticker] });
  run.act(add(1));
  run.advance(20_000);
  const hash = run.cluster.logHash;
  run.restart();
  expect([run.branch.name, run.branch.parent, run.nowMs, run.branch.commands]).toEqual(["B", undefined, 4000, []]);
  run.act(add(2));
  run.advance(20_000);
  const fresh = new Run(settled, { components: [ticker] });
  fresh.act(add(2));
  fresh.advance(20_000);
  expect(run.cluster.logHash).toBe(fresh.cluster.logHash);
  expect(run.branch.entries).toEqual(fresh.branch.entries);
  const again = new Run(settled, { components: [ticker] });
  again.replayBranches(JSON.parse(JSON.stringify(run.recordBranches())));
  expect(again.cluster.logHash).toBe(fresh.cluster.logHash);
  for (const one of [run, again]) {
    one.switchTo(0);
    expect(one.cluster.logHash).toBe(hash);
  }
});

const stateOf = (run: Run): unknown => [run.nowMs, run.cluster.logHash, run.cluster.snapshot(), run.recordBranches()];

it("stands where it stood before when a component throws, be it on a command or in time", () => {
  let isBroken = false;
  const faulty: ComponentFactory = (sim) => ({
    name: "faulty",
    start: () => void sim.setTimer(7500, "faulty/late", "k"),
    timers: {
      late: () => {
        sim.log({ type: "machine", node: "n", what: "half a step" });
        if (isBroken) throw new Error("planted");
      },
    },
    commands: {
      half: () => {
        sim.table<number>("ticker").set("n", -1);
        sim.log({ type: "machine", node: "n", what: "half a command" });
        throw new Error("planted");
      },
    },
  });
  const run = new Run(scenario, { components: [ticker, faulty] });
  const fresh = new Run(scenario, { components: [ticker, faulty] });
  for (const one of [run, fresh]) {
    one.advance(6100);
    one.act(add(4));
  }
  expect(() => run.act({ component: "faulty", action: "half", data: {} })).toThrow("planted");
  expect(stateOf(run)).toEqual(stateOf(fresh));
  isBroken = true;
  expect(() => run.advance(9000)).toThrow("planted");
  expect(stateOf(run)).toEqual(stateOf(fresh));
  isBroken = false;
  for (const one of [run, fresh]) one.advance(20_000);
  expect(stateOf(run)).toEqual(stateOf(fresh));
  expect(run.branch.entries).toEqual(fresh.branch.entries);
});

/** Says how many ticks there were; `cut` takes one away, `wait` is not over at once. */
const reader: ComponentFactory = (sim) => ({
  name: "reader",
  commands: {
    read: () => {
      sim.log({ type: "terminal", terminal: "1", stream: "stdout", text: `${sim.table<number>("ticker").get("n")}` });
      return null;
    },
    cut: () => {
      sim.table<number>("ticker").set("n", 0);
      return null;
    },
  },
});
const asks = (action: string) => ({ component: "reader", action, data: {} });
const readable = (): Run => {
  const run = new Run(scenario, { components: [ticker, reader] });
  run.advance(10_000);
  run.act(add(5));
  run.advance(30_000);
  return run;
};

it("slips what only looks into the past: the future stays as it was seen, and a replay says the same", () => {
  const run = readable();
  const seen = run.branch.entries.filter((e) => e.type === "machine");
  run.seek(4000);
  expect(run.slip(asks("read"), () => true)).toBe(true);
  expect(run.nowMs).toBe(4000);
  expect(run.endMs).toBe(30_000);
  expect(run.branches).toHaveLength(1);
  expect(run.branch.entries.findLast((e) => e.atMs <= 4000)).toMatchObject({ type: "terminal" });
  run.seek(30_000);
  expect(run.branch.entries.filter((e) => e.type === "machine").map(({ atMs, data }) => [atMs, data])).toEqual(
    seen.map(({ atMs, data }) => [atMs, data]),
  );
  expect(run.branch.entries.map((e) => e.index)).toEqual(run.branch.entries.map((_, i) => i));
  const again = new Run(scenario, { components: [ticker, reader] });
  again.replay(run.record());
  expect(again.cluster.logHash).toBe(run.cluster.logHash);
});

it.each([
  { name: "changes what came after", action: "cut", isOver: true },
  { name: "is not over at once", action: "read", isOver: false },
])("slips nothing in that $name", ({ action, isOver }) => {
  const run = readable();
  const { entries, commands } = run.branch;
  const before = [[...entries], [...commands]];
  run.seek(4000);
  const state = JSON.stringify(run.cluster.snapshot());
  expect(run.slip(asks(action), () => isOver)).toBe(false);
  expect([run.branch.entries, run.branch.commands]).toEqual(before);
  expect(JSON.stringify(run.cluster.snapshot())).toBe(state);
});

it("makes futures again whose parent was looked at after they had left it", () => {
  const run = readable();
  run.seek(8000);
  run.act(add(100));
  run.advance(20_000);
  run.switchTo(0);
  run.seek(4000);
  run.slip(asks("read"), () => true);
  const again = new Run(scenario, { components: [ticker, reader] });
  again.replayBranches(run.recordBranches());
  expect(again.recordBranches()).toEqual(run.recordBranches());
  for (const id of [1, 0]) {
    for (const one of [run, again]) {
      one.switchTo(id);
      one.seek(20_000);
    }
    expect(again.cluster.logHash).toBe(run.cluster.logHash);
  }
});

/** Fills a table with more rows than all else has. */
const bulk: ComponentFactory = (sim) => {
  const rows = sim.table<number>("bulk");
  return {
    name: "bulk",
    commands: {
      fill: () => {
        for (let i = 0; i < 300_000; i++) rows.set(String(i), i);
        return null;
      },
    },
  };
};

it("keeps fewer keyframes of a cluster that is big, and goes anywhere all the same", () => {
  const run = new Run(scenario, { components: [ticker, bulk] });
  run.act({ component: "bulk", action: "fill", data: {} });
  const hashes: number[] = [];
  for (let atMs = 1000; atMs <= 60_000; atMs += 1000) {
    run.advance(atMs);
    hashes.push(run.cluster.logHash);
  }
  const times = run.branch.keyframes.map((k) => k.nowMs);
  expect(times[0]).toBe(0);
  expect(times.at(-1)).toBe(60_000);
  expect(times.length).toBeLessThan(9);
  for (const atMs of [1000, 17_000, 59_000, 60_000]) {
    run.seek(atMs);
    expect(run.cluster.logHash).toBe(hashes[atMs / 1000 - 1]);
  }
});

it.each([
  { forkMs: 10_000, parent: "a moment of a keyframe" },
  { forkMs: 11_000, parent: "a moment between two" },
])("keeps keyframes of a future that leaves another at $parent", ({ forkMs }) => {
  const run = newRun();
  run.advance(20_000);
  run.seek(forkMs);
  run.act(add(1));
  run.advance(16_000);
  expect(run.branch.keyframes.map((k) => k.nowMs).filter((at) => at > forkMs)).toEqual([12_500, 15_000]);
});

it("keeps keyframes of a future that leaves another where it kept few", () => {
  const run = new Run(scenario, { components: [ticker, bulk] });
  run.act({ component: "bulk", action: "fill", data: {} });
  run.advance(60_000);
  const times = run.branch.keyframes.map((k) => k.nowMs);
  const [gapMs = 0] = times.filter((at, i) => (times[i + 1] ?? at) - at > 2500);
  run.seek(gapMs + 2501);
  run.act(add(1));
  run.advance(gapMs + 6000);
  expect(run.branch.keyframes.at(-1)?.nowMs).toBe(gapMs + 5000);
});
