// What apply refuses before it asks the server, and what it keeps of what was applied: each line as kubectl 1.36.3 answered it.
import { beforeAll, describe, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { terminalLook } from "../terminal/look.ts";
import { type Console, openConsole } from "../testing/console.ts";

const CONF = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf}\ndata: {a: "1"}\n';

const open = (): Console => {
  const c = openConsole(makeScenario());
  c.write("cm.yaml", CONF);
  c.write("nothing.yaml", "metadata: {name: x}\n");
  c.write("numbers.yaml", "apiVersion: 3\nkind: 4\n");
  c.write("deep.yaml", "apiVersion: a/b/c\nkind: Foo\nmetadata: {name: x}\n");
  c.write("built/kustomization.yaml", "resources: [a.yaml]\n");
  c.write("twice/kustomization.yaml", "resources: [a.yaml]\n");
  c.write("twice/Kustomization", "resources: [a.yaml]\n");
  return c;
};

const NO_KUSTOMIZATION =
  "unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory";
const INVALID = "; if you choose to ignore these errors, turn validation off with --validate=false\n";
const PRUNES_ALL =
  "all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector";

describe("flags that do not go together", () => {
  it.each([
    ["--force --server-side", "--force cannot be used with --server-side"],
    ["--force-conflicts", "--force-conflicts only works with --server-side"],
    [
      "--server-side --dry-run=client",
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    ],
    ["--force --dry-run=server", "--dry-run=server cannot be used with --force"],
    ["--prune", PRUNES_ALL],
    ["--prune --all -l a=b", "cannot set --all and --selector at the same time"],
    ["--prune --force", "--force cannot be used with --prune"],
    ["--prune --all --prune-allowlist=v1", "invalid GroupVersionKind format: v1, please follow <group/version/kind>"],
    ["--cascade=foo", 'invalid cascade value (foo). Must be "background", "foreground", or "orphan"'],
    ["--validate=foo", 'invalid - validate option "foo"; must be one of: strict (or true), warn, ignore (or false)'],
    ["-k .", "only one of -f or -k can be specified"],
  ])("apply -f cm.yaml %s", (flags, want) => {
    const c = open();
    expect(c.type(`kubectl apply -f cm.yaml ${flags}`)).toBe(`error: ${want}\n`);
    expect(c.type("kubectl get cm conf")).toBe('Error from server (NotFound): configmaps "conf" not found\n');
  });

  it("--cascade matters only once something is made anew", () => {
    expect(open().type("kubectl apply -f cm.yaml --force --cascade=foreground")).toBe("configmap/conf created\n");
  });
});

describe("manifests that say not what they are", () => {
  it.each([
    ["nothing", "[apiVersion not set, kind not set]"],
    ["numbers", "[apiVersion isn't string type, kind isn't string type]"],
    ["deep", "unexpected GroupVersion string: a/b/c"],
  ])("%s.yaml", (name, why) => {
    const error = `error: error validating "${name}.yaml": error validating data: ${why}${INVALID}`;
    expect(open().type(`kubectl apply -f ${name}.yaml`)).toBe(error);
    expect(open().type(`kubectl replace -f ${name}.yaml --validate=warn`)).toBe(error);
  });

  it("are only decoded without validation", () => {
    expect(open().type("kubectl apply -f nothing.yaml --validate=false")).toBe(
      `error: unable to decode "nothing.yaml": Object 'Kind' is missing in '{"metadata":{"name":"x"}}'\n`,
    );
  });
});

describe("-k", () => {
  it.each([
    ["apply -k .", `error: ${NO_KUSTOMIZATION} '/home/learner/work'\n`],
    ["get -k .", `${NO_KUSTOMIZATION} '/home/learner/work'\n`],
    ["describe -k .", `${NO_KUSTOMIZATION} '/home/learner/work'\n`],
    ["kustomize ..", `error: ${NO_KUSTOMIZATION} '/home/learner'\n`],
    ["kustomize . x", "error: specify one path to kustomization.yaml\n"],
    ["delete -k cm.yaml", "error: must build at directory: 'cm.yaml': file is not directory\n"],
    [
      "create -k nope/",
      "error: must build at directory: not a valid directory: evalsymlink failure on 'nope/' : lstat /home/learner/work/nope: no such file or directory\n",
    ],
    ["apply -k twice", "error: Found multiple kustomization files under: /home/learner/work/twice\n"],
    ["apply -k . -R", "error: the -k flag can't be used with -f or -R\n"],
    ["apply -k built", "error: --kustomize is not available in this simulated cluster: write the manifests out\n"],
  ])("%s", (line, want) => {
    expect(open().type(`kubectl ${line}`)).toBe(want);
  });
});

