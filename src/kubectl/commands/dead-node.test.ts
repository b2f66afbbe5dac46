// logs and exec where the API server does not get through to the kubelet. Texts are those of 1.36.3.
import { expect, it } from "vitest";
import type { Scenario } from "#engine";
import { openConsole, type Console } from "../testing/console.ts";

const SCENARIO: Scenario = {
  name: "dead",
  seed: 3,
  nodes: [
    { name: "control", role: "control-plane", cpu: "2", memory: "4Gi", address: "10.0.0.1" },
    { name: "worker", cpu: "2", memory: "4Gi", address: "10.0.0.2" },
  ],
  images: { "demo/web:1.0": { logs: ["hello"], port: 8080, startupMs: 300, routes: [{ path: "/", status: 200 }] } },
} as unknown as Scenario;

const opened = (action: string, data: object): Console => {
  const at = openConsole(SCENARIO);
  at.pass(60_000);
  at.type(`kubectl run web --image=demo/web:1.0 --overrides='{"spec":{"nodeName":"worker"}}'`);
  at.pass(20_000);
  expect(at.type("kubectl logs web")).toBe("hello\nlistening on 8080\n");
  at.run.act({ component: "node", action, data: { node: "worker", ...data } });
  at.pass(1000);
  return at;
};

const NO_ROUTE = "dial tcp 10.0.0.2:10250: connect: no route to host";
const REFUSED = "dial tcp 10.0.0.2:10250: connect: connection refused";

it.each([
  ["power", { on: false }, NO_ROUTE],
  ["network", { cut: true }, NO_ROUTE],
  ["kubelet", { stopped: true }, REFUSED],
])("says so after %s %j", (action, data, why) => {
  const at = opened(action, data);
  const url = "https://10.0.0.2:10250/containerLogs/default/web/web";
  expect(at.type("kubectl logs web")).toBe(`Error from server: Get "${url}": ${why}\n`);
  expect(at.type("kubectl logs web -f --tail=5 --since=1500ms --timestamps")).toBe(
    `Error from server: Get "${url}?follow=true&sinceSeconds=2&tailLines=5&timestamps=true": ${why}\n`,
  );
  expect(at.type("kubectl exec web -- ls")).toBe(
    `error: unable to upgrade connection: error dialing backend: ${why}\n`,
  );
});

it("asks for the node first", () => {
  const at = opened("power", { on: false });
  at.type("kubectl delete node worker");
  expect(at.type("kubectl logs web")).toBe('Error from server (NotFound): nodes "worker" not found\n');
});
