import { describe, expect, it } from "vitest";
import type { ClusterView, GaugeView, NodeView, PodView } from "../view-models/graph.ts";
import { troubleOn } from "./bays.ts";
import { isSameFold, layoutGraph, type GraphLayout, type LayoutOptions } from "./layout.ts";
import { routeKey } from "./edge-layout.ts";

const GAUGE: GaugeView = { usage: 1, request: null, limit: null, full: 2, state: "calm", throttled: 0, text: "" };

function pod(uid: string, over: Partial<PodView> = {}): PodView {
  const kind = "app" as const;
  const text = { name: uid, namespace: "default", shortName: uid, statusLine: "Running", truthLine: null };
  return {
    uid,
    ...text,
    mark: "ready",
    contradiction: false,
    memory: GAUGE,
    cpu: GAUGE,
    probes: [],
    restarts: 0,
    pullPercent: null,
    kind,
    ...over,
  };
}

function node(id: string, uids: readonly string[], over: Partial<NodeView> = {}): NodeView {
  const text = { name: id, roleText: "worker", condition: "Ready", note: null, taints: [], labels: [] };
  return {
    id,
    ...text,
    role: "worker",
    mark: "node-ready",
    look: "calm",
    cpu: GAUGE,
    memory: GAUGE,
    pods: uids.map((uid) => pod(uid)),
    ...over,
  };
}

function cluster(bays: readonly NodeView[], served: readonly string[] = []): ClusterView {
  const endpoints = served.map((uid) => ({
    id: `ep/${uid}`,
    podUid: uid,
    podName: uid,
    state: "serving" as const,
    why: null,
  }));
  return {
    revision: 1,
    clients: [{ id: "clients", name: "Clients", rateText: "", failText: null }],
    firewall: {
      id: "firewall",
      ports: [
        { id: "p80", toId: "svc", port: 80, open: true, dropping: false },
        { id: "p30020", toId: null, port: 30020, open: false, dropping: false },
      ],
    },
    ingresses: [],
    services: [{ id: "svc", name: "svc", portText: "", endpoints, selector: ["app=svc"], type: "NodePort" }],
    deployments: [],
    registry: null,
    bays,
    queue: [],
    edges: [],
    nowMs: 0,
    requestsInFlight: [],
    motion: "play",
  };
}

const OPTIONS: LayoutOptions = {
  shape: "wide",
  width: 1104,
  isControlPlaneOpen: false,
  isUnfolded: false,
  previous: null,
};

function run(views: readonly ClusterView[], options: Partial<LayoutOptions> = {}): GraphLayout {
  let layout: GraphLayout | null = null;
  for (const view of views) layout = layoutGraph(view, { ...OPTIONS, ...options, previous: layout });
  if (layout === null) throw new Error("no view");
  return layout;
}

const placeOf = (layout: GraphLayout, uid: string): string => {
  const box = layout.pods.get(uid)?.box;
  return box === undefined ? "nowhere" : `${box.x},${box.y}`;
};

const two = (uids: readonly string[]): ClusterView => cluster([node("w1", ["a"]), node("w2", uids)], ["a", ...uids]);

const railTo = (layout: GraphLayout, id: string): unknown => layout.edges.find((e) => e.kind === "rail" && e.to === id);

const drawn = (views: readonly ClusterView[]): readonly string[] => run(views).bays.map((bay) => bay.id);

const heightOf = (view: ClusterView): number => run([view]).boxes.get("svc")!.height;

it("a service without endpoints has room for each label that it looks for", () => {
  const empty = cluster([node("w1", [])]);
  const services = empty.services.map((service) => ({ ...service, selector: ["app=svc", "tier=web"] }));
  expect(heightOf({ ...empty, services }) - heightOf(empty)).toBe(20);
});

describe("places of pods", () => {
  it("stay while neighbours come and go", () => {
    const before = run([cluster([node("w1", ["a", "b", "c"])])]);
    const after = run([cluster([node("w1", ["a", "b", "c"])]), cluster([node("w1", ["b", "c", "d"])])]);
    expect(placeOf(after, "b")).toBe(placeOf(before, "b"));
    expect(placeOf(after, "c")).toBe(placeOf(before, "c"));
    expect(placeOf(after, "d")).toBe(placeOf(before, "a"));
  });

  it("come back when time is rewound", () => {
    const first = cluster([node("w1", ["a", "b"])]);
    const there = run([first, cluster([node("w1", ["b"])]), cluster([node("w1", ["b", "c"])])]);
    const back = run([first, cluster([node("w1", ["b"])]), cluster([node("w1", ["b", "c"])]), first]);
    expect(placeOf(there, "c")).toBe(placeOf(run([first]), "a"));
    expect(placeOf(back, "a")).toBe(placeOf(run([first]), "a"));
    expect(placeOf(back, "b")).toBe(placeOf(run([first]), "b"));
  });

  it("never hold two pods", () => {
    const uids = Array.from({ length: 60 }, (_, index) => `p${index}`);
    const layout = run([
      cluster([node("w1", uids)]),
      cluster([node("w1", uids.slice(20))]),
      cluster([node("w1", uids)]),
    ]);
    expect(new Set(uids.map((uid) => placeOf(layout, uid))).size).toBe(60);
  });

  it("do not depend on a second drawing of the same view", () => {
    const view = cluster([node("w1", ["a", "b"]), node("w2", ["c"])], ["a", "c"]);
    const once = run([view]);
    const twice = run([view, view]);
    expect(twice.bays).toEqual(once.bays);
    expect(twice.edges).toEqual(once.edges);
  });
});

