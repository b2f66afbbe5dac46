import { describe, expect, it } from "vitest";
import type { ClusterView, GaugeView, PodView } from "../view-models/graph.ts";
import { sameStructure } from "./same-structure.ts";

const GAUGE: GaugeView = { usage: 1, request: null, limit: null, full: 2, state: "calm", throttled: 0, text: "" };
const POD: PodView = {
  uid: "a",
  name: "a",
  namespace: "default",
  shortName: "a",
  mark: "ready",
  statusLine: "Running",
  truthLine: null,
  contradiction: false,
  memory: GAUGE,
  cpu: GAUGE,
  probes: [],
  restarts: 0,
  pullPercent: null,
  kind: "app",
};
const ENDPOINT = { id: "e", podUid: "a", podName: "a", state: "serving", why: null } as const;
const BAY = {
  id: "w",
  name: "w",
  roleText: "",
  condition: "Ready",
  note: null,
  taints: [],
  labels: [],
  cpu: GAUGE,
  memory: GAUGE,
} as const;
const VIEW: ClusterView = {
  revision: 1,
  clients: [],
  firewall: null,
  ingresses: [],
  services: [{ id: "s", name: "s", portText: "", endpoints: [ENDPOINT], selector: ["app=svc"], type: "ClusterIP" }],
  deployments: [],
  registry: null,
  bays: [{ ...BAY, role: "worker", mark: "node-ready", look: "calm", pods: [POD] }],
  queue: [],
  edges: [],
  nowMs: 0,
  requestsInFlight: [],
  motion: "play",
};
const bayWith = (over: Partial<ClusterView["bays"][number]>): ClusterView => ({
  ...VIEW,
  bays: VIEW.bays.map((bay) => ({ ...bay, ...over })),
});

describe("sameStructure", () => {
  const same: readonly { name: string; view: ClusterView }[] = [
    { name: "itself", view: { ...VIEW } },
    { name: "another level", view: bayWith({ memory: { ...GAUGE, usage: 2 } }) },
    { name: "another word on a pod", view: bayWith({ pods: [{ ...POD, truthLine: "slow", restarts: 3 }] }) },
    { name: "other requests", view: { ...VIEW, revision: 2, motion: "still" } },
  ];
  it.each(same)("holds for $name", ({ view }) => {
    expect(sameStructure(VIEW, view)).toBe(true);
  });
  const other: readonly { name: string; view: ClusterView }[] = [
    { name: "one pod more", view: bayWith({ pods: [POD, { ...POD, uid: "b" }] }) },
    { name: "another pod", view: bayWith({ pods: [{ ...POD, uid: "b" }] }) },
    { name: "a lost node", view: bayWith({ look: "lost" }) },
    { name: "a pod in the queue", view: { ...VIEW, queue: [POD] } },
    { name: "no service", view: { ...VIEW, services: [] } },
    {
      name: "a selector of two labels",
      view: { ...VIEW, services: VIEW.services.map((service) => ({ ...service, selector: ["app=svc", "tier=web"] })) },
    },
    {
      name: "a failing endpoint",
      view: {
        ...VIEW,
        services: VIEW.services.map((one) => ({ ...one, endpoints: [{ ...ENDPOINT, state: "failing" as const }] })),
      },
    },
    { name: "a wall", view: { ...VIEW, firewall: { id: "f", ports: [] } } },
    { name: "a pull", view: { ...VIEW, edges: [{ id: "p", kind: "pull", from: "r", to: "a", state: "calm" }] } },
  ];
  it.each(other)("fails for $name", ({ view }) => {
    expect(sameStructure(VIEW, view)).toBe(false);
    expect(sameStructure(view, VIEW)).toBe(false);
  });
});
