// The indexes are kept with every change. Whatever came and went before, a decision is the one that a new cache would give: the
// recorded clusters, with pods, labels, taints and namespaces that change by a seed, decided by the old cache and by a new one.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Namespace, Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import { createRng } from "../../clock/rng.ts";
import { StateTable } from "../../state/table.ts";
import type { ClusterObjects, DecisionCluster } from "../decide.ts";
import { createDecisionCluster, isEnded } from "../decide.ts";
import { decisionOf } from "../vector-decision.ts";
import { podKey } from "./pod-info.ts";

type Case = { name: string; in: ClusterObjects & { pod: Pod } };
const { cases } = JSON.parse(
  readFileSync(new URL("../../../../e2e/conformance/recordings/vectors/scheduler.json", import.meta.url), "utf8"),
) as { cases: Case[] };

type Dice = (bound: number) => number;

const createDice = (seed: number): Dice => {
  const rng = createRng(new StateTable<number>("rng"), seed);
  return (bound) => rng.int("churn", bound);
};

const pickFrom = <T>(list: readonly T[], dice: Dice): T => list[dice(list.length)] as T;

/** A stranger: another pod's labels, terms and requests, somewhere else. */
const makeStranger = (i: number, pods: readonly Pod[], dice: Dice): Pod => {
  const like = pickFrom(pods, dice);
  return {
    ...like,
    metadata: {
      ...like.metadata,
      name: `stranger-${i}`,
      uid: `stranger-${i}`,
      namespace: pickFrom(pods, dice).metadata.namespace ?? "",
    },
    spec: { ...like.spec, nodeName: pickFrom(pods, dice).spec.nodeName ?? "" },
  };
};

const relabelled = (node: Node, nodes: readonly Node[], dice: Dice): Node => {
  const other = pickFrom(nodes, dice);
  return {
    ...node,
    metadata: { ...node.metadata, labels: { ...other.metadata.labels, extra: String(dice(3)) } },
    spec: { ...node.spec, taints: other.spec?.taints ?? [] },
  };
};

/** The cluster that lives through it all, and the objects that there are now. */
interface Churn {
  readonly given: Case["in"];
  readonly cluster: DecisionCluster;
  readonly dice: Dice;
  readonly pods: Map<string, Pod>;
  readonly nodes: Map<string, Node>;
  readonly namespaces: Map<string, Namespace>;
}

const setPod = ({ cluster, pods }: Churn, pod: Pod): void => {
  pods.set(podKey(pod), pod);
  cluster.cache.setPod(pod);
};

const churnPods = (churn: Churn): void => {
  const { dice, pods, cluster } = churn;
  for (let i = 0; i < 12; i++) {
    const placed = [...pods.values()].filter((p) => p.spec.nodeName && !isEnded(p));
    if (placed.length === 0) return;
    const pod = pickFrom(placed, dice);
    const ending = { ...pod, metadata: { ...pod.metadata, deletionTimestamp: "2026-03-01T10:00:00Z" } };
    const moved = { ...pod, metadata: { ...pod.metadata, labels: pickFrom(placed, dice).metadata.labels ?? {} } };
    setPod(churn, pickFrom([ending, moved, makeStranger(i, placed, dice)], dice));
    if (dice(3) > 0) continue;
    pods.delete(podKey(pod));
    cluster.cache.deletePod(podKey(pod));
  }
};

const churnNode = ({ nodes, cluster, dice }: Churn): void => {
  const all = [...nodes.values()];
  if (all.length === 0) return;
  const node = relabelled(pickFrom(all, dice), all, dice);
  nodes.set(node.metadata.name, node);
  cluster.cache.setNode(node);
};

const churnNamespace = ({ namespaces, cluster, dice }: Churn): void => {
  const all = [...namespaces.values()];
  if (all.length === 0) return;
  const [one, other] = [pickFrom(all, dice), pickFrom(all, dice)];
  const namespace = { ...one, metadata: { ...one.metadata, labels: other.metadata.labels ?? {} } };
  namespaces.set(one.metadata.name, namespace);
  cluster.cache.setNamespace(one.metadata.name, namespace.metadata.labels);
};

const decide = (cluster: DecisionCluster, { given }: Churn): unknown => {
  const { filters, scores, chosen, message } = decisionOf(
    cluster.framework.schedule(given.pod, { startIndex: 0, trace: true }),
    given.nodes,
  );
  return { filters, scores, chosen, message };
};

it.each(cases.map((c, i) => ({ ...c, seed: i })))("$name", ({ in: given, seed }) => {
  const churn: Churn = {
    given,
    cluster: createDecisionCluster(given, () => 0),
    dice: createDice(seed),
    pods: new Map(given.pods.map((p) => [podKey(p), p])),
    nodes: new Map(given.nodes.map((n) => [n.metadata.name, n])),
    namespaces: new Map((given.namespaces ?? []).map((n) => [n.metadata.name, n])),
  };
  for (let round = 0; round < 6; round++) {
    churnPods(churn);
    churnNode(churn);
    churnNamespace(churn);
    const [nodes, pods, namespaces] = [churn.nodes, churn.pods, churn.namespaces].map((m) => [...m.values()]);
    const fresh = createDecisionCluster({ ...given, nodes, pods, namespaces } as typeof given, () => 0);
    expect(decide(churn.cluster, churn)).toEqual(decide(fresh, churn));
  }
});
