import type { Json, JsonObject } from "#api/meta";
import { describe, expect, it } from "vitest";
import { applicationsOf } from "../apps/applications.ts";
import { registryOf } from "../apps/image.ts";
import { createCluster, type Cluster } from "../cluster.ts";
import { createPod, watchedCluster } from "../kubelet/kubelet-testing.ts";
import { makeImage, makeNode, makePod, makeScenario } from "../testing/make.ts";
import { pipelinesOf, type Pipeline } from "./delivery.ts";

const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: mynginx
spec:
  replicas: 2
  selector:
    matchLabels: {app: mynginx}
  template:
    metadata:
      labels: {app: mynginx}
    spec:
      containers:
      - name: mynginx
        image: demo/mynginx:1.0
`;

const make = (): {
  cluster: Cluster;
  run: (action: string, data?: JsonObject) => Json;
  sleep: (ms: number) => void;
} => {
  const cluster = createCluster(makeScenario({ images: {} }));
  return {
    cluster,
    run: (action, data = {}) => cluster.run({ component: "delivery", action, data: { app: "mynginx", ...data } }),
    sleep: (ms) => cluster.advance(cluster.nowMs + ms),
  };
};
const pipeline = (cluster: Cluster): Pipeline => pipelinesOf(cluster.sim)[0]!;
const image = (cluster: Cluster): unknown => registryOf(cluster.sim).get("docker.io/demo/mynginx:1.0");
const power = (cluster: Cluster, on: boolean): Json =>
  cluster.run({ component: "node", action: "power", data: { node: "master", on } });
const one = makeImage({ routes: [{ path: "/", status: 200, body: "one" }] });
const two = makeImage({ routes: [{ path: "/", status: 200, body: "two" }] });

describe("the pipeline", () => {
  it("takes a commit through build and deploy into the cluster", () => {
    const { cluster, run, sleep } = make();
    expect(run("build", { image: "demo/mynginx:1.0" })).toEqual({ error: "mynginx: nothing is committed" });
    expect(run("commit", { message: "first", behaviour: one as unknown as Json, manifest: MANIFEST })).toBe(1);
    expect(run("deploy")).toEqual({ error: "mynginx: no build has uploaded a manifest" });
    expect(run("build", { image: "demo/mynginx:1.0" })).toBe(1);
    expect(run("build", { image: "demo/mynginx:1.0" })).toEqual({ error: "mynginx: build 1 is still running" });
    expect(image(cluster)).toBeUndefined();
    sleep(25_000);
    expect(image(cluster)).toEqual({ revision: 0, behaviour: one });
    expect(pipeline(cluster).build).toMatchObject({
      status: "succeeded",
      output: [
        "Checking out revision 1 (first)",
        "Successfully built demo/mynginx:1.0",
        "Pushed demo/mynginx:1.0",
        "Uploaded the manifest of revision 1",
        "Finished: SUCCESS",
      ],
    });
    expect(run("deploy")).toBe(1);
    sleep(3000);
    expect(pipeline(cluster).deploy).toMatchObject({
      status: "succeeded",
      output: ["deployment.apps/mynginx created"],
    });
    expect(cluster.sim.store.get("deployments", "default/mynginx")?.spec.replicas).toBe(2);
  });

  it("changes nothing in the cluster when a tag is built again: the reference is the same", () => {
    const { cluster, run, sleep } = make();
    run("commit", { behaviour: one as unknown as Json, manifest: MANIFEST });
    for (const behaviour of [one, two]) {
      run("commit", { behaviour: behaviour as unknown as Json });
      run("build", { image: "demo/mynginx:1.0" });
      sleep(25_000);
      run("deploy");
      sleep(10_000);
    }
    expect(image(cluster)).toEqual({ revision: 1, behaviour: two });
    expect(pipeline(cluster).deploy).toMatchObject({ number: 2, output: ["deployment.apps/mynginx unchanged"] });
    expect(cluster.sim.store.count("replicasets")).toBe(1);
  });

  it("rolls out what a changed manifest names", () => {
    const { cluster, run, sleep } = make();
    for (const tag of ["1.0", "1.1"]) {
      run("commit", { behaviour: one as unknown as Json, manifest: MANIFEST.replace("1.0", tag) });
      run("build", { image: `demo/mynginx:${tag}` });
      sleep(25_000);
      run("deploy");
      sleep(10_000);
    }
    expect(pipeline(cluster).deploy?.output).toEqual(["deployment.apps/mynginx configured"]);
    expect(cluster.sim.store.count("replicasets")).toBe(2);
  });

  const failures: {
    name: string;
    arrange: (run: (a: string, d?: JsonObject) => Json) => void;
    build: string;
    isPushed: boolean;
  }[] = [
    {
      name: "the code",
      arrange: (run) => run("commit", { isBroken: true }),
      build: "ERROR: compilation failed",
      isPushed: false,
    },
    {
      name: "the registry",
      arrange: (run) => run("switch", { isRegistryUp: false }),
      build: "ERROR: failed to push demo/mynginx:1.0: connection refused",
      isPushed: false,
    },
    {
      name: "the deploy tool",
      arrange: (run) => run("switch", { isDeployToolUp: false }),
      build: "ERROR: failed to upload the manifest: connection refused",
      isPushed: true,
    },
  ];
  it.each(failures)("stops at $name", ({ arrange, build, isPushed }) => {
    const { cluster, run, sleep } = make();
    run("commit", { behaviour: one as unknown as Json, manifest: MANIFEST });
    arrange(run);
    run("build", { image: "demo/mynginx:1.0" });
    sleep(25_000);
    expect(pipeline(cluster).build?.status).toBe("failed");
    expect(pipeline(cluster).build?.output).toContain(build);
    expect(image(cluster) !== undefined).toBe(isPushed);
    expect(pipeline(cluster).uploaded).toBeNull();
  });

  it("tells what the API server says of a manifest that it refuses", () => {
    const { cluster, run, sleep } = make();
    run("commit", {
      behaviour: one as unknown as Json,
      manifest: `${MANIFEST.replace("replicas: 2", "replicas: -1")}---\nkind: Nonsense\n`,
    });
    run("build", { image: "demo/mynginx:1.0" });
    sleep(25_000);
    run("deploy");
    sleep(3000);
    expect(pipeline(cluster).deploy).toMatchObject({
      status: "failed",
      output: [
        'The Deployment "mynginx" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
        'error: no matches for kind "Nonsense" in version ""',
      ],
    });
  });

  it.each([
    {
      name: "has lost its machine",
      trouble: (cluster: Cluster) => power(cluster, false),
      why: "ssh: connect to host master port 22: No route to host",
    },
    {
      name: "boots",
      trouble: (cluster: Cluster) => {
        power(cluster, false);
        power(cluster, true);
      },
      why: "ssh: connect to host master port 22: No route to host",
    },
    {
      name: "has no etcd",
      trouble: (cluster: Cluster) => {
        const { uid } = cluster.sim.store.get("pods", "kube-system/etcd-master")!.metadata;
        for (const id of applicationsOf(cluster.sim).idsOfPod(uid!)) {
          applicationsOf(cluster.sim).kill(id, { code: 137, reason: "OOMKilled" });
        }
      },
      why: "The connection to the server 10.77.0.1:6443 was refused - did you specify the right host or port?",
    },
    {
      name: "stands still",
      trouble: (cluster: Cluster) =>
        cluster.run({ component: "apps", action: "hold", data: { pod: "default/hog", memoryMi: 3430 } }),
      why: "Unable to connect to the server: net/http: TLS handshake timeout",
    },
  ])("says why nothing is applied on a master that $name", ({ trouble, why }) => {
    const { cluster } = watchedCluster(
      { "demo/web:1.0": { port: 8080 } },
      {
        nodes: [makeNode("master", { role: "control-plane" }), makeNode("worker-1", { index: 1 })],
        controlPlanePods: true,
      },
    );
    const run = (action: string, data: JsonObject = {}): Json =>
      cluster.run({ component: "delivery", action, data: { app: "mynginx", ...data } });
    createPod(cluster, makePod("hog", { spec: { containers: [{ name: "hog", image: "demo/web:1.0" }] } }), "master");
    run("commit", { behaviour: one as unknown as Json, manifest: MANIFEST });
    run("build", { image: "demo/mynginx:1.0" });
    cluster.advance(60_000);
    run("deploy");
    cluster.advance(61_990);
    trouble(cluster);
    cluster.advance(63_000);
    expect(pipeline(cluster).deploy).toMatchObject({ status: "failed", output: [why] });
  });
});
