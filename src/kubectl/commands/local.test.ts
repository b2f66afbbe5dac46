// --local and --override-type, as kubectl 1.36.3 itself answered: nothing is asked of a server.
import { describe, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../testing/console.ts";

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: a/web:1
        env: [{name: A, value: "1"}]
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
`;
const BY_FILE = `error: you must specify resources by --filename when --local is set.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
`;
const MISSING = `error: You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'
`;

const open = () => {
  const c = openConsole(makeScenario());
  c.write("d.yaml", DEPLOYMENT);
  c.write("s.yaml", SERVICE);
  return c;
};

describe("--local", () => {
  it.each([
    ["set image -f d.yaml web=b --local", "deployment.apps/web image updated\n"],
    ["set image deploy/web web=b --local", BY_FILE],
    ["set image -f d.yaml web=b --local -o name", "deployment.apps/web\n"],
    ["set image -f d.yaml web=b --local --dry-run=client", "deployment.apps/web image updated (dry run)\n"],
    ["set env -f d.yaml --local B=2", "deployment.apps/web env updated\n"],
    ["set env deploy/web --local B=2", MISSING],
    ["set env -f d.yaml --local --list", "# Deployment web, container web\nA=1\n"],
    ["set resources -f d.yaml --local --limits=cpu=1", "deployment.apps/web resource requirements updated\n"],
    ["set resources deploy web --local --limits=cpu=1", BY_FILE],
    ["set selector -f s.yaml --local a=b", "service/web selector updated\n"],
    ["set selector svc web a=b --local", BY_FILE],
    ["set serviceaccount -f d.yaml --local sa", "deployment.apps/web serviceaccount updated\n"],
    ["set serviceaccount deploy web sa --local", MISSING],
    ["label -f d.yaml --local x=y", "deployment.apps/web labeled\n"],
    ["label -f d.yaml --local app-", "deployment.apps/web unlabeled\n"],
    [
      "label deploy/web --local x=y",
      "error: can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set\n",
    ],
    ["annotate -f d.yaml --local x=y", "deployment.apps/web annotated\n"],
    [
      "annotate deploy/web --local x=y",
      "error: can only use local files by -f rsrc.yaml or --filename=rsrc.json when --local=true is set\n",
    ],
    ['patch -f d.yaml --local -p \'{"spec":{"replicas":3}}\'', "deployment.apps/web patched\n"],
    ['patch -f d.yaml --local -p \'{"spec":{"replicas":1}}\'', "deployment.apps/web patched (no change)\n"],
    ["patch deploy/web --local -p '{}'", "error: cannot specify --local and server resources\n"],
    [
      'patch -f d.yaml --local --type=json -p \'[{"op":"replace","path":"/spec/replicas","value":5}]\' -o jsonpath={.spec.replicas}',
      "5",
    ],
  ])("kubectl %s", (line, want) => {
    const c = open();
    expect(c.type(`kubectl ${line}`)).toBe(want);
    // Nothing was sent.
    expect(c.type("kubectl get deploy,svc web --ignore-not-found")).toBe("");
  });

  it("prints a file as kubectl's own types write it, for a pipe to apply", () => {
    const c = open();
    expect(c.type("kubectl set image -f d.yaml web=b --local -o yaml")).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    app: web
  name: web
spec:
  replicas: 1
  selector:
    matchLabels:
      app: web
  strategy: {}
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - env:
        - name: A
          value: "1"
        image: b
        name: web
        resources: {}
status: {}
`);
    expect(c.type("kubectl set image -f d.yaml web=b --local -o yaml | kubectl apply -f -")).toBe(
      "deployment.apps/web created\n",
    );
  });
});

const run = (overrides: string, type: string): string =>
  open().type(
    `kubectl run x --image=a --dry-run=client -o jsonpath='{.metadata.labels} {.spec.containers[*].name} {.spec.containers[*].env}' --overrides='${overrides}' --override-type=${type}`,
  );

describe("--override-type", () => {
  it.each([
    ["json", '[{"op":"add","path":"/metadata/labels/a","value":"b"}]', '{"a":"b","run":"x"} x '],
    ["merge", '{"spec":{"containers":[{"name":"y"}]}}', '{"run":"x"} y '],
    [
      "strategic",
      '{"spec":{"containers":[{"name":"x","env":[{"name":"A","value":"b"}]},{"name":"y"}]}}',
      '{"run":"x"} x y [{"name":"A","value":"b"}]',
    ],
    ["bad", "{}", "error: invalid override type: bad\n"],
  ])("%s", (type, overrides, want) => expect(run(overrides, type)).toBe(want));
});
