// kubectl 1.36.3 validates a List itself, by the server's schema.
import { expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "./testing/console.ts";

const LIST = `apiVersion: v1
kind: List
items:
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: d}
  spec:
    foo: 1
    template:
      metadata: {labels: {a: b}, bad: 1}
      spec:
        containers: [{name: a, imag: x, ports: [{x: 1}]}]
- {apiVersion: v1, kind: ConfigMap, metadata: {name: fine}, datum: x}
`;

it("names each unknown field and each that is missing, and creates nothing", () => {
  const c = openConsole(makeScenario());
  c.write("list.yaml", LIST);
  const found = [
    'ValidationError(Deployment.spec): unknown field "foo" in io.k8s.api.apps.v1.DeploymentSpec',
    'ValidationError(Deployment.spec.template.metadata): unknown field "bad" in io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
    'ValidationError(Deployment.spec.template.spec.containers[0]): unknown field "imag" in io.k8s.api.core.v1.Container',
    'ValidationError(Deployment.spec.template.spec.containers[0].ports[0]): unknown field "x" in io.k8s.api.core.v1.ContainerPort',
    'ValidationError(Deployment.spec.template.spec.containers[0].ports[0]): missing required field "containerPort" in io.k8s.api.core.v1.ContainerPort',
    'ValidationError(Deployment.spec): missing required field "selector" in io.k8s.api.apps.v1.DeploymentSpec',
    'ValidationError(ConfigMap): unknown field "datum" in io.k8s.api.core.v1.ConfigMap',
  ];
  expect(c.type("kubectl apply -f list.yaml")).toBe(
    `error: error validating "list.yaml": error validating data: [${found.join(", ")}]; if you choose to ignore these errors, turn validation off with --validate=false\n`,
  );
  expect(c.type("kubectl get cm fine -o name")).toContain("NotFound");
});

it("does not do it where it should only warn", () => {
  const c = openConsole(makeScenario());
  c.write(
    "list.yaml",
    LIST.slice(0, LIST.indexOf("- apiVersion: apps")) + LIST.slice(LIST.indexOf("- {apiVersion: v1")),
  );
  const said = c.type("kubectl apply -f list.yaml --validate=warn").split("\n");
  expect(said[0]).toMatch(
    /^W\d{4} .* schema.go:145\] cannot perform warn validation if server-side field validation is unsupported, skipping validation$/,
  );
  expect(said).toContain("configmap/fine created");
});
