// What belongs to the cluster itself, deleted by hand: it comes again, or it stays.
import { expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../testing/console.ts";

it("the service of the API server is made again within ten seconds, with its endpoints", () => {
  const c = openConsole(makeScenario());
  expect(c.type("kubectl delete svc kubernetes")).toBe('service "kubernetes" deleted from default namespace\n');
  expect(c.type("kubectl get svc kubernetes")).toBe('Error from server (NotFound): services "kubernetes" not found\n');
  c.pass(10_000);
  expect(c.type("kubectl get svc kubernetes --no-headers | awk '{print $1, $3, $5}'")).toBe(
    "kubernetes 10.96.0.1 443/TCP\n",
  );
  expect(c.type("kubectl get endpointslices kubernetes -o jsonpath='{.endpoints[0].addresses[0]}'")).toBe("10.77.0.1");
  expect(c.type("kubectl get endpoints kubernetes -o name")).toContain("endpoints/kubernetes");
});

it("the namespace of the leases is made again within a minute", () => {
  const c = openConsole(makeScenario());
  c.type("kubectl delete ns kube-node-lease --wait=false");
  c.pass(70_000);
  expect(c.type("kubectl get ns kube-node-lease --no-headers | awk '{print $2}'")).toBe("Active\n");
});

it("a system priority class stays", () => {
  const c = openConsole(makeScenario());
  expect(c.type("kubectl delete priorityclass system-node-critical")).toBe(
    'Error from server (Forbidden): priorityclasses.scheduling.k8s.io "system-node-critical" is forbidden: this is a system priority class and cannot be deleted\n',
  );
});
