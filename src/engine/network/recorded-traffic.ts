// Plays the requests and loads of a recorded session, with as much of its kubectl as moves anything: for the tests of this folder.
import type { Container } from "#api/core-container";
import type { Json, JsonObject, KubeObject } from "#api/meta";
import { createCluster, type Cluster } from "../cluster.ts";
import type { ImageBehaviour, NodeScenario, Scenario, Taint } from "../scenario.ts";
import { createHands } from "../testing/hands.ts";
import { START_TIME } from "../testing/make.ts";

interface RecordedStep {
  readonly t: number;
  readonly end: number;
  readonly write?: { readonly [file: string]: string };
  readonly run?: string;
  readonly exit?: number | null;
  readonly power?: { readonly [node: string]: "on" | "off" };
  readonly request?: { readonly url: string; readonly n: number; readonly every?: number };
  readonly load?: { readonly name?: string; readonly url?: string; readonly every?: number; readonly stop?: string };
  readonly got?: { readonly [outcome: string]: number };
}

export interface Recording {
  readonly name: string;
  readonly nodes: readonly {
    readonly name: string;
    readonly labels: { readonly [key: string]: string };
    readonly taints?: readonly Taint[];
    readonly podCIDR: string;
    readonly addresses: readonly { readonly type: string; readonly address: string }[];
    readonly capacity: { readonly [resource: string]: string };
    readonly allocatable: { readonly [resource: string]: string };
  }[];
  readonly images: { readonly [reference: string]: ImageBehaviour };
  readonly steps: readonly RecordedStep[];
}

export interface TrafficResult {
  readonly step: RecordedStep;
  readonly got: { readonly [outcome: string]: number };
}

const SETTLE_MS = 120_000;

export const playTraffic = (recording: Recording, seed: number): TrafficResult[] => {
  const cluster = createCluster(scenarioOf(recording, seed), { components: [createHands] });
  cluster.advance(SETTLE_MS);
  const files = new Map<string, string>();
  const results: { step: RecordedStep; name: string }[] = [];
  for (const [i, step] of recording.steps.entries()) {
    cluster.advance(Math.max(cluster.nowMs, SETTLE_MS + Math.round(step.t * 1000)));
    for (const [name, text] of Object.entries(step.write ?? {})) files.set(name, text);
    // A command has done its work when it returns.
    if (step.run !== undefined) {
      cluster.advance(Math.max(cluster.nowMs, SETTLE_MS + Math.round(step.end * 1000) - 60));
      act(cluster, step.run, files);
    }
    for (const [node, power] of Object.entries(step.power ?? {})) {
      cluster.run({ component: "node", action: "power", data: { node, on: power === "on" } });
    }
    if (step.request) {
      const name = `request ${i}`;
      network(cluster, "request", { ...step.request, name });
      results.push({ step, name });
    }
    const { name: started, url, every, stop } = step.load ?? {};
    if (started !== undefined) network(cluster, "load", { name: started, url: url ?? "", every: every ?? 1 });
    if (stop !== undefined) {
      network(cluster, "loadStop", { name: stop });
      results.push({ step, name: stop });
    }
  }
  cluster.advance(cluster.nowMs + 20_000);
  return results.map(({ step, name }) => {
    const { outcomes } = network(cluster, "results", { name }) as { outcomes: { [outcome: string]: number } };
    return { step, got: outcomes };
  });
};

const network = (cluster: Cluster, action: string, data: JsonObject): Json =>
  cluster.run({ component: "network", action, data });

const scenarioOf = (recording: Recording, seed: number): Scenario => ({
  name: recording.name,
  seed,
  startTime: START_TIME,
  images: recording.images,
  nodes: recording.nodes.map((node): NodeScenario => ({
    name: node.name,
    role: node.labels["node-role.kubernetes.io/control-plane"] === undefined ? "worker" : "control-plane",
    cpu: node.capacity["cpu"] ?? "2",
    memory: node.capacity["memory"] ?? "4Gi",
    allocatable: node.allocatable,
    labels: node.labels,
    taints: node.taints ?? [],
    podCIDR: node.podCIDR,
    address: node.addresses.find((a) => a.type === "InternalIP")?.address ?? "",
  })),
});

type Patch = (resource: string, name: string, body: Json) => void;

/** The few commands that change anything, each with what it patches; everything else only looks. */
const PATCHES: readonly (readonly [RegExp, (match: readonly string[], patch: Patch, cluster: Cluster) => void])[] = [
  [
    /set image deploy(?:ment)?\/(\S+) (\S+)=(\S+)/,
    ([, name = "", container = "", image = ""], patch) => patch("deployments", name, imageOf(container, image)),
  ],
  [
    /rollout undo deploy(?:ment)?\/(\S+)/,
    ([, name = ""], patch, cluster) => {
      const before = previousContainer(cluster, name);
      if (before) patch("deployments", name, imageOf(before.name, before.image ?? ""));
    },
  ],
  [
    /patch (svc|deploy) (\S+) .*-p '(.*)'/,
    ([, kind, name = "", body = ""], patch) =>
      patch(kind === "svc" ? "services" : "deployments", name, JSON.parse(body) as Json),
  ],
  [
    /set selector svc\/(\S+) (\S+)=(\S+)/,
    ([, name = "", label = "", value = ""], patch) =>
      patch("services", name, { spec: { selector: { [label]: value } } }),
  ],
  [
    /scale deploy (\S+) --replicas=(\d+)/,
    ([, name = "", replicas], patch) => patch("deployments", name, { spec: { replicas: Number(replicas) } }),
  ],
];

const imageOf = (name: string, image: string): Json => ({
  spec: { template: { spec: { containers: [{ name, image }] } } },
});

const act = (cluster: Cluster, line: string, files: ReadonlyMap<string, string>): void => {
  const hands = (action: string, data: JsonObject): Json => cluster.run({ component: "hands", action, data });
  for (const [pattern, handle] of PATCHES) {
    const match = pattern.exec(line);
    const patch: Patch = (resource, name, body) =>
      void hands("patch", { resource, key: `default/${name}`, type: "strategic", body });
    if (match) handle(match, patch, cluster);
  }
  if (line.startsWith("kubectl apply")) {
    for (const [, file = ""] of line.matchAll(/ -f (\S+)/g)) hands("apply", { manifest: files.get(file) ?? "" });
  }
  const gone = /delete (deploy|pod) (.*)/.exec(line);
  for (const name of gone?.[2]?.split(" ") ?? []) {
    hands("delete", { resource: gone?.[1] === "deploy" ? "deployments" : "pods", key: `default/${name}` });
  }
};

const revisionOf = (o: KubeObject): number => Number(o.metadata.annotations?.["deployment.kubernetes.io/revision"]);

/** The first container of the revision before the last. */
const previousContainer = ({ sim: { store } }: Cluster, deployment: string): Container | undefined => {
  const sets = store.list("replicasets").filter((rs) => rs.metadata.ownerReferences?.[0]?.name === deployment);
  return sets.toSorted((a, b) => revisionOf(b) - revisionOf(a))[1]?.spec.template?.spec.containers[0];
};
