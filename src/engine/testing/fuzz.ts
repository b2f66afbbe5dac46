// Random clusters, manifests, commands and faults from a seed, in the manner of TigerBeetle's VOPR. A seed is the whole run: what it
// finds, it finds again.
import type { Json, JsonObject } from "#api/meta";
import { createCluster, type Cluster, type ClusterOptions, type Command } from "../cluster.ts";
import { createRng } from "../clock/rng.ts";
import type { ImageBehaviour, NodeScenario, Scenario } from "../scenario.ts";
import { StateTable } from "../state/table.ts";
import { createHands } from "./hands.ts";
import { Invariants } from "./invariants.ts";
import { makeDeployment, makeNodes, makePod, makeScenario, makeService, toJson } from "./make.ts";

/** A thing that somebody does, and when. */
export interface Act {
  readonly atMs: number;
  readonly command: Command;
}

export interface Play {
  readonly scenario: Scenario;
  readonly acts: readonly Act[];
  /** Faults are mended and hands are still from here on. */
  readonly restMs: number;
  readonly endMs: number;
}

export interface Outcome {
  readonly logHash: number;
  readonly logLength: number;
  readonly violations: readonly string[];
}

const ACTS = 30;
const REST_MS = 600_000;

/** The dice of the one who plays: apart from those of the cluster. */
class Dice {
  readonly #rng;
  constructor(seed: number) {
    this.#rng = createRng(new StateTable<number>("dice"), seed);
  }
  int(bound: number): number {
    return this.#rng.int("play", bound);
  }
  one<T>(items: readonly T[]): T {
    return items[this.int(items.length)]!;
  }
  chance(percent: number): boolean {
    return this.int(100) < percent;
  }
}

const APPS = ["web", "api", "db"] as const;
const IMAGES: { readonly [reference: string]: ImageBehaviour } = {
  "fuzz/good:1": { port: 8080, routes: [{ path: "/", status: 200, body: "1" }] },
  "fuzz/good:2": { port: 8080, startupMs: 3000, termMs: 500, routes: [{ path: "/", status: 200, delayMs: 40 }] },
  "fuzz/slow:1": { port: 8080, startupMs: 20_000, termMs: 5000, routes: [{ path: "/", status: 200, delayMs: 900 }] },
  "fuzz/crash:1": { port: 8080, exitAtMs: 4000, exitCode: 1, routes: [{ path: "/", status: 200 }] },
  "fuzz/hang:1": { port: 8080, hangAtMs: 9000, termMs: -1, routes: [{ path: "/", status: 200 }] },
  "fuzz/leak:1": { port: 8080, memoryMi: 20, leakMiPerSecond: 3, routes: [{ path: "/", status: 200 }] },
  "fuzz/done:1": { exitAtMs: 2000, exitCode: 0 },
  "fuzz/sick:1": {
    port: 8080,
    routes: [
      { path: "/", status: 200 },
      { path: "/", status: 500, fromMs: 15_000, untilMs: 40_000 },
    ],
  },
};
const REFERENCES = [...Object.keys(IMAGES), "fuzz/missing:1"];

/** What a seed stands for. */
export const makePlay = (seed: number): Play => {
  const dice = new Dice(seed);
  const scenario = makeScenario({
    name: `fuzz ${seed}`,
    seed,
    nodes: randomNodes(dice),
    images: IMAGES,
    ...(dice.chance(50) ? { firewall: [{ port: 30_080, action: "allow" as const }] } : {}),
    ...(dice.chance(30) ? { ingressAddress: "10.10.10.10" } : {}),
    clients: [
      {
        name: "users",
        url: "http://worker-1:30080/",
        perSecond: dice.one([1, 5, 20]),
        arrivals: dice.one(["even", "poisson"] as const),
        requestsPerConnection: dice.one([1, 1, 10]),
        untilMs: 400_000,
      },
    ],
  });
  const acts: Act[] = [];
  let atMs = 500;
  for (let i = 0; i < ACTS; i++) {
    atMs += dice.one([0, 7, 300, 1500, 8000, 25_000]);
    acts.push({ atMs, command: randomCommand(dice, scenario, i) });
  }
  const restMs = atMs + 1000;
  for (const { name } of scenario.nodes) {
    acts.push(
      { atMs: restMs, command: fault("power", { node: name, on: true }) },
      { atMs: restMs, command: fault("network", { node: name, cut: false }) },
      { atMs: restMs, command: fault("kubelet", { node: name, stopped: false }) },
    );
  }
  return { scenario, acts, restMs, endMs: restMs + REST_MS };
};

/** Plays it, looking after every step whether all is as it must be. */
export const checkedPlay = ({ scenario, acts, endMs }: Play, options: ClusterOptions = {}): Outcome => {
  const invariants = new Invariants();
  const cluster = createCluster(scenario, { ...withHands(options), onLog: (entry) => invariants.note(entry) });
  const stepTo = (untilMs: number): void => {
    while (cluster.nextAtMs !== undefined && cluster.nextAtMs <= untilMs && invariants.violations.length === 0) {
      cluster.step();
      invariants.check(cluster);
    }
    cluster.advance(untilMs);
  };
  for (const { atMs, command } of acts) {
    stepTo(atMs);
    cluster.run(command);
    invariants.check(cluster);
  }
  stepTo(endMs);
  invariants.checkAtRest(cluster);
  return { logHash: cluster.logHash, logLength: cluster.logLength, violations: invariants.violations };
};