describe("what did not move", () => {
  it("keeps its object, so that nothing is drawn again", () => {
    const first = layoutGraph(cluster([node("w1", ["a"]), node("w2", ["b"])], ["a"]), OPTIONS);
    const second = layoutGraph(cluster([node("w1", ["a"]), node("w2", ["b", "c"])], ["a"]), {
      ...OPTIONS,
      previous: first,
    });
    expect(second.bays[0]).toBe(first.bays[0]);
    expect(second.bays[1]).not.toBe(first.bays[1]);
    expect(second.boxes.get("svc")).toBe(first.boxes.get("svc"));
    expect(second.edges.find((edge) => edge.kind === "rail")).toBe(first.edges.find((edge) => edge.kind === "rail"));
  });
});

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `p${index}`);

describe("density", () => {
  const cases = [
    { name: "four", count: 4, want: "hull" },
    { name: "eight in two rows", count: 8, want: "hull" },
    { name: "a dozen", count: 12, want: "chip" },
    { name: "fifty", count: 50, want: "tile" },
    { name: "two thousand", count: 2000, want: "tile" },
    { name: "thousands", count: 2501, want: "block" },
  ];
  it.each(cases)("$name pods on one node: $want", ({ count, want }) => {
    expect(run([cluster([node("w1", names(count))])]).bays[0]?.density).toBe(want);
  });
  it("stays coarse while the bay is not nearly empty", () => {
    expect(run([cluster([node("w1", names(12))]), cluster([node("w1", names(8))])]).bays[0]?.density).toBe("chip");
    expect(run([cluster([node("w1", names(12))]), cluster([node("w1", names(3))])]).bays[0]?.density).toBe("hull");
  });
});

describe("many nodes", () => {
  const many = Array.from({ length: 40 }, (_, index) =>
    node(`w${index}`, [`p${index}`], index === 33 ? { look: "lost" } : {}),
  );
  it("fold the calm ones and show the troubled", () => {
    const layout = run([cluster(many)]);
    expect(layout.fold?.nodeIds.length).toBe(28);
    expect(layout.bays.map((bay) => bay.id)).toContain("w33");
  });
  it("stay while a rollout passes through the others, and make room for trouble", () => {
    const withPod = (at: number, mark: PodView["mark"]): ClusterView =>
      cluster(many.with(at, node(many[at]!.id, [], { pods: [pod("x", { mark })] })));
    const before = drawn([cluster(many)]);
    expect(drawn([cluster(many), withPod(30, "creating"), withPod(31, "notready")])).toEqual(before);
    expect(drawn([cluster(many), withPod(30, "crashloop")])).toContain(many[30]!.id);
    // It stays when it is well again: what was drawn is drawn.
    expect(drawn([cluster(many), withPod(30, "crashloop"), cluster(many)])).toContain(many[30]!.id);
  });
  it("are the same ones for as long as nobody is in trouble: the layout need not be made for that", () => {
    const previous = run([cluster(many)]);
    const options = { ...OPTIONS, previous };
    const inTrouble = node(many[30]!.id, [], { look: "lost" });
    expect(isSameFold(cluster(many), options)).toBe(true);
    expect(isSameFold(cluster(many.with(30, inTrouble)), options)).toBe(false);
    expect(isSameFold(cluster(many), { ...options, isUnfolded: true })).toBe(false);
  });
  it("tell what is in trouble among those that are folded away", () => {
    const pods = [
      pod("a"),
      pod("b", { mark: "creating" }),
      pod("c", { mark: "oom" }),
      pod("d", { contradiction: true }),
    ];
    expect(troubleOn([node("w1", [], { pods }), node("w2", ["e"], { look: "lost" }), node("w3", ["f"])])).toBe(3);
  });
  it("unfold all", () => {
    expect(run([cluster(many)], { isUnfolded: true }).bays.length).toBe(40);
  });
});

