import { describe, expect, it } from "vitest";
import type { Cluster } from "../../cluster.ts";
import { act, create, makeFakeCluster } from "../testing/fake-kubelet.ts";

const quota = {
  apiVersion: "v1",
  kind: "ResourceQuota",
  metadata: { name: "q" },
  spec: { hard: { pods: "3", "requests.cpu": "500m", "limits.memory": "512Mi" } },
};
const range = {
  apiVersion: "v1",
  kind: "LimitRange",
  metadata: { name: "lr" },
  spec: {
    limits: [
      {
        type: "Container",
        default: { memory: "64Mi", cpu: "200m" },
        defaultRequest: { cpu: "100m" },
        max: { memory: "128Mi" },
        min: { cpu: "50m" },
      },
    ],
  },
};
const pod = (name: string, resources?: object) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "default" },
  spec: { containers: [{ name: "c", image: "i:1", ...(resources ? { resources } : {}) }] },
});

const refusal = (cluster: Cluster, object: object): string | undefined => {
  let message: string | undefined;
  act(cluster, ({ api }) => {
    const created = api.create("pods", object as never);
    message = created.ok ? undefined : created.status.message;
  });
  return message;
};
const used = (cluster: Cluster) => cluster.sim.store.get("resourcequotas", "default/q")?.status?.used;

const start = (...objects: readonly object[]): Cluster => {
  const cluster = makeFakeCluster({ readyMs: 100, endMs: 100 });
  create(cluster, { apiVersion: "v1", kind: "Node", metadata: { name: "worker-1" }, spec: {} }, ...objects);
  cluster.advance(100);
  return cluster;
};

describe("quota", () => {
  it("wants every container to say what it limits", () => {
    expect(refusal(start(quota), pod("plain"))).toBe(
      'pods "plain" is forbidden: failed quota: q: must specify limits.memory for: c; requests.cpu for: c',
    );
  });

  it("counts what comes at once, and what goes soon after", () => {
    const cluster = start(quota, range);
    for (const name of ["a", "b", "c"]) expect(refusal(cluster, pod(name))).toBeUndefined();
    expect(used(cluster)).toEqual({ pods: "3", "requests.cpu": "300m", "limits.memory": "192Mi" });
    expect(refusal(cluster, pod("d"))).toBe(
      'pods "d" is forbidden: exceeded quota: q, requested: pods=1, used: pods=3, limited: pods=3',
    );
    act(cluster, ({ api }) => api.delete("pods", "default/a"));
    cluster.advance(2000);
    expect(used(cluster)).toEqual({ pods: "2", "requests.cpu": "200m", "limits.memory": "128Mi" });
    expect(refusal(cluster, pod("d"))).toBeUndefined();
  });
});

describe("limit range", () => {
  it("gives what a container lacks and notes it", () => {
    const cluster = start(range);
    create(cluster, pod("plain"));
    const plain = cluster.sim.store.get("pods", "default/plain");
    expect(plain?.spec.containers[0]?.resources).toEqual({
      limits: { cpu: "200m", memory: "64Mi" },
      requests: { cpu: "100m", memory: "64Mi" },
    });
    expect(plain?.metadata.annotations?.["kubernetes.io/limit-ranger"]).toBe(
      "LimitRanger plugin set: cpu, memory request for container c; cpu, memory limit for container c",
    );
  });

  const rows: readonly { readonly name: string; readonly resources: object; readonly message: string }[] = [
    {
      name: "a limit above the maximum",
      resources: { limits: { memory: "256Mi" } },
      message: "maximum memory usage per Container is 128Mi, but limit is 256Mi",
    },
    {
      name: "a request below the minimum",
      resources: { requests: { cpu: "10m" } },
      message: "minimum cpu usage per Container is 50m, but request is 10m",
    },
  ];
  it.each(rows)("refuses $name", ({ resources, message }) => {
    expect(refusal(start(range), pod("p", resources))).toBe(`pods "p" is forbidden: ${message}`);
  });
});

it("asks every quota what must be said before one is asked how much there is", () => {
  const full = { ...quota, metadata: { name: "a-full" }, spec: { hard: { pods: "0" } } };
  const cluster = start(full, { ...quota, metadata: { name: "b-said" } });
  expect(refusal(cluster, pod("naked"))).toBe(
    'pods "naked" is forbidden: failed quota: b-said: must specify limits.memory for: c; requests.cpu for: c',
  );
  expect(refusal(cluster, pod("said", { requests: { cpu: "1m" }, limits: { memory: "1Mi" } }))).toBe(
    'pods "said" is forbidden: exceeded quota: a-full, requested: pods=1, used: pods=0, limited: pods=0',
  );
});
