// Names that every JavaScript object seems to have: `constructor`, `__proto__`, `toString`. Typed as a key, a value or a verb they are
// words like any other.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { makeScenario } from "#engine/testing";
import { openConsole } from "./testing/console.ts";

const read = (name: string): readonly { readonly in: { readonly object: JsonObject } }[] => {
  const file = new URL(`../../e2e/conformance/recordings/vectors/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { cases: { in: { object: JsonObject } }[] }).cases;
};

type Path = readonly (string | number)[];

const pathsOf = (value: Json | undefined, path: Path = []): readonly Path[] => {
  if (Array.isArray(value)) return value.flatMap((item: Json, i) => pathsOf(item, [...path, i]));
  if (!isJsonObject(value)) return [path];
  return [[...path, "+"], ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))];
};

/** The manifest with `word` in the place of a value; at `+` as one more key. */
const withWord = (value: Json, [head, ...rest]: Path, word: string): Json => {
  if (head === undefined) return word;
  if (Array.isArray(value)) return value.map((item: Json, i) => (i === head ? withWord(item, rest, word) : item));
  const own = Object.entries(value as JsonObject);
  if (head === "+") return Object.fromEntries([...own, [word, "x"]]);
  return Object.fromEntries(own.map(([key, item]) => [key, key === head ? withWord(item, rest, word) : item]));
};

it("any field of any kind may hold them", { timeout: 60_000 }, () => {
  const seen = new Set<string>();
  const c = openConsole(makeScenario());
  const line =
    "kubectl apply -f a.json; kubectl describe -f a.json; kubectl get -o yaml -f a.json; kubectl delete -f a.json";
  for (const { object } of read("validation").map((row) => row.in)) {
    for (const path of pathsOf(object)) {
      const place = `${JSON.stringify(object["kind"])} ${path.map((step) => (typeof step === "number" ? "#" : step)).join(".")}`;
      if (seen.has(place)) continue;
      seen.add(place);
      if (seen.size % 40 === 0) c.pass(1000);
      for (const word of path.at(-1) === "+" ? ["constructor", "__proto__"] : ["constructor"]) {
        c.write("a.json", JSON.stringify(withWord(object, path, word)));
        const said = c.type(`${line} --force`);
        expect(said, `${place} = ${word}`).not.toMatch(/native code|\[object /);
      }
    }
  }
  expect(seen.size).toBeGreaterThan(300);
});

describe("a ConfigMap keeps such a key", () => {
  const c = openConsole(makeScenario());
  it.each([
    ["kubectl create configmap a --from-literal=__proto__=x --from-literal=constructor=y", "configmap/a created\n"],
    ["kubectl get cm a -o jsonpath='{.data.__proto__} {.data.constructor}'", "x y"],
    [`kubectl patch cm a --type=merge -p '{"data":{"__proto__":"z"}}'`, "configmap/a patched\n"],
    [`kubectl patch cm a -p '{"data":{"__proto__":"z2"}}'`, "configmap/a patched\n"],
    [
      `kubectl patch cm a --type=json -p '[{"op":"add","path":"/data/__proto__","value":"z3"}]'`,
      "configmap/a patched\n",
    ],
    ["kubectl get cm a -o go-template='{{.data.__proto__}}'", "z3"],
    ["kubectl get cm a -o yaml | kubectl replace -f -", "configmap/a replaced\n"],
    ["kubectl get cm a -o json | jq -r .data.__proto__", "z3\n"],
  ])("%s", (line, want) => expect(c.type(line)).toBe(want));

  it("a patch of a map that is not there pollutes nothing", () => {
    c.type(`kubectl patch cm a --type=merge -p '{"metadata":{"__proto__":{"polluted":"y"}}}'`);
    c.type(`kubectl patch cm a -p '{"metadata":{"__proto__":{"polluted":"y"}}}'`);
    c.type(`kubectl patch cm a --type=json -p '[{"op":"add","path":"/__proto__/polluted","value":"y"}]'`);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe("nothing answers to a name that nobody gave", () => {
  const c = openConsole(makeScenario());
  c.type("kubectl create configmap a; kubectl label cm a x=y");
  it.each([
    ["kubectl get cm a -o jsonpath='[{.constructor}{.metadata.toString}]'", "[]"],
    ["kubectl get cm a -o go-template='{{.constructor}}'", "<no value>"],
    ["kubectl get cm a --no-headers -o custom-columns=A:.metadata.constructor", "<none>\n"],
    ["kubectl get cm a --no-headers -L constructor,toString | awk '{print NF}'", "3\n"],
    ["kubectl get cm -l constructor --no-headers", "No resources found in default namespace.\n"],
    ["kubectl annotate cm a constructor=z", "configmap/a annotated\n"],
    ["kubectl label cm a valueOf=z", "configmap/a labeled\n"],
    ["kubectl label cm a toString-", 'label "toString" not found.\nconfigmap/a not labeled\n'],
    ["kubectl get cm a -o json | jq .constructor", "null\n"],
    ["kubectl explain pods.constructor", 'error: field "constructor" does not exist\n'],
    [
      "kubectl delete cm a --cascade=constructor",
      'error: invalid cascade value (constructor). Must be "background", "foreground", or "orphan"\n',
    ],
    [`kubectl patch cm a --type=json -p '[{"op":"constructor","path":"/data"}]'; echo $?`, "1\n"],
  ])("%s", (line, want) => expect(c.type(line)).toContain(want));

  it.each([
    "kubectl constructor",
    "kubectl help toString",
    "kubectl create constructor",
    "kubectl get constructor",
    "stern --constructor",
  ])("%s", (line) => expect(c.type(line)).toMatch(/[Uu]nknown|doesn't have|Unexpected args/));
});

describe("an annotation of apply that is no JSON", () => {
  const manifest = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n  image: demo/x:1.0\n";
  const spoilt = () => {
    const c = openConsole(makeScenario());
    c.write("x.yaml", manifest);
    c.type("kubectl apply -f x.yaml");
    c.type("kubectl annotate cm x kubectl.kubernetes.io/last-applied-configuration=zz --overwrite");
    return c;
  };
  it.each(["kubectl apply -f x.yaml", "kubectl apply view-last-applied cm/x", "kubectl diff -f x.yaml"])(
    "is refused by %s, and the shell goes on",
    (line) => {
      const c = spoilt();
      expect(c.type(line)).toMatch(/: invalid JSON document\n$/);
      expect(c.type("kubectl get cm x -o name")).toBe("configmap/x\n");
    },
  );
  it("stops a deploy of the pipeline, and not the cluster", () => {
    const c = spoilt();
    c.type("git clone ssh://git.local/x.git .");
    c.type("jenkins build x");
    c.pass(60_000);
    c.type("deploy run x");
    expect(c.pass(10_000)).toContain("invalid JSON document\nx #1: failed\n");
  });
});

it("iptables knows no target and no command of such a name", () => {
  const c = openConsole(makeScenario({ firewall: [{ port: 80, action: "allow" }] }));
  c.type("ssh firewall iptables -A FORWARD -p tcp --dport 81 -j toString");
  c.type("ssh firewall iptables constructor FORWARD");
  expect(c.type("ssh firewall iptables -S")).not.toMatch(/81|native code/);
});
