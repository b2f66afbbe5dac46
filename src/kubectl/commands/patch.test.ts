// How a patch is read and what is said of it, as kubectl 1.36.3 answered.
import { beforeAll, describe, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { type Console, openConsole } from "../testing/console.ts";

let c: Console;
beforeAll(() => {
  c = openConsole(makeScenario());
  c.write("bad.yaml", "spec: [\n");
  c.type("kubectl create cm conf --from-literal=a=1");
});

describe("kubectl patch cm conf", () => {
  it.each([
    ["--patch-file bad.yaml", 'error: unable to parse "": yaml: line 1: did not find expected node content\n'],
    ["-p 'spec: ['", 'error: unable to parse "spec: [": yaml: line 1: did not find expected node content\n'],
    ["-p 'a: b: c'", 'error: unable to parse "a: b: c": yaml: mapping values are not allowed in this context\n'],
    [`-p '{"data":{"a":"2"}}' --dry-run=server`, "configmap/conf patched\n"],
    [`-p '{"data":{"a":"2"}}' --dry-run=client`, "configmap/conf patched\n"],
    [`-p '{"data":{"a":"1"}}' --dry-run=server`, "configmap/conf patched (no change)\n"],
  ])("%s", (line, want) => {
    expect(c.type(`kubectl patch cm conf ${line}`)).toBe(want);
    expect(c.type("kubectl get cm conf -o jsonpath={.data.a}")).toBe("1");
  });
});

describe("kubectl patch cm conf --dry-run=client, what is no object", () => {
  const detector = "error: json: cannot unmarshal array into Go value of type unstructured.detector\n";
  it.each([
    ["--type=merge -p '[]'", detector],
    ["--type=merge -p '[1]'", detector],
    ["--type=merge -p 5", "error: Invalid JSON Patch\n"],
    ["--type=merge -p null", "error: Invalid JSON Patch\n"],
    ["-p '[]'", "error: invalid JSON document\n"],
    ["-p 5", "error: invalid JSON document\n"],
    ["-p null", "configmap/conf patched (no change)\n"],
  ])("%s", (line, want) => {
    expect(c.type(`kubectl patch cm conf ${line} --dry-run=client`)).toBe(want);
  });
});
