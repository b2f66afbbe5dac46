// What kubectl 1.36.3 says of calls that cannot be, of a pod whose image holds no tools.
import { expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../testing/console.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: solo}
spec: {containers: [{name: solo, image: "demo/web:1.0"}]}
---
apiVersion: v1
kind: Service
metadata: {name: bare}
spec: {ports: [{port: 80}]}
`;
const open = () => {
  const c = openConsole(makeScenario());
  c.write("p.yaml", POD);
  c.type("kubectl apply -f p.yaml; touch local.txt");
  c.pass(30_000);
  return c;
};
const NO_TAR = /^error: Internal error occurred: .*exec: "tar": executable file not found in \$PATH/;

it.each([
  ["cp a b", "error: one of src or dest must be a remote file specification"],
  ["cp a:/b c:/d", "error: one of src or dest must be a local file specification"],
  ["cp a", "error: source and destination are required"],
  ["cp none.txt solo:/tmp", "error: none.txt doesn't exist in local filesystem"],
  ["cp nopod:/x y", 'Error from server (NotFound): pods "nopod" not found'],
  ["attach", "error: at least 1 argument is required for attach"],
  ["attach nope", 'Error from server (NotFound): pods "nope" not found'],
  ["debug solo", "error: you must specify --image when not using --copy-to."],
  ["debug node/nope --image=a", 'Error from server (NotFound): nodes "nope" not found'],
  ["logs node/worker-1", "error: cannot get the logs from *v1.Node: selector for *v1.Node not implemented"],
  ["exec node/worker-1 -- ls", "error: cannot attach to *v1.Node: selector for *v1.Node not implemented"],
  [
    "logs svc/bare",
    "error: cannot get the logs from *v1.Service: invalid service 'bare': Service is defined without a selector",
  ],
  [
    "port-forward svc/bare 80",
    "error: cannot attach to *v1.Service: invalid service 'bare': Service is defined without a selector",
  ],
  [
    "logs solo --since=1h --since-time=2020-01-01T00:00:00Z",
    "error: at most one of `sinceTime` or `sinceSeconds` may be specified",
  ],
])("kubectl %s", (line, says) => {
  expect(open().type(`kubectl ${line}`)).toBe(`${says}\n`);
});

it("copies by a tar that the image does not hold", () => {
  const c = open();
  expect(c.type("kubectl cp local.txt solo:/tmp/x")).toMatch(NO_TAR);
  expect(c.type("kubectl cp default/solo:/etc/hosts .")).toMatch(NO_TAR);
});

it("names the kind and its group where no rollout can be watched", () => {
  const c = open();
  c.type("kubectl create job once --image=demo/web:1.0");
  expect(c.type("kubectl rollout status svc/bare")).toBe("error: no status viewer has been implemented for Service\n");
  expect(c.type("kubectl rollout status job/once")).toBe(
    "error: no status viewer has been implemented for Job.batch\n",
  );
});

it("says the kind before each name when several lists were asked for, even if all but one are empty", () => {
  const c = open();
  expect(c.type("kubectl get rs,pods --no-headers")).toMatch(/^pod\/solo +1\/1 +Running/);
});
