import { expect, it } from "vitest";
import { metricsView, UsageHistory } from "./metrics.ts";
import { Session } from "./session/session.ts";
import { DEFAULT_SANDBOX } from "./session/sandbox-choice.ts";
import { sandboxScenario } from "./session/sandbox.ts";

const MEBI = 1_048_576;
const session = new Session({ scenario: sandboxScenario(DEFAULT_SANDBOX), files: [] });
const zeroMs = session.nowMs;
session.type("kubectl create deployment leak --image=demo/leak:1.0 --replicas=1 --port=8080");
session.type("kubectl set resources deployment leak --limits=memory=100Mi --requests=memory=64Mi");
session.type("kubectl expose deployment leak --port=80 --target-port=8080");
session.type("kubectl create ingress leak --class=nginx '--rule=/*=leak:80'");
session.advance(zeroMs + 40_000);

it("shows memory that grows to its limit, read from the run's keyframes", () => {
  const before = session.run.cluster.logHash;
  const view = metricsView(session.run, new UsageHistory(), { zeroMs, mayGoOn: () => true });
  expect(view.isComplete).toBe(true);
  const pods = view.nodes.flatMap((n) => n.pods).filter((p) => p.name.startsWith("leak") && p.memory.points.length > 5);
  expect(pods).toHaveLength(1);
  const { memory, cpu, isGone } = pods[0]!;
  expect(isGone).toBe(false);
  expect(memory.levels).toEqual([
    { kind: "request", value: 64 * MEBI },
    { kind: "limit", value: 100 * MEBI },
  ]);
  expect(cpu.levels).toEqual([]);
  const values = memory.points.map(({ value }) => value / MEBI);
  expect(Math.max(...values)).toBeLessThanOrEqual(100);
  expect(Math.max(...values)).toBeGreaterThan(80);
  // It is killed at its limit and begins anew: the line falls at least once.
  expect(values.some((value, i) => i > 0 && value < values[i - 1]! - 20)).toBe(true);
  expect(session.run.cluster.logHash, "looking changes nothing").toBe(before);
});

it("reads a little at a time, and goes on where it stopped", () => {
  const history = new UsageHistory();
  let left = 2;
  const some = metricsView(session.run, history, { zeroMs, mayGoOn: () => left-- > 0 });
  expect(some.isComplete).toBe(false);
  expect(some.nodes[0]!.cpu.points).toHaveLength(2);
  const all = metricsView(session.run, history, { zeroMs, mayGoOn: () => true });
  expect(all.nodes[0]!.cpu.points).toHaveLength(session.run.branch.keyframes.filter((k) => k.nowMs >= zeroMs).length);
});

const sum = (points: readonly { readonly value: number }[]): number => points.reduce((n, { value }) => n + value, 0);

it("counts each client's requests by the second", () => {
  const { traffic, fromMs, toMs } = metricsView(session.run, new UsageHistory(), { zeroMs, mayGoOn: () => false });
  expect(traffic.map(({ client }) => client)).toEqual(["clients"]);
  const { served, failed, p95 } = traffic[0]!;
  expect(served).toHaveLength(Math.floor((toMs - fromMs) / 1000));
  const logged = session.run.branch.entries.filter((e) => e.type === "request" && e.atMs >= zeroMs).length;
  expect(sum(served) + sum(failed)).toBe(logged);
  expect(Math.max(...p95.map(({ value }) => value))).toBeGreaterThanOrEqual(10);
});
