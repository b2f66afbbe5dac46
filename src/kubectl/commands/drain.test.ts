// Which warnings a drain gives, and what its dry run asks: as recorded of kubectl 1.36.3.
import { expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { type Console, openConsole } from "../testing/console.ts";

const POD = (name: string): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  nodeName: worker-1
  containers: [{name: c, image: demo/web:1.0}]
  volumes: [{name: scratch, emptyDir: {}}]
`;

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      nodeName: worker-1
      containers: [{name: c, image: demo/web:1.0}]
      volumes: [{name: scratch, emptyDir: {}}]
`;

const open = (...manifests: readonly string[]): Console => {
  const c = openConsole(makeScenario());
  c.write("all.yaml", manifests.join("---\n"));
  c.type("kubectl apply -f all.yaml");
  c.pass(20_000);
  return c;
};

const nameIn = (c: Console): string => c.type("kubectl get pods -o name -l app=web").trim().replace("pod/", "");

it("keeps the last filter's word alone", () => {
  const c = open(WEB, POD("solo"));
  const web = nameIn(c);
  const all = `--ignore-daemonsets --delete-emptydir-data --dry-run=client`;
  expect(c.type(`kubectl drain worker-1 ${all} --pod-selector=app=web`)).toBe(
    `node/worker-1 cordoned (dry run)\nevicting pod default/${web} (dry run)\nnode/worker-1 drained (dry run)\n`,
  );
  expect(c.type(`kubectl drain worker-1 ${all} --force`)).toBe(
    `node/worker-1 cordoned (dry run)\nWarning: deleting Pods that declare no controller: default/solo\nevicting pod default/solo (dry run)\nevicting pod default/${web} (dry run)\nnode/worker-1 drained (dry run)\n`,
  );
});

it("asks the budget in a dry run of the server, and goes on asking", () => {
  const c = open(WEB);
  const web = nameIn(c);
  c.type("kubectl create pdb web --selector=app=web --min-available=1");
  c.pass(2000);
  const evicting = `evicting pod default/${web} (server dry run)\n`;
  const refused = `error when evicting pods/"${web}" -n "default" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget.\n`;
  const line = "kubectl drain worker-1 --ignore-daemonsets --delete-emptydir-data --dry-run=server";
  expect(c.type(line)).toBe(`node/worker-1 cordoned (server dry run)\n${evicting}${refused}`);
  expect(c.pass(5000)).toBe(evicting + refused);
  c.interrupt();
  c.type("kubectl delete pdb web");
  expect(c.type(line)).toBe(
    `node/worker-1 cordoned (server dry run)\n${evicting}node/worker-1 drained (server dry run)\n`,
  );
  expect(c.type(`${line} --disable-eviction`)).toBe(
    "node/worker-1 cordoned (server dry run)\nnode/worker-1 drained (server dry run)\n",
  );
  expect(nameIn(c)).toBe(web);
  c.type("kubectl drain worker-1 --ignore-daemonsets --delete-emptydir-data --disable-eviction --grace-period=1");
  expect(c.pass(5000)).toBe(`pod/${web} deleted\nnode/worker-1 drained\n`);
});