describe("routes", () => {
  const view = cluster([node("w1", ["a", "b"]), node("w2", ["c"])], ["a", "c"]);
  it("lead from hop to hop without a gap at the wall", () => {
    const { routes } = run([view]);
    const toWall = routes.get(routeKey("clients", "p80"));
    const beyond = routes.get(routeKey("p80", "svc"));
    expect(toWall?.at(-1)).toEqual(beyond?.[0]);
  });
  it("end at the pod's own place, and lead to endpoints only", () => {
    const layout = run([view]);
    const end = layout.routes.get(routeKey("svc", "c"))?.at(-1);
    const box = layout.pods.get("c")?.box;
    expect(end).toEqual({ x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) });
    expect(layout.routes.has(routeKey("svc", "b"))).toBe(false);
  });
  it("open the wall where the port leads, and bolt it elsewhere", () => {
    const layout = run([view]);
    const service = layout.boxes.get("svc");
    expect(layout.portY.get("p80")).toBe(Math.round((service?.y ?? 0) + (service?.height ?? 0) / 2));
    expect(layout.wall.length).toBe(2);
  });

  const asked = { id: "c", kind: "traffic", from: "clients", to: "svc", state: "fail" } as const;
  const withPort = (open: boolean): ClusterView => ({
    ...view,
    edges: [asked],
    firewall: { id: "firewall", ports: [{ id: "p80", toId: "svc", port: 80, open, dropping: false }] },
  });
  it("keep the lines of a bay in which nothing is different", () => {
    const before = run([two(["b"])]);
    const after = layoutGraph(two(["b", "c"]), { ...OPTIONS, previous: before });
    expect(railTo(after, "w1")).toBe(railTo(before, "w1"));
    expect(railTo(after, "w2")).not.toEqual(railTo(before, "w2"));
    expect(after.pods.get("a")).toBe(before.pods.get("a"));
    expect(after.routes.get(routeKey("svc", "a"))).toBe(before.routes.get(routeKey("svc", "a")));
  });
  it("lead through an open port only", () => {
    expect(run([withPort(true)]).edges.find((edge) => edge.id === "c")?.state).toBe("fail");
    expect(run([withPort(false)]).edges.find((edge) => edge.id === "c")).toBeUndefined();
  });
  it("pass beside an ingress that stands before the service", () => {
    const paths = ["/a", "/b"].map((path) => ({
      id: path,
      path,
      label: path,
      backend: "svc:80",
      serviceId: "svc",
      problem: null,
    }));
    const layout = run([{ ...view, ingresses: [{ id: "ingress", name: "Ingress", address: "", paths }] }]);
    const ingress = layout.boxes.get("ingress")!;
    const y = layout.portY.get("p80")!;
    expect(y < ingress.y || y > ingress.y + ingress.height).toBe(true);
    const service = layout.boxes.get("svc")!;
    const end = layout.routes.get(routeKey("p80", "svc"))?.at(-1);
    expect(end).toEqual({ x: service.x, y: Math.round(service.y + service.height / 2) });
  });
  it("begin at clients that stand above the graph's own buttons", () => {
    const three = ["a", "b", "c"].map((id) => ({ id, name: id, rateText: "", failText: null }));
    const layout = run([{ ...view, clients: three }]);
    const last = layout.boxes.get("c")!;
    expect(last.y + 104).toBeLessThanOrEqual(layout.height - 44);
    expect(layout.boxes.get("a")!.y).toBeGreaterThanOrEqual(24);
  });
});

describe("shapes", () => {
  const view = cluster([node("m", [], { role: "control-plane" }), node("w1", ["a"])]);
  it("close the control plane on a phone, and open it on demand", () => {
    expect(run([view], { shape: "tall" }).bays[0]?.isClosed).toBe(true);
    expect(run([view], { shape: "tall", isControlPlaneOpen: true }).bays[0]?.isClosed).toBe(false);
  });
  it("show the application's pods in a control plane that is shut", () => {
    const carrying = cluster([node("m", ["b"], { role: "control-plane" }), node("w1", ["a"])]);
    const layout = run([carrying], { shape: "tall" });
    expect(layout.bays[0]?.isClosed).toBe(false);
    expect([...layout.bays[0]!.pods.keys()]).toEqual(["b"]);
  });
  it("show on a stage what owns the pods, where no service stands in their way", () => {
    const owner = { id: "deployments/default/shop", replicaSets: [] } as unknown as ClusterView["deployments"][number];
    const served = { ...cluster([node("w1", [])]), deployments: [owner] };
    const stage = (one: ClusterView): boolean => run([one], { shape: "stage" }).boxes.has(owner.id);
    expect([stage({ ...served, services: [] }), stage(served)]).toEqual([true, false]);
  });
  it("leave a calm control plane off the stage, and bring it back in trouble", () => {
    const lost = cluster([node("m", [], { role: "control-plane", look: "lost" }), node("w1", ["a"])]);
    expect(run([view], { shape: "stage" }).bays.map((bay) => bay.id)).toEqual(["w1"]);
    expect(run([lost], { shape: "stage" }).bays.map((bay) => bay.id)).toEqual(["m", "w1"]);
  });
  it("show a control plane on stage while it carries pods of the application, and from then on", () => {
    const carrying = cluster([node("m", ["b"], { role: "control-plane" }), node("w1", ["a"])]);
    expect(run([carrying], { shape: "stage" }).bays.map((bay) => bay.id)).toEqual(["m", "w1"]);
    expect(run([carrying, view], { shape: "stage" }).bays.map((bay) => bay.id)).toEqual(["m", "w1"]);
  });
});
