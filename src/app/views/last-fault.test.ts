import { expect, it } from "vitest";
import { sandboxFiles, sandboxScenario } from "../session/sandbox.ts";
import { Session } from "../session/session.ts";
import { lastFault } from "./last-fault.ts";

const begin = (): Session => {
  const scenario = sandboxScenario({ workers: 3, cpu: "2", memory: "4Gi", seed: 1 });
  const session = new Session({ scenario, files: sandboxFiles });
  session.type("kubectl apply -f deployment.yaml");
  session.advance(60_000);
  return session;
};

it.each([
  { does: { component: "node", action: "power", data: { node: "worker-1", on: false } }, key: "power", on: "worker-1" },
  { does: { component: "node", action: "network", data: { node: "worker-2", cut: true } }, key: "cut", on: "worker-2" },
  {
    does: { component: "node", action: "disk", data: { node: "worker-3", usedPercent: 95 } },
    key: "fillDisk",
    on: "worker-3",
  },
  {
    does: { component: "apps", action: "exit", data: { pod: "default/web", code: 1 } },
    key: "crash",
    on: "default/web",
  },
  {
    does: { component: "apps", action: "leak", data: { pod: "default/web", memoryMiPerSecond: 4 } },
    key: "leak",
    on: "default/web",
  },
])("$key of $on is what was caused last, until time is before it", ({ does, key, on }) => {
  const session = begin();
  expect(lastFault(session.run)).toBe(null);
  session.act(does);
  session.advance(70_000);
  session.type("kubectl get pods");
  session.write("note.yaml", "a: 1");
  expect(lastFault(session.run)).toEqual({ atMs: 60_000, what: { key, on } });
  session.seek(59_999);
  expect(lastFault(session.run)).toBe(null);
});

it("knows those that the inspector types, and the one before when one was taken back", () => {
  const session = begin();
  const [pod] = session.run.cluster.sim.store.list("pods", "default");
  const line = `kubectl delete pod ${pod!.metadata.name} --wait=false`;
  session.type(line);
  session.advance(65_000);
  session.act({ component: "node", action: "power", data: { node: "worker-1", on: false } });
  session.advance(66_000);
  expect(lastFault(session.run)).toEqual({ atMs: 65_000, what: { key: "power", on: "worker-1" } });
  session.seek(64_999);
  session.fork();
  expect(lastFault(session.run)).toEqual({ atMs: 60_000, what: { line } });
});

it("is nothing that a lesson did by itself", () => {
  const session = begin();
  session.script([{ component: "node", action: "power", data: { node: "worker-1", on: false } }]);
  expect(lastFault(session.run)).toBe(null);
});
