// Random clusters, manifests, commands and faults from a seed, in the manner of TigerBeetle's VOPR. A seed is the whole run: what it
// finds, it finds again.
import { createCluster, type Cluster, type ClusterOptions, type Command } from "../cluster.ts";
import type { NodeScenario, Scenario } from "../scenario.ts";
import { Dice } from "./dice.ts";
import { fault, FUZZ_IMAGES, harderCommand, harderWorkload, randomCommand } from "./fuzz-moves.ts";
import { createHands } from "./hands.ts";
import { Invariants } from "./invariants.ts";
import { makeNodes, makeScenario } from "./make.ts";

/** A thing that somebody does, and when. */
interface Act {
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
const HARDER_ACTS = 15;
const HARDER_MADE = 5;
const REST_MS = 600_000;

/** What a seed stands for. */
export const makePlay = (seed: number): Play => {
  const dice = new Dice(seed);
  const scenario = makeScenario({
    name: `fuzz ${seed}`,
    seed,
    nodes: randomNodes(dice),
    images: FUZZ_IMAGES,
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
  if (!dice.chance(40)) return { scenario, acts, restMs, endMs: restMs + REST_MS };
  const starved = [...acts, ...starvation(dice, restMs)].toSorted((a, b) => a.atMs - b.atMs);
  return { scenario: withPods(scenario), acts: starved, restMs, endMs: restMs + REST_MS };
};

/** The same life with more that befalls it. */
export const makeHarderPlay = (seed: number): Play => {
  const play = makePlay(seed);
  const dice = new Dice(seed * 17 + 3);
  const more = Array.from({ length: HARDER_ACTS }, (_, i): Act => {
    return { atMs: 1000 + dice.int(play.restMs - 1500), command: harderCommand(dice, play.scenario, i * 3) };
  });
  const made = Array.from({ length: HARDER_MADE }, (_, i): Act => {
    return { atMs: 500 + dice.int(10_000), command: harderWorkload(dice, play.scenario, i) };
  });
  const mended = play.scenario.nodes.map(({ name }): Act => {
    return { atMs: play.restMs, command: fault("disk", { node: name, usedPercent: 0 }) };
  });
  return { ...play, acts: [...play.acts, ...made, ...more, ...mended].toSorted((a, b) => a.atMs - b.atMs) };
};

/** Its control plane runs as pods, on a machine that has room for them. */
const withPods = (scenario: Scenario): Scenario => ({
  ...scenario,
  controlPlanePods: true,
  nodes: scenario.nodes.map((node) =>
    node.role === "control-plane" ? { ...node, cpu: "2", memory: "2Gi", pods: 110 } : node,
  ),
});

/** Programs of the control plane end, or take each other's memory, until the master is started anew. */
const starvation = (dice: Dice, restMs: number): Act[] => {
  const acts: Act[] = [];
  for (let i = 0; i < 4; i++) {
    const program = dice.one(["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"]);
    const pod = `kube-system/${program}-master`;
    const [action, data] = dice.one([
      ["hold", { pod, memoryMi: dice.one([700, 1300, 1420, 3000]) }],
      ["exit", { pod, code: 1 }],
    ] as const);
    acts.push({ atMs: 1000 + dice.int(restMs - 1500), command: { component: "apps", action, data } });
  }
  acts.push({ atMs: restMs - 100, command: fault("power", { node: "master", on: false }) });
  return acts;
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
