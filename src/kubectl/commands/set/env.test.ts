// set env, as kubectl 1.36.3 answered.
import { expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../../testing/console.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers:
  - name: web
    image: demo/web:1.0
    resources: {limits: {memory: 64Mi}}
    env:
    - {name: A, value: one}
    - {name: B, valueFrom: {configMapKeyRef: {name: cm, key: colour}}}
    - {name: C, valueFrom: {configMapKeyRef: {name: cm, key: nope}}}
    - {name: D, valueFrom: {fieldRef: {fieldPath: "metadata.labels['app']"}}}
    - {name: E, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}}
    - {name: F, valueFrom: {secretKeyRef: {name: hidden, key: word}}}
`;

const open = () => {
  const c = openConsole(makeScenario());
  c.write("pod.yaml", POD);
  c.type(
    "kubectl create cm cm --from-literal=colour=red; kubectl create secret generic hidden --from-literal=word=old",
  );
  c.type("kubectl apply -f pod.yaml");
  return c;
};

it("lists references, and with --resolve what they come to", () => {
  const c = open();
  expect(c.type("kubectl set env pod/web --list")).toBe(
    [
      "# Pod web, container web",
      "A=one",
      "# B from configmap cm, key colour",
      "# C from configmap cm, key nope",
      "# D from field path metadata.labels['app']",
      "# E from resource field limits.memory",
      "# F from secret hidden, key word",
      "",
    ].join("\n"),
  );
  expect(c.type("kubectl set env pod/web --list --resolve")).toBe(
    [
      "# Pod web, container web",
      "A=one",
      "B=red",
      "# C from configmap cm, key nope",
      "D=web",
      "E=64",
      "F=old",
      "error retrieving reference for C: key nope not found in config map cm",
      "",
    ].join("\n"),
  );
});

it("lists what the changes would make of them, and leaves them alone", () => {
  const c = open();
  expect(c.type("kubectl set env pod/web A- X=y --from=cm/cm --prefix=P_ --list")).toBe(
    [
      "Warning: key colour transferred to COLOUR",
      "# Pod web, container web",
      "# B from configmap cm, key colour",
      "# C from configmap cm, key nope",
      "# D from field path metadata.labels['app']",
      "# E from resource field limits.memory",
      "# F from secret hidden, key word",
      "P_X=y",
      "# P_COLOUR from configmap cm, key colour",
      "",
    ].join("\n"),
  );
  expect(c.type("kubectl set env pod/web --list | head -2")).toBe("# Pod web, container web\nA=one\n");
});

it.each([
  ["pod/web X=y web", "error: all resources must be specified before environment changes: pod/web X=y web"],
  ["pod --all -l a=b X=y", "error: cannot set --all and --selector at the same time"],
  ["pod/web --list -o yaml", "error: --list and --output may not be specified together"],
  ["pod/web --keys=a X=y", "error: when specifying --keys, a configmap or secret must be provided with --from"],
])("kubectl set env %s", (words, says) => {
  expect(open().type(`kubectl set env ${words}`)).toBe(`${says}\n`);
});
