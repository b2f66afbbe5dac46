// Objects read and written by a part of them: as kubectl 1.36.3 and its server answered each line.
import { beforeAll, describe, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { terminalLook } from "./terminal/look.ts";
import { type Console, openConsole } from "./testing/console.ts";

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 0
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: demo/web:1.0}]}
`;
const MISSING = "Error from server (NotFound): the server could not find the requested resource\n";
const BULK = "error: subresource cannot be used when bulk resources are specified\n";

let c: Console;
beforeAll(() => {
  c = openConsole(makeScenario());
  c.write("d.yaml", WEB);
  c.type("kubectl apply -f d.yaml; kubectl create cm conf");
  c.pass(10_000);
});

describe("get", () => {
  it.each([
    ["deploy web --subresource=scale", "NAME   DESIRED   AVAILABLE   AGE\nweb    0         0           10s\n"],
    [
      "deploy web --subresource=status",
      "NAME   READY   UP-TO-DATE   AVAILABLE   AGE\nweb    0/0     0            0           10s\n",
    ],
    ["deploy web --subresource=scale -o name", "scale.autoscaling/web\n"],
    [
      "deploy web --subresource=scale -o custom-columns=A:.spec.replicas,B:.status.selector",
      "A        B\n<none>   app=web\n",
    ],
    ["deploy web --subresource=foo", MISSING],
    ["cm conf --subresource=status", MISSING],
    ["cm conf --subresource=scale", MISSING],
    ["deploy nope --subresource=scale", 'Error from server (NotFound): deployments.apps "nope" not found\n'],
    ["deploy --subresource=status", BULK],
    ["deploy,sts --subresource=scale", BULK],
  ])("%s", (line, want) => {
    expect(c.type(`kubectl get ${line}`)).toBe(want);
  });
});

const patch = (flags: string, body: string): string => c.type(`kubectl patch deploy web ${flags} -p '${body}'`);

describe("patch", () => {
  it("scales by the scale", () => {
    expect(patch("--subresource=scale --type=merge", '{"spec":{"replicas":2}}')).toBe(
      "scale.autoscaling/web patched\n",
    );
    expect(c.type("kubectl get deploy web -o jsonpath={.spec.replicas}")).toBe("2");
    expect(patch("--subresource=scale --type=json", '[{"op":"replace","path":"/spec/replicas","value":0}]')).toBe(
      "scale.autoscaling/web patched\n",
    );
    expect(patch("--subresource=scale", '{"spec":{"replicas":0}}')).toBe("scale.autoscaling/web patched (no change)\n");
    expect(patch("--subresource=scale --type=merge", '{"spec":{"replicas":-1}}')).toBe(
      'The Scale "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0\n',
    );
    c.pass(30_000);
  });

  it("changes the status, and nothing else, by the status", () => {
    expect(patch("--subresource=status", '{"status":{"replicas":7}}')).toBe("deployment.apps/web patched\n");
    expect(patch("--subresource=status", '{"spec":{"replicas":3}}')).toBe("deployment.apps/web patched (no change)\n");
    expect(
      patch(
        "--subresource=status",
        '{"status":{"observedGeneration":99}}\' -o jsonpath={.status.observedGeneration} --dry-run=\'server',
      ),
    ).toBe("99");
    expect(c.type("kubectl get deploy web -o jsonpath={.spec.replicas}")).toBe("0");
    expect(patch("--subresource=foo", "{}")).toBe(MISSING);
  });
});

describe("a patch with wrong types", () => {
  it.each([
    [
      "scale",
      '{"spec":{"replicas":"5"}}',
      "json: cannot unmarshal string into Go struct field ScaleSpec.spec.replicas of type int32",
    ],
    [
      "status",
      '{"status":{"conditions":5}}',
      "json: cannot unmarshal number into Go struct field DeploymentStatus.status.conditions of type []v1.DeploymentCondition",
    ],
    [
      "status",
      '{"status":7}',
      "json: cannot unmarshal number into Go struct field Deployment.status of type v1.DeploymentStatus",
    ],
  ])("changes nothing: %s %s", (part, body, why) => {
    c.pass(5000);
    const before = c.type("kubectl get deploy web -o jsonpath={.metadata.resourceVersion}");
    // What a merge made is shown as it is.
    const said = patch(`--subresource=${part} --type=merge`, body);
    expect(said).toMatch(/^The request is invalid: patch: Invalid value: "\{\\"apiVersion\\":/);
    expect(said.endsWith(`}": ${why}\n`)).toBe(true);
    c.pass(5000);
    expect(c.type("kubectl get deploy web -o jsonpath={.metadata.resourceVersion}")).toBe(before);
  });
});