/** Plays it without looking, and at each of these moments goes on in another cluster, from a snapshot that was text in between. */
export const cutPlay = ({ scenario, acts, endMs }: Play, cutsMs: readonly number[]): Outcome => {
  let cluster = createCluster(scenario, withHands({}));
  const cuts = [...cutsMs];
  const goTo = (untilMs: number): void => {
    while (cuts.length > 0 && cuts[0]! <= untilMs) {
      cluster.advance(cuts.shift()!);
      cluster = again(cluster);
    }
    cluster.advance(untilMs);
  };
  for (const { atMs, command } of acts) {
    goTo(atMs);
    cluster.run(command);
  }
  goTo(endMs);
  return { logHash: cluster.logHash, logLength: cluster.logLength, violations: [] };
};

const again = (cluster: Cluster): Cluster => {
  const text = JSON.stringify(cluster.snapshot());
  const copy = createCluster(cluster.scenario, withHands({}));
  copy.restore(JSON.parse(text) as ReturnType<Cluster["snapshot"]>);
  return copy;
};

const withHands = (options: ClusterOptions): ClusterOptions => ({
  ...options,
  components: [...(options.components ?? []), createHands],
});

const randomNodes = (dice: Dice): NodeScenario[] =>
  makeNodes(1 + dice.int(4)).map((node) => ({
    ...node,
    cpu: dice.one(["1", "2", "500m"]),
    memory: dice.one(["512Mi", "1Gi", "4Gi"]),
    pods: dice.one([5, 20, 110]),
    labels: { "topology.kubernetes.io/zone": dice.one(["a", "b"]) },
  }));

const fault = (action: string, data: JsonObject): Command => ({ component: "node", action, data });
const hands = (action: string, data: JsonObject): Command => ({ component: "hands", action, data });
const patch = (resource: string, key: string, body: Json): Command =>
  hands("patch", { resource, key, type: "strategic", body });

type Move = (dice: Dice, scenario: Scenario, index: number) => Command;

const deploy: Move = (dice) => {
  const probe = { httpGet: { path: "/", port: 8080 }, periodSeconds: dice.one([1, 3, 10]) };
  const deployment = makeDeployment(dice.one(APPS), {
    replicas: dice.int(7),
    container: {
      image: dice.one(REFERENCES),
      ...(dice.chance(50) ? { readinessProbe: probe } : {}),
      ...(dice.chance(30) ? { livenessProbe: { ...probe, failureThreshold: 2 } } : {}),
      resources: {
        requests: { cpu: dice.one(["10m", "100m", "400m"]), memory: dice.one(["16Mi", "128Mi"]) },
        ...(dice.chance(50) ? { limits: { memory: "256Mi" } } : {}),
      },
    },
    podSpec: { terminationGracePeriodSeconds: dice.one([0, 3, 30]) },
    spec: {
      minReadySeconds: dice.one([0, 0, 5]),
      strategy: dice.one([
        { type: "Recreate" as const },
        { type: "RollingUpdate" as const, rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        { type: "RollingUpdate" as const, rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
      ]),
    },
  });
  return hands("create", { object: toJson(deployment) });
};

const serve: Move = (dice) => {
  const name = dice.one(APPS);
  const nodePort = { port: 80, targetPort: 8080, nodePort: dice.one([30_080, 30_081]) };
  const service = dice.chance(70)
    ? makeService(name, {
        type: "NodePort",
        ports: [nodePort],
        sessionAffinity: dice.one(["None", "ClientIP"] as const),
      })
    : makeService(name, { clusterIP: "None" });
  return hands("create", { object: toJson(service) });
};

const MOVES: readonly Move[] = [
  deploy,
  deploy,
  deploy,
  serve,
  serve,
  (dice, _, index) =>
    hands("create", {
      object: toJson(
        makePod(`pod-${index}`, { labels: { app: dice.one(APPS) }, container: { image: dice.one(REFERENCES) } }),
      ),
    }),
  (dice) => patch("deployments", `default/${dice.one(APPS)}`, { spec: { replicas: dice.int(9) } }),
  (dice) => {
    const name = dice.one(APPS);
    return patch("deployments", `default/${name}`, {
      spec: { template: { spec: { containers: [{ name, image: dice.one(REFERENCES) }] } } },
    });
  },
  (dice) => patch("deployments", `default/${dice.one(APPS)}`, { spec: { replicas: dice.one([-1, "many", null]) } }),
  (dice) =>
    patch("services", `default/${dice.one(APPS)}`, { spec: { selector: { app: dice.one([...APPS, "nobody"]) } } }),
  (dice) => hands("delete", { resource: dice.one(["deployments", "services"]), key: `default/${dice.one(APPS)}` }),
  (dice, _, index) =>
    hands("delete", {
      resource: "pods",
      key: `default/pod-${dice.int(index + 1)}`,
      gracePeriodSeconds: dice.one([0, 1, 30]),
    }),
  (dice, { nodes }) => patch("nodes", dice.one(nodes).name, { spec: { unschedulable: dice.chance(50) } }),
  (dice, { nodes }) =>
    patch("nodes", dice.one(nodes).name, {
      spec: { taints: dice.chance(50) ? [{ key: "fuzz", effect: "NoExecute" }] : null },
    }),
  (dice, { nodes }) => fault("power", { node: dice.one(nodes).name, on: dice.chance(50) }),
  (dice, { nodes }) => fault("network", { node: dice.one(nodes).name, cut: dice.chance(50) }),
  (dice, { nodes }) => fault("kubelet", { node: dice.one(nodes).name, stopped: dice.chance(50) }),
  (dice) => ({ component: "firewall", action: "set", data: { port: 30_080, action: dice.one(["allow", "deny"]) } }),
  (dice, { nodes }) => ({
    component: "network",
    action: "request",
    data: { url: `http://${dice.one(nodes).name}:30080/`, n: 1 + dice.int(5), name: `run ${dice.int(1000)}` },
  }),
];

const randomCommand: Move = (dice, scenario, index) => dice.one(MOVES)(dice, scenario, index);
