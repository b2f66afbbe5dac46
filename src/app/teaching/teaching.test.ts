// Help under what commands print: each row by a command that is really typed, in a cluster in which that is so.
import { describe, expect, it } from "vitest";
import type { Scenario } from "#engine";
import { createShell } from "#kubectl";
import { Run } from "#engine";
import { teaching as english } from "../i18n/teaching-en.ts";
import { teaching as korean } from "../i18n/teaching-ko.ts";
import { factsOf } from "./facts.ts";
import { lessonOf } from "./rules.ts";
import { createTeacher } from "./teacher.ts";

const scenario: Scenario = {
  name: "teaching",
  seed: 7,
  startTime: "2026-06-03T10:00:00Z",
  nodes: [
    { name: "master", role: "control-plane", cpu: "2", memory: "4Gi" },
    { name: "worker-1", role: "worker", cpu: "2", memory: "4Gi" },
  ],
  images: {
    "a/web:1": { port: 8080, memoryMi: 48, routes: [{ path: "/", status: 200, body: "hello" }] },
    "a/crash:1": { exitAtMs: 2000, exitCode: 1 },
  },
  settleMs: 5000,
};

class Desk {
  readonly run = new Run(scenario, { components: [createShell] });
  #seen = 0;

  constructor() {
    this.act("open", {});
  }
  act(action: string, data: Readonly<Record<string, string>>): void {
    this.run.act({ component: "shell", action, data: { terminal: "1", ...data } });
  }
  pass(ms: number): void {
    this.run.advance(this.run.nowMs + ms);
  }
  /** What help the line earns, as soon as it has printed something that does. */
  type(line: string, waitMs = 0): ReturnType<typeof lessonOf> {
    this.#seen = this.run.logLength;
    this.act("line", { line });
    this.pass(waitMs);
    for (const entry of this.run.branch.entries.slice(this.#seen, this.run.logLength)) {
      if (entry.type !== "terminal" || entry.stream === "stdin" || entry.stream === "note") continue;
      const printed = { command: line, text: entry.text, isError: entry.stream === "stderr" };
      const found = lessonOf(printed, factsOf(this.run, "1"));
      if (found) return found;
    }
    return undefined;
  }
}

const deploy = (name: string, image: string): string => `kubectl create deployment ${name} --image=${image}`;

describe("what was refused or is not there", () => {
  it.each([
    ["kubectl get pod wbe", { id: "notFound", names: ["wbe", "pods"], run: "kubectl get pods" }],
    ["kubectl get pods -n kube-node-lease", { id: "nothingHere", names: ["pods"], run: "kubectl get pods -A" }],
    [
      "kubectl get pods -l app=wbe",
      { id: "selectorMatchesNothing", names: ["app=wbe"], run: "kubectl get pods --show-labels" },
    ],
    ["kubectl create configmap x -n nowhere", { id: "noNamespace", names: ["nowhere"], run: "kubectl get namespaces" }],
    ["kubectl describe ns nowhere", { id: "noNamespace", names: ["nowhere"], run: "kubectl get namespaces" }],
    ["kubectl get gizmos", { id: "noType", names: ["gizmos"], run: "kubectl api-resources" }],
    ["kubectl frobnicate pods", { id: "unknownCommand", names: ["frobnicate"], run: "kubectl --help" }],
    ["kubectl get pods --short", { id: "unknownFlag", names: ["--short"], run: "kubectl get --help" }],
    ["kubectl describe node nowhere", { id: "noSuchNode", names: ["nowhere", "nodes"], run: "kubectl get nodes" }],
    ["kubectl apply -f missing.yaml", { id: "noFile", names: ["missing.yaml"], run: "ls" }],
    ["kubectl apply", { id: "whichFile", names: [], run: "ls" }],
    ["helm ls", { id: "noCommand", names: ["helm"], run: "help" }],
    [
      "curl -m 1 http://nowhere.example/",
      { id: "noSuchHost", names: ["nowhere.example"], run: "kubectl get services" },
    ],
  ])("%s", (line, want) => expect(new Desk().type(line, 2000)).toEqual(want));

  it("knows where else an object of that name is", () => {
    const desk = new Desk();
    desk.type("kubectl create namespace shop");
    desk.type("kubectl run web --image=a/web:1 -n shop");
    expect(desk.type("kubectl get pod web")).toEqual({
      id: "elsewhere",
      names: ["web", "shop"],
      run: "kubectl get pods web -n shop",
    });
  });

  it("reads the field out of what the API server refused", () => {
    const desk = new Desk();
    desk.act("write", {
      path: "web.yaml",
      text: "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replica: 2\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n    spec: {containers: [{name: c, image: a/web:1}]}\n",
    });
    expect(desk.type("kubectl apply -f web.yaml")).toEqual({
      id: "unknownField",
      names: ["Deployment", "spec.replica"],
      run: "kubectl explain deployment.spec",
    });
    desk.act("write", { path: "bad.yaml", text: "a: [\n" });
    expect(desk.type("kubectl apply -f bad.yaml")?.id).toBe("badYaml");
    desk.type("kubectl create deployment web --image=a/web:1");
    expect(desk.type(`kubectl patch deployment web -p '{"spec":{"replica":2}}'`)).toBeUndefined();
  });

  it("names the quota that is used up", () => {
    const desk = new Desk();
    desk.type("kubectl create quota small --hard=pods=0", 2000);
    expect(desk.type("kubectl run web --image=a/web:1")).toEqual({
      id: "quota",
      names: ["small"],
      run: "kubectl describe quota",
    });
    desk.type(deploy("web", "a/web:1"), 2000);
    expect(desk.type("kubectl rollout status deployment/web", 1000)).toEqual({
      id: "rolloutQuota",
      names: ["web"],
      run: "kubectl describe quota",
    });
  });

  it("tells a master that is off from one whose API server is", () => {
    const desk = new Desk();
    desk.run.act({ component: "node", action: "power", data: { node: "master", on: false } });
    expect(desk.type("kubectl get nodes", 5000)).toEqual({ id: "apiNoRoute", names: [], run: "ping -c 3 master" });
  });
});

describe("what was typed otherwise than it is said", () => {
  const desk = new Desk();
  desk.type(deploy("web", "a/web:1"), 3000);
  it.each([
    ["kubctl get pods", { id: "didYouMean", names: ["kubctl", "kubectl"], run: "kubectl get pods" }],
    ["kubeclt get po", { id: "didYouMean", names: ["kubeclt", "kubectl"], run: "kubectl get po" }],
    ["Kubectl get pods", { id: "didYouMean", names: ["Kubectl", "kubectl"], run: "kubectl get pods" }],
    ["get pods", { id: "forgotKubectl", names: ["get"], run: "kubectl get pods" }],
    [
      "kubectl config set-context bare; kubectl get pods --context=bare",
      { id: "bareContext", names: [], run: "kubectl config get-contexts" },
    ],
    ["sudo kubectl get pods", { id: "noSudo", names: [], run: "kubectl get pods" }],
    ["docker ps", { id: "containersArePods", names: ["docker"], run: "kubectl get pods" }],
    ["kubectl gte pods", { id: "didYouMean", names: ["gte", "get"], run: "kubectl get pods" }],
    ["kubectl getpods", { id: "didYouMean", names: ["getpods", "get pods"], run: "kubectl get pods" }],
    ["kubectl pods", { id: "typeWithoutVerb", names: ["pods"], run: "kubectl get pods" }],
    [
      "kubectl rollout restat deploy/web",
      { id: "didYouMean", names: ["restat", "restart"], run: "kubectl rollout restart deploy/web" },
    ],
    ["kubectl get podz", { id: "didYouMean", names: ["podz", "pods"], run: "kubectl get pods" }],
    ["kubectl get deploment", { id: "didYouMean", names: ["deploment", "deployment"], run: "kubectl get deployment" }],
    ["kubectl get pods-A", { id: "didYouMean", names: ["pods-A", "pods -A"], run: "kubectl get pods -A" }],
    ["kubectl get pods -a", { id: "didYouMean", names: ["-a", "-A"], run: "kubectl get pods -A" }],
    ["kubectl get pods --wach", { id: "didYouMean", names: ["--wach", "--watch"], run: "kubectl get pods --watch" }],
    ["kubectl run web -image=a/web:1", { id: "twoDashes", names: ["image"], run: "kubectl run web --image=a/web:1" }],
    ["kubectl --version", { id: "didYouMean", names: ["--version", "version"], run: "kubectl version" }],
    [
      "kubectl get pod kube-system",
      { id: "isNamespace", names: ["kube-system"], run: "kubectl get pod -n kube-system" },
    ],
    [
      "kubectl get pods --namespace kube-sytem",
      { id: "didYouMean", names: ["kube-sytem", "kube-system"], run: "kubectl get pods --namespace kube-system" },
    ],
    ["kubectl get pods -n shpo", { id: "noNamespace", names: ["shpo"], run: "kubectl get namespaces" }],
    [
      "kubectl rollout restart web",
      { id: "typeMissing", names: ["web", "deployment"], run: "kubectl rollout restart deployment/web" },
    ],
    ["kubectl delete web", { id: "typeMissing", names: ["web", "deployment"], run: "kubectl delete deployment/web" }],
    ["kubectl apply web.yaml", { id: "fileNeedsFlag", names: ["web.yaml"], run: "kubectl apply -f web.yaml" }],
    ["kubectl delete web.yaml", { id: "fileNeedsFlag", names: ["web.yaml"], run: "kubectl delete -f web.yaml" }],
    ["kubectl create pod x --image=a/web:1", { id: "createPod", names: [], run: "kubectl run x --image=a/web:1" }],
    ["kubectl get deploy wbe", { id: "didYouMean", names: ["wbe", "web"], run: "kubectl get deploy web" }],
    ["kubectl delete deploy wbe", { id: "didYouMean", names: ["wbe", "web"], run: "kubectl get deployments" }],
    ["kubectl drain worker-9", { id: "noSuchNode", names: ["worker-9", "nodes"], run: "kubectl get nodes" }],
    ["kubectl logs web", { id: "podsOfDeployment", names: ["web"], run: "kubectl logs deployment/web" }],
    ["kubectl get pod web", { id: "podsOfDeployment", names: ["web"], run: "kubectl get pods" }],
    [
      "kubectl logs deployment web",
      { id: "typeSlashName", names: ["deployment", "web"], run: "kubectl logs deployment/web" },
    ],
    ["kubectl logs deployment", { id: "typeSlashName", names: ["deployment", "NAME"], run: "kubectl get deployment" }],
    [
      "kubectl logs web-77b6945f55-aaaaa",
      { id: "podReplaced", names: ["web-77b6945f55-aaaaa", "web"], run: "kubectl get pods" },
    ],
    ["kubectl logs <pod-name>", { id: "placeholder", names: ["<pod-name>"], run: "kubectl get pods" }],
    ["kubectl get pods -o jsn", { id: "didYouMean", names: ["jsn", "json"], run: "kubectl get pods -o json" }],
    ["kubectl get pods -o table", { id: "badOutput", names: ["table"], run: "kubectl get pods -o wide" }],
    ["kubectl run x", { id: "flagNeeded", names: ["image"], run: "kubectl run x --image=a/web:1" }],
    [
      "kubectl scale deployment web",
      { id: "flagNeeded", names: ["replicas"], run: "kubectl scale deployment web --replicas=3" },
    ],
    ["kubectl create job x", { id: "flagNeeded", names: ["image"], run: "kubectl create job x --image=a/web:1" }],
    ["kubectl run --image=a/web:1", { id: "nameNeeded", names: [] }],
    ["kubectl create deployment a b --image=x", { id: "oneName", names: [] }],
    ["kubectl logs", { id: "whichPod", names: [], run: "kubectl get pods" }],
    ["kubectl exec web ls", { id: "execDashes", names: [], run: "kubectl exec web -- ls" }],
    [
      "kubectl exec -n default -it deploy/web ls -l",
      { id: "execDashes", names: [], run: "kubectl exec -n default -it deploy/web -- ls -l" },
    ],
    [
      "kubectl exec -it deploy/web -n default -- sh",
      { id: "noProgram", names: [], run: "kubectl logs deploy/web -n default" },
    ],
    ["kubectl exec deploy/web", { id: "execWhat", names: [], run: "kubectl exec deploy/web -- sh" }],
    ["kubectl delete pod", { id: "nameOrAll", names: [], run: "kubectl get pod" }],
    ["kubectl rollout restart", { id: "whichObject", names: [], run: "kubectl get deployments" }],
    ["kubectl get deploy web -A", { id: "nameInAll", names: [], run: "kubectl get deploy web -n default" }],
    ["kubectl get pod/web deployments", { id: "mixedForms", names: [] }],
    ["kubectl get pods -n", { id: "flagValue", names: ["-n"] }],
    ["kubectl get pods -o 'jsonpath={.items[*'", { id: "badJsonpath", names: [] }],
    ["kubectl get pods -l 'app in web'", { id: "badSelector", names: [], run: "kubectl get pods --show-labels" }],
    ["kubectl get pods --field-selector foo=bar", { id: "noFieldLabel", names: ["foo"] }],
    [
      "kubectl logs deploy/web -c foo",
      { id: "wrongContainer", names: ["foo", "web"], run: "kubectl logs deploy/web -c web" },
    ],
    [
      "kubectl set image deployment/web nginx=a/web:2",
      { id: "wrongContainer", names: ["nginx"], run: "kubectl get deployment/web -o wide" },
    ],
    ["kubectl label deployment web", { id: "labelForm", names: [], run: "kubectl label deployment web owner=me" }],
    [
      "kubectl create deployment Web --image=a/web:1",
      { id: "badName", names: ["Web"], run: "kubectl create deployment web --image=a/web:1" },
    ],
    ["kubectl expose deployment web", { id: "portNeeded", names: [], run: "kubectl expose deployment web --port=80" }],
    ["kubectl taint node worker-1 a=b", { id: "taintForm", names: [] }],
    ["kubectl scale deployment web --replicas=three", { id: "notANumber", names: ["three"] }],
    [
      "kubectl rollout undo deployment web --to-revision=99",
      { id: "noRevision", names: ["99"], run: "kubectl rollout history deployment web" },
    ],
    ["kubectl config use-context foo", { id: "noContext", names: ["foo"], run: "kubectl config get-contexts" }],
    ["kubectl wait pod/x", { id: "waitForWhat", names: [], run: "kubectl wait pod/x --for=condition=Ready" }],
    ["kubectl drain", { id: "whichNode", names: [], run: "kubectl get nodes" }],
    ["kubectl port-forward svc/web", { id: "forwardWhat", names: [], run: "kubectl port-forward svc/web 8080:80" }],
    ["kubectl patch deployment web", { id: "patchForm", names: [] }],
    [
      "kubectl explain pod.spec.container",
      { id: "noFieldThere", names: ["container"], run: "kubectl explain pod.spec" },
    ],
    ["cat nothing", { id: "noFile", names: ["nothing"], run: "ls" }],
    ["kubectl rollout restart rs", { id: "notAWorkload", names: [], run: "kubectl get deployments" }],
  ])("%s", (line, want) => expect(desk.type(line, 500)).toEqual(want));

  it("a pod by the end of its name, which is what the picture shows of it", () => {
    const own = new Desk();
    own.type(deploy("web", "a/web:1"), 3000);
    const pod = own.run.cluster.sim.store.list("pods", "default")[0]!.metadata.name;
    const end = pod.slice(pod.lastIndexOf("-") + 1);
    const want = { id: "podInFull", names: [end, pod], run: `kubectl describe pod ${pod}` };
    expect(own.type(`kubectl describe pod ${end}`)).toEqual(want);
  });
});

const waits = (image: string, ms: number) => {
  const desk = new Desk();
  desk.type(deploy("web", image), ms);
  const pod = desk.run.cluster.sim.store.list("pods")[0]!.metadata.name;
  return { desk, pod, rollout: desk.type("kubectl rollout status deployment web", 1000) };
};

describe("what does not come to its end", () => {
  it("an image that is not there", () => {
    const { desk, pod, rollout } = waits("a/none:1", 30_000);
    expect(rollout).toEqual({ id: "rolloutImage", names: [pod], run: `kubectl describe pod ${pod}` });
    desk.act("interrupt", {});
    expect(desk.type("kubectl get pods")).toEqual({
      id: "imagePull",
      names: [pod],
      run: `kubectl describe pod ${pod}`,
    });
    expect(desk.type("kubectl get pods -A")?.run).toBe(`kubectl describe pod ${pod} -n default`);
    expect(desk.type(`kubectl logs ${pod}`)?.id).toBe("noImageYet");
    expect(desk.type("kubectl get deployments")?.id).toBe("short");
  });
  it("a program that ends again and again", () => {
    const { desk, pod, rollout } = waits("a/crash:1", 60_000);
    expect(rollout).toEqual({ id: "rolloutCrash", names: [pod], run: `kubectl logs ${pod} --previous` });
    desk.act("interrupt", {});
    expect(desk.type("kubectl get pods")?.id).toBe("crashLoop");
  });
  it("a pod that is not ready, and one that fits nowhere", () => {
    const desk = new Desk();
    desk.type(deploy("web", "a/web:1"), 20_000);
    desk.type(
      'kubectl patch deployment web -p \'{"spec":{"template":{"spec":{"containers":[{"name":"web","readinessProbe":{"httpGet":{"path":"/no","port":8080}}}]}}}}\'',
      20_000,
    );
    expect(desk.type("kubectl rollout status deployment web", 1000)?.id).toBe("rolloutUnready");
    desk.act("interrupt", {});
    desk.type(
      'kubectl run big --image=a/web:1 --overrides=\'{"spec":{"containers":[{"name":"big","image":"a/web:1","resources":{"requests":{"cpu":"9"}}}]}}\'',
      2000,
    );
    expect(desk.type("kubectl get po")).toEqual({ id: "pending", names: ["big"], run: "kubectl describe pod big" });
  });
});

describe("what stands in a table of several kinds, or was left out by a field", () => {
  const desk = new Desk();
  desk.type(deploy("web", "a/web:1"), 20_000);
  desk.type("kubectl expose deployment web --port=80 --target-port=8080", 2000);

  it("does not miss pods behind a Service that has them, whatever else the table leaves empty", () => {
    expect(desk.type("kubectl get svc,ep,endpointslices")).toBeUndefined();
    expect(desk.type("kubectl get svc,ep -A")).toBeUndefined();
  });
  it("misses them where there are none", () => {
    desk.type("kubectl create service clusterip lonely --tcp=80", 2000);
    const missing = { id: "noEndpoints", run: "kubectl get pods --show-labels" };
    expect(desk.type("kubectl get svc,ep")).toMatchObject(missing);
    expect(desk.type("kubectl get ep")).toMatchObject(missing);
  });
  it("does not look elsewhere for what a field left out", () => {
    expect(desk.type("kubectl get pods --field-selector=status.phase=Failed")).toBeUndefined();
  });
  it("does not wait for figures that nobody counts", () => {
    expect(desk.type("kubectl top pods")).toMatchObject({ id: "noMetricsServer" });
  });
});

describe("what is no case of help", () => {
  it.each([
    "kubectl get nodes",
    "kubectl get ns",
    "echo Error CrashLoopBackOff",
    "kubectl get pods -o yaml",
    "curl --help",
  ])("%s", (line) => expect(new Desk().type(line)).toBeUndefined());
});

it("has words for every row, in both languages, with the command beside them", () => {
  expect(Object.keys(korean)).toEqual(Object.keys(english));
  const desk = new Desk();
  const teach = createTeacher(korean);
  const printed = {
    command: "kubectl get gizmos",
    text: `error: the server doesn't have a resource type "gizmos"\n`,
    isError: true,
    terminal: "1",
  };
  expect(teach(printed, desk.run)).toEqual({
    text: "쿠버네티스에 gizmos라는 종류는 없어요. 종류와 줄임말을 보세요.",
    run: "kubectl api-resources",
  });
});
