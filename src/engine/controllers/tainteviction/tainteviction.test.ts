import { describe, expect, it } from "vitest";
import type { Taint, Toleration } from "#api/core-affinity";
import type { Cluster } from "../../cluster.ts";
import { act, create, makeFakeCluster } from "../testing/fake-kubelet.ts";

const taint: Taint = { key: "k", value: "v", effect: "NoExecute" };
const tolerate = (more: Partial<Toleration>): Toleration => ({
  key: "k",
  operator: "Exists",
  effect: "NoExecute",
  ...more,
});

const setTaints = (cluster: Cluster, taints: readonly Taint[]): void =>
  act(cluster, ({ api }) => api.write("nodes", "worker-1", (n) => ({ ...n, spec: { ...n.spec, taints } })));

const start = (tolerations: readonly Toleration[]): Cluster => {
  const cluster = makeFakeCluster({ readyMs: 100, endMs: 60_000 });
  const spec = { containers: [{ name: "c", image: "i" }], tolerations };
  create(
    cluster,
    { apiVersion: "v1", kind: "Node", metadata: { name: "worker-1" }, spec: {} },
    { apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec },
  );
  cluster.advance(1000);
  setTaints(cluster, [taint]);
  return cluster;
};

const isEnding = (cluster: Cluster): boolean =>
  cluster.sim.store.get("pods", "default/p")?.metadata.deletionTimestamp !== undefined;
const said = (cluster: Cluster): (string | undefined)[] =>
  cluster.sim.store.list("events").flatMap((e) => (e.reason === "TaintManagerEviction" ? [e.message] : []));

const rows: readonly {
  readonly name: string;
  readonly tolerations: readonly Toleration[];
  readonly endsMs: number | undefined;
}[] = [
  { name: "no toleration: at once", tolerations: [], endsMs: 1030 },
  { name: "a toleration for ever", tolerations: [tolerate({})], endsMs: undefined },
  { name: "one for ten seconds", tolerations: [tolerate({ tolerationSeconds: 10 })], endsMs: 11_015 },
  {
    name: "the shorter of two",
    tolerations: [tolerate({ tolerationSeconds: 30 }), tolerate({ tolerationSeconds: 5 })],
    endsMs: 6015,
  },
  { name: "another effect", tolerations: [tolerate({ effect: "NoSchedule" })], endsMs: 1030 },
];

describe("taint eviction", () => {
  it.each(rows)("$name", ({ tolerations, endsMs }) => {
    const cluster = start(tolerations);
    cluster.advance((endsMs ?? 400_000) - 1);
    expect(isEnding(cluster)).toBe(false);
    if (endsMs === undefined) return;
    cluster.advance(endsMs);
    expect(isEnding(cluster)).toBe(true);
    expect(said(cluster)).toEqual(["Marking for deletion Pod default/p"]);
    const target = cluster.sim.store.get("pods", "default/p")?.status?.conditions?.at(-1);
    expect(target).toMatchObject({ type: "DisruptionTarget", reason: "DeletionByTaintManager" });
  });

  it("takes the plan back when the taint goes", () => {
    const cluster = start([tolerate({ tolerationSeconds: 10 })]);
    cluster.advance(5000);
    setTaints(cluster, []);
    cluster.advance(60_000);
    expect(isEnding(cluster)).toBe(false);
    expect(said(cluster)).toEqual(["Cancelling deletion of Pod default/p"]);
  });
});