const limitedTo = (text: string): string =>
  `{"spec":{"containers":[{"name":"bound","resources":{"limits":{"cpu":"${text}"}}}]}}`;

it("is what a pod is resized by, in place", () => {
  c.type("kubectl run sized --image=demo/web:1.0");
  c.type(`kubectl run bound --image=demo/web:1.0 --overrides='{"spec":{"containers":[{"name":"bound","image":"demo/web:1.0",
    "resources":{"requests":{"cpu":"100m"},"limits":{"cpu":"200m"}}}]}}'`);
  c.pass(10_000);
  expect(c.type(`kubectl patch pod bound -p '${limitedTo("300m")}'`)).toContain(
    "pod updates may not change fields other than",
  );
  expect(c.type(`kubectl patch pod bound --subresource=resize -p '${limitedTo("300m")}'`)).toBe("pod/bound patched\n");
  c.pass(10_000);
  const shown = "{.spec.containers[0].resources.limits.cpu} {.status.containerStatuses[0].resources.limits.cpu}";
  expect(
    c.type(`kubectl get pod bound -o jsonpath='${shown} {.metadata.generation} {.status.observedGeneration}'`),
  ).toBe("300m 300m 2 2");
  expect(c.type(`kubectl patch pod bound --subresource=resize -p '${limitedTo("50m")}'`)).toBe(
    'The Pod "bound" is invalid: spec.containers[0].resources.requests: Invalid value: "100m": must be less than or equal to cpu limit of 50m\n',
  );
  expect(c.type("kubectl get deploy web --subresource=resize")).toBe(MISSING);
});

it("is written again by the kubelet, if it is a node's", () => {
  const shown =
    "kubectl get node worker-1 -o jsonpath='{.status.nodeInfo.kubeletVersion} {.status.capacity.cpu} {.status.addresses[*].type}'";
  const before = c.type(shown);
  expect(before).toMatch(/^v1\.36\.3 \S+ InternalIP Hostname$/);
  c.type(`kubectl patch node worker-1 --subresource=status --type=merge -p '{"status":null}'`);
  expect(c.type(shown)).toBe("  ");
  c.pass(15_000);
  expect(c.type(shown)).toBe(before);
  expect(c.type("kubectl get node worker-1 --no-headers")).toMatch(/^worker-1 +Ready /);
});

it("is written again by the kubelet, if it is a pod's", () => {
  c.type("kubectl run one --image=demo/web:1.0");
  c.pass(10_000);
  const ready = '{.status.conditions[?(@.type=="Ready")].status}';
  const shown = `kubectl get pod one -o jsonpath='{.status.phase} {.status.podIP} ${ready}'`;
  const before = c.type(shown);
  expect(before).toMatch(/^Running 10\S+ True$/);
  const status = '{"status":{"phase":"Pending","podIP":"1.2.3.4","conditions":[{"type":"Ready","status":"False"}]}}';
  c.type(`kubectl patch pod one --subresource=status -p '${status}'`);
  expect(c.type(shown)).toBe("Pending 1.2.3.4 False");
  c.pass(11_000);
  expect(c.type(shown)).toBe(before);
});

describe("replace and apply", () => {
  it.each([
    ["replace -f d.yaml --subresource=status", "deployment.apps/web replaced\n"],
    [
      "replace -f d.yaml --subresource=foo",
      'Error from server (NotFound): error when replacing "d.yaml": the server could not find the requested resource\n',
    ],
    ["apply -f d.yaml --server-side --subresource=status", "deployment.apps/web serverside-applied\n"],
    [
      "apply -f d.yaml --server-side --subresource=scale",
      "Error from server (BadRequest): invalid object type: apps/v1, Kind=Deployment\n",
    ],
    ["apply -f d.yaml --server-side --subresource=foo", MISSING],
    ["apply -f d.yaml --subresource=status", "error: --subresource can only be specified for --server-side\n"],
  ])("%s", (line, want) => {
    expect(c.type(`kubectl ${line}`)).toBe(want);
  });
});

describe("edit", () => {
  it("opens the scale, and writes it back", () => {
    c.type("kubectl edit deploy web --subresource=scale");
    const opened = terminalLook(c.run.cluster, "1").edit?.text ?? "";
    expect(opened).toContain("\nkind: Scale\n");
    expect(c.edited(opened.replace("spec: {}", "spec: {replicas: 1}"))).toBe("scale.autoscaling/web edited\n");
    expect(c.type("kubectl get deploy web -o jsonpath={.spec.replicas}")).toBe("1");
  });

  it("finds no part that is not there", () => {
    expect(c.type("kubectl edit deploy web --subresource=foo")).toBe(MISSING);
  });
});
