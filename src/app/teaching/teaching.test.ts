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
      const found = lessonOf(printed, factsOf(this.run));
      if (found) return found;
    }
    return undefined;
  }
}

const deploy = (name: string, image: string): string => `kubectl create deployment ${name} --image=${image}`;

describe("what was refused or is not there", () => {
  it.each([
    ["kubectl get pod wbe", { id: "notFound", names: ["wbe", "pods"], run: "kubectl get pods" }],
    ["kubectl get pods -n shop", { id: "nothingHere", names: ["pods"], run: "kubectl get pods -A" }],
    [
      "kubectl get pods -l app=wbe",
      { id: "selectorMatchesNothing", names: ["app=wbe"], run: "kubectl get pods --show-labels" },
    ],
    ["kubectl create configmap x -n nowhere", { id: "noNamespace", names: ["nowhere"], run: "kubectl get namespaces" }],
    ["kubectl describe ns nowhere", { id: "noNamespace", names: ["nowhere"], run: "kubectl get namespaces" }],
    ["kubectl get pdos", { id: "noType", names: ["pdos"], run: "kubectl api-resources" }],
    ["kubectl gte pods", { id: "unknownCommand", names: ["gte"], run: "kubectl --help" }],
    ["kubectl get pods --wach", { id: "unknownFlag", names: ["--wach"], run: "kubectl get --help" }],
    ["kubectl apply -f missing.yaml", { id: "noFile", names: ["missing.yaml"], run: "ls" }],
    ["kubectl apply", { id: "whichFile", names: [], run: "ls" }],
    ["docker ps", { id: "noCommand", names: ["docker"], run: "help" }],
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
    command: "kubectl get pdos",
    text: `error: the server doesn't have a resource type "pdos"\n`,
    isError: true,
  };
  expect(teach(printed, desk.run)).toEqual({
    text: "쿠버네티스에 pdos라는 종류는 없어요. 종류와 줄임말을 보세요.",
    run: "kubectl api-resources",
  });
});
