// A deletion that does not come to its end, as kubectl 1.36.3 told of it.
import { expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../testing/console.ts";

it("names what it waited for in vain", () => {
  const c = openConsole(makeScenario());
  c.write("held.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: held, finalizers: [a.b/c]}\n");
  c.write(
    "web.yaml",
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, finalizers: [a.b/c]}
spec:
  replicas: 0
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: demo/web:1.0}]}
`,
  );
  c.type("kubectl apply -f held.yaml -f web.yaml");
  c.type("kubectl delete cm held --timeout=2s");
  expect(c.pass(3000)).toBe("error: timed out waiting for the condition on configmaps/held\n");
  c.type("kubectl delete deploy web --timeout=2s");
  expect(c.pass(3000)).toBe("error: timed out waiting for the condition on deployments/web\n");
});

it("refuses force with a grace period, before it looks", () => {
  const c = openConsole(makeScenario());
  expect(c.type("kubectl delete pod nope --force --grace-period=5")).toBe(
    "error: --force and --grace-period greater than 0 cannot be specified together\n",
  );
});
