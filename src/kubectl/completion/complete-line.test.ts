import { describe, expect, it } from "vitest";
import type { Scenario } from "#engine";
import { openConsole } from "../testing/console.ts";
import { completeLine } from "./complete-line.ts";

const scenario: Scenario = {
  name: "complete",
  seed: 1,
  startTime: "2026-06-03T10:00:00Z",
  nodes: [
    { name: "worker-1", role: "worker", cpu: "2", memory: "4Gi" },
    { name: "worker-2", role: "worker", cpu: "2", memory: "4Gi" },
  ],
  images: { "a/web:1": { port: 80 } },
  firewall: [],
  clients: [{ name: "shop", url: "http://worker-1:30001/", perSecond: 0 }],
};

const c = openConsole(scenario);
c.write("web.yaml", "");
c.type("kubectl create namespace shop");
c.type("kubectl run web --image=a/web:1 --labels=app=web,tier=front");
c.type("kubectl run api --image=a/web:1 --labels=app=api -n shop");
c.type("kubectl run apart --image=a/web:1 --labels=app=api -n shop");

const offered = (input: string): readonly string[] => {
  const { from, options } = completeLine(c.run.cluster, { terminal: "1", input, cursor: input.length });
  return options.map(({ text }) => input.slice(0, from) + text);
};

describe("what Tab offers", () => {
  it.each([
    ["kubectl get pods -n s", ["kubectl get pods -n shop"]],
    ["k get pods -n shop a", ["k get pods -n shop apart", "k get pods -n shop api"]],
    ["k get pods -n shop api a", ["k get pods -n shop api apart"]],
    ["kubectl get pods \\\n  -n s", ["kubectl get pods \\\n  -n shop"]],
    [
      "for n in shop\ndo\n  k get pods -n $n\n  k get pods -n s",
      ["for n in shop\ndo\n  k get pods -n $n\n  k get pods -n shop"],
    ],
    ["while ! k get pods -n s", ["while ! k get pods -n shop"]],
    ["kubectl describe pod/w", ["kubectl describe pod/web"]],
    ["kubectl get pods -l t", ["kubectl get pods -l tier="]],
    ["kubectl get pods -l app=w", ["kubectl get pods -l app=web"]],
    ["kubectl get pods -n shop --selector=app=", ["kubectl get pods -n shop --selector=app=api"]],
    ["kubectl get pods -l app=web,tier=f", ["kubectl get pods -l app=web,tier=front"]],
    ["kubectl get pods -L ti", ["kubectl get pods -L tier"]],
    ["kubectl get pods -o w", ["kubectl get pods -o wide"]],
    ["kubectl get pods -ojson", ["kubectl get pods -ojsonpath=", "kubectl get pods -ojsonpath-file="]],
    ["kubectl get pods --output=y", ["kubectl get pods --output=yaml"]],
    [
      "kubectl wait pod/web --for=cond",
      ["Ready", "Available", "Complete", "Failed"].map((w) => `kubectl wait pod/web --for=condition=${w}`),
    ],
    ["kubectl apply -f w", ["kubectl apply -f web.yaml"]],
    ["kubectl apply --dry-run=s", ["kubectl apply --dry-run=server"]],
    ["kubectl logs web -c w", ["kubectl logs web -c web"]],
    ["kubectl get pods --field-selector status.phase=R", ["kubectl get pods --field-selector status.phase=Running"]],
    ["kubectl explain pod.spec.containers.live", ["kubectl explain pod.spec.containers.livenessProbe"]],
    [
      "kubectl get pods -o jsonpath={.status.podI",
      ["kubectl get pods -o jsonpath={.status.podIP", "kubectl get pods -o jsonpath={.status.podIPs"],
    ],
    ["kubectl get pods -o jsonpath='{.items[*].spec.nodeN", ["kubectl get pods -o jsonpath='{.items[*].spec.nodeName"]],
    [
      "kubectl get pods -o custom-columns=N:.metadata.name,I:.spec.containers[*].ima",
      [
        "kubectl get pods -o custom-columns=N:.metadata.name,I:.spec.containers[*].image",
        "kubectl get pods -o custom-columns=N:.metadata.name,I:.spec.containers[*].imagePullPolicy",
      ],
    ],
    ["kubectl get pods --sort-by=.metadata.cre", ["kubectl get pods --sort-by=.metadata.creationTimestamp"]],
    ["kubectl rollout restart d", ["kubectl rollout restart deployment", "kubectl rollout restart daemonset"]],
    ["kubectl rollout st", ["kubectl rollout status"]],
    ["kubectl top po", ["kubectl top pod"]],
    ["kubectl drain worker-2", []],
    ["kubectl config use-context k", ["kubectl config use-context kubernetes-admin@kubernetes"]],
    ["kubectl get pods --context=k", ["kubectl get pods --context=kubernetes-admin@kubernetes"]],
    ["ssh w", ["ssh worker-1", "ssh worker-2"]],
    ["ssh f", ["ssh firewall"]],
    ["watch kubectl get no", ["watch kubectl get nodes"]],
    ["kubectl get pods | gr", ["kubectl get pods | grep"]],
  ])("%s", (input, want) => expect(offered(input)).toEqual(want));

  it("follows the namespace that the terminal stands in, and the machine", () => {
    c.type("kubectl config set-context --current --namespace=shop");
    expect(offered("kubectl get pods ap")).toEqual(["kubectl get pods apart", "kubectl get pods api"]);
    c.type("ssh worker-1");
    expect(offered("cri")).toEqual(["crictl"]);
    expect(offered("systemctl sta")).toEqual(["systemctl status", "systemctl start"]);
    expect(offered("systemctl status k")).toEqual(["systemctl status kubelet"]);
    expect(offered("journalctl -u c")).toEqual(["journalctl -u containerd"]);
  });
});

const textOf = ({ text }: { readonly text: string }): string => text;

describe("what Tab offers beside kubectl", () => {
  it("completes behind what runs a command, and jobs", () => {
    expect(offered("timeout 5 kubectl describe pod/w")).toEqual(["timeout 5 kubectl describe pod/web"]);
    expect(offered("time kubectl get pods -n s")).toEqual(["time kubectl get pods -n shop"]);
    const own = openConsole(scenario);
    own.type("sleep 100 & sleep 200 &");
    expect(completeLine(own.run.cluster, { terminal: "1", input: "kill ", cursor: 5 }).options.map(textOf)).toEqual([
      "%1",
      "%2",
    ]);
  });

  it("knows the programs of a container in its shell", () => {
    const own = openConsole(scenario);
    own.type("kubectl run tmp -it --image=busybox -- sh");
    own.pass(10_000);
    expect(completeLine(own.run.cluster, { terminal: "1", input: "w", cursor: 1 }).options.map(textOf)).toEqual([
      "wget",
      "whoami",
    ]);
  });
});