describe("view-last-applied", () => {
  let c: Console;
  beforeAll(() => {
    c = open();
    c.type("kubectl apply -f cm.yaml; kubectl create cm hand");
  });
  const YAML =
    'apiVersion: v1\ndata:\n  a: "1"\nkind: ConfigMap\nmetadata:\n  annotations: {}\n  name: conf\n  namespace: default\n';

  it.each([
    ["cm conf", YAML],
    ["cm hand", ""],
    ["cm hand conf", YAML],
    ["cm --all", YAML],
    [
      "cm conf -o json",
      '{\n  "apiVersion": "v1",\n  "data": {\n    "a": "1"\n  },\n  "kind": "ConfigMap",\n  "metadata": {\n    "annotations": {},\n    "name": "conf",\n    "namespace": "default"\n  }\n}\n',
    ],
  ])("%s", (line, want) => {
    expect(c.type(`kubectl apply view-last-applied ${line}; echo $?`)).toBe(`${want}0\n`);
  });
});

describe("server-side apply", () => {
  it("keeps up what was applied from the client's side, unless another manager applies", () => {
    const c = open();
    c.type("kubectl apply -f cm.yaml");
    const kept = "kubectl get cm conf -o jsonpath='{.metadata.annotations}'";
    c.type("kubectl apply -f cm.yaml --server-side");
    expect(c.type(kept)).toBe(
      String.raw`{"kubectl.kubernetes.io/last-applied-configuration":"{\"apiVersion\":\"v1\",\"data\":{\"a\":\"1\"},\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"conf\",\"namespace\":\"default\"}}\n"}`,
    );
    c.type("kubectl delete -f cm.yaml");
    // apply.go saveLastApplyAnnotationIfNecessary: others take over what was applied, and no longer send the annotation.
    c.type("kubectl apply -f cm.yaml");
    c.type("kubectl apply -f cm.yaml --server-side --field-manager=me");
    expect(c.type(kept)).toBe("");
  });
});

describe("prune", () => {
  it("reads Endpoints too, whose deprecation the server tells", () => {
    const c = open();
    const said = c.type("kubectl apply -f cm.yaml --prune --all");
    expect(said.split("\n").slice(-2)).toEqual([
      "Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
      "",
    ]);
  });
});

describe("set-last-applied", () => {
  it("writes the file into the annotation, and nothing else", () => {
    const c = open();
    c.write("cm2.yaml", CONF.replace('"1"', '"2"'));
    c.write("hand.yaml", CONF.replace("conf", "hand"));
    c.type("kubectl apply -f cm.yaml; kubectl create cm hand");
    expect(c.type("kubectl apply set-last-applied -f cm2.yaml")).toBe("configmap/conf configured\n");
    expect(c.type("kubectl get cm conf -o jsonpath='{.data.a}{.metadata.annotations}'")).toBe(
      String.raw`1{"kubectl.kubernetes.io/last-applied-configuration":"{\"apiVersion\":\"v1\",\"data\":{\"a\":\"2\"},\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"conf\",\"namespace\":\"default\"}}\n"}`,
    );
    expect(c.type("kubectl apply set-last-applied -f cm2.yaml x")).toBe(
      "set-last-applied conf: no changes required.\n",
    );
    expect(c.type("kubectl apply set-last-applied -f cm.yaml --dry-run=server")).toBe(
      "configmap/conf configured (server dry run)\n",
    );
    expect(c.type("kubectl apply set-last-applied -f hand.yaml")).toBe(
      "error: no last-applied-configuration annotation found on resource: hand, to create the annotation, run the command with --create-annotation\n",
    );
    expect(c.type("kubectl apply set-last-applied -f hand.yaml --create-annotation")).toBe(
      "configmap/hand configured\n",
    );
    c.type("kubectl delete cm hand");
    expect(c.type("kubectl apply set-last-applied -f hand.yaml")).toBe(
      'Error from server (NotFound): configmaps "hand" not found\n',
    );
    expect(c.type("kubectl apply set-last-applied -f nope")).toBe('error: the path "nope" does not exist\n');
    expect(c.type("kubectl apply set-last-applied")).toMatch(/^error: You must provide one or more resources /);
  });
});

describe("edit-last-applied", () => {
  it("opens what was applied, and writes the annotation alone", () => {
    const c = open();
    c.type("kubectl apply -f cm.yaml; kubectl create cm hand");
    c.type("kubectl apply edit-last-applied cm conf");
    const opened = terminalLook(c.run.cluster, "1").edit?.text ?? "";
    expect(opened).toContain('\napiVersion: v1\ndata:\n  a: "1"\nkind: ConfigMap\nmetadata:\n  annotations: {}\n');
    expect(c.edited(opened.replace('a: "1"', 'a: "2"'))).toBe("configmap/conf edited\n");
    expect(c.type("kubectl get cm conf -o jsonpath={.data.a}")).toBe("1");
    expect(c.type("kubectl apply view-last-applied cm conf")).toMatch(/^apiVersion: v1\ndata:\n  a: "2"\n/);
    c.type("kubectl apply edit-last-applied cm conf");
    expect(c.edited(terminalLook(c.run.cluster, "1").edit?.text ?? "")).toBe("Edit cancelled, no changes made.\n");
  });

  it.each([
    ["cm nope", 'Error from server (NotFound): configmaps "nope" not found\n'],
    [
      "cm hand",
      "error: no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`\n",
    ],
  ])("%s", (line, want) => {
    const c = open();
    c.type("kubectl create cm hand");
    expect(c.type(`kubectl apply edit-last-applied ${line}`)).toBe(want);
  });
});
