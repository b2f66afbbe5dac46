// Scenarios of the smaller workload controllers through the whole engine, with a stand-in for scheduler and kubelet.
import { describe, expect, it } from "vitest";
import type { Pod } from "#api/core-pod";
import type { Cluster } from "../../cluster.ts";
import { act, create, makeFakeCluster, update } from "./fake-kubelet.ts";

const labels = { app: "web" };
const selector = { matchLabels: labels };
const template = (image = "demo/web:1.0", more: object = {}) => ({
  metadata: { labels },
  spec: { containers: [{ name: "web", image }], restartPolicy: "Always", ...more },
});
const nodes = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: `worker-${i + 1}` },
    spec: {},
    status: { conditions: [{ type: "Ready", status: "True" }] },
  }));
const pods = (cluster: Cluster): readonly Pod[] => cluster.sim.store.list("pods");
const names = (cluster: Cluster): readonly string[] => pods(cluster).map((p) => p.metadata.name);
const messages = (cluster: Cluster, kind: string): readonly (string | undefined)[] =>
  cluster.sim.store.list("events").flatMap((e) => (e.involvedObject.kind === kind ? [e.message] : []));

/** Ends the pods that run, with the phase of their process. */
const endPods = (cluster: Cluster, phase: "Succeeded" | "Failed"): void =>
  act(cluster, ({ api, store, ...sim }) => {
    for (const pod of store.list("pods")) {
      if (pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed") continue;
      const state = { terminated: { exitCode: phase === "Failed" ? 1 : 0, finishedAt: sim.timestamp() } };
      const containerStatuses = [{ name: "web", ready: false, restartCount: 0, image: "", imageID: "", state }];
      const { conditions: _, ...status } = pod.status ?? {};
      api.writeStatus("pods", `default/${pod.metadata.name}`, { ...status, phase, containerStatuses });
    }
  });

describe("daemonset", () => {
  const daemonSet = { apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name: "agent", generation: 1 } };

  it("has one pod on each node that it tolerates, and replaces them one by one", () => {
    const cluster = makeFakeCluster({ readyMs: 500, endMs: 200 });
    create(cluster, ...nodes(3), { ...daemonSet, spec: { selector, template: template() } });
    act(cluster, ({ api }) =>
      api.write("nodes", "worker-3", (n) => ({ ...n, spec: { taints: [{ key: "k", effect: "NoSchedule" }] } })),
    );
    cluster.advance(1000);
    const status = () => cluster.sim.store.get("daemonsets", "default/agent")?.status;
    expect(status()).toMatchObject({ desiredNumberScheduled: 2, currentNumberScheduled: 2, numberAvailable: 2 });
    const before = names(cluster);
    update(cluster, "daemonsets", "default/agent", (d) => ({
      ...d,
      spec: { ...d.spec, template: template("demo/web:2.0") },
    }));
    cluster.advance(1100);
    expect(pods(cluster).filter((p) => p.metadata.deletionTimestamp)).toHaveLength(1);
    cluster.advance(6000);
    expect(names(cluster).some((n) => before.includes(n))).toBe(false);
    expect(status()).toMatchObject({ updatedNumberScheduled: 2, numberReady: 2 });
    expect(cluster.sim.store.list("controllerrevisions").map((r) => r.revision)).toEqual([1, 2]);
  });

  it("does not look at a node that is tainted against new pods only, but does when the pod there must go", () => {
    const cluster = makeFakeCluster({ readyMs: 500, endMs: 200 });
    create(cluster, ...nodes(2), { ...daemonSet, spec: { selector, template: template() } });
    cluster.advance(2000);
    const taint = (effect: "NoSchedule" | "NoExecute"): void =>
      act(cluster, ({ api }) =>
        api.write("nodes", "worker-2", (n) => ({ ...n, spec: { taints: [{ key: "k", effect }] } })),
      );
    const counts = () => {
      const { desiredNumberScheduled, numberMisscheduled } =
        cluster.sim.store.get("daemonsets", "default/agent")?.status ?? {};
      return [desiredNumberScheduled, numberMisscheduled, pods(cluster).length];
    };
    taint("NoSchedule");
    cluster.advance(4000);
    expect(counts()).toEqual([2, 0, 2]);
    taint("NoExecute");
    cluster.advance(6000);
    expect(counts()).toEqual([1, 0, 1]);
  });
});

const set = (replicas: number) => ({
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  metadata: { name: "db", generation: 1 },
  spec: {
    replicas,
    selector,
    serviceName: "db",
    template: template(),
    updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
  },
});
const resize = (cluster: Cluster, replicas: number): void =>
  update(cluster, "statefulsets", "default/db", (s) => ({ ...s, spec: { ...s.spec, replicas } }));
const setStatus = (cluster: Cluster) => cluster.sim.store.get("statefulsets", "default/db")?.status;

describe("statefulset", () => {
  it("makes its pods one after another, and ends them from the last on", () => {
    const cluster = makeFakeCluster({ readyMs: 1000, endMs: 200 });
    create(cluster, ...nodes(1), set(3));
    cluster.advance(500);
    expect(names(cluster)).toEqual(["db-0"]);
    cluster.advance(1500);
    expect(names(cluster)).toEqual(["db-0", "db-1"]);
    cluster.advance(4000);
    expect(setStatus(cluster)).toMatchObject({ replicas: 3, readyReplicas: 3, currentReplicas: 3 });
    expect(messages(cluster, "StatefulSet")[0]).toBe("Create Pod db-0 in StatefulSet db successful");
    resize(cluster, 1);
    cluster.advance(4100);
    const ending = pods(cluster).filter((p) => p.metadata.deletionTimestamp);
    expect(ending.map((p) => p.metadata.name)).toEqual(["db-2"]);
    cluster.advance(8000);
    expect(names(cluster)).toEqual(["db-0"]);
  });

  it("updates from the highest ordinal down and keeps the names", () => {
    const cluster = makeFakeCluster({ readyMs: 500, endMs: 200 });
    create(cluster, ...nodes(1), set(3));
    cluster.advance(4000);
    update(cluster, "statefulsets", "default/db", (d) => ({
      ...d,
      spec: { ...d.spec, template: template("demo/web:2.0") },
    }));
    cluster.advance(4050);
    expect(pods(cluster).find((p) => p.metadata.deletionTimestamp)?.metadata.name).toBe("db-2");
    cluster.advance(12_000);
    expect(pods(cluster).map((p) => p.spec.containers[0]?.image)).toEqual(
      Array.from({ length: 3 }, () => "demo/web:2.0"),
    );
    expect(setStatus(cluster)?.currentRevision).toBe(setStatus(cluster)?.updateRevision);
  });
});

const job = (spec: object) => ({
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name: "work", generation: 1 },
  spec: {
    backoffLimit: 6,
    parallelism: 1,
    completions: 1,
    template: template("i", { restartPolicy: "Never" }),
    ...spec,
  },
});
const jobStatus = (cluster: Cluster) => cluster.sim.store.get("jobs", "default/work")?.status;
const reasons = (cluster: Cluster) => jobStatus(cluster)?.conditions?.map((c) => `${c.type} ${c.reason}`);

const rule = (action: string, code: number) => ({ action, onExitCodes: { operator: "In", values: [code] } });

describe("job", () => {
  // The following four: asked of a real 1.36.3.
  it("has the labels of its pods where it has none of its own", () => {
    const cluster = makeFakeCluster();
    const { metadata, ...rest } = job({});
    create(cluster, job({}), { ...rest, metadata: { ...metadata, name: "own", labels: { a: "b" } } });
    const labelsOf = (key: string) => cluster.sim.store.get("jobs", key)?.metadata.labels;
    expect(Object.keys(labelsOf("default/work") ?? {}).toSorted()).toEqual([
      "app",
      "batch.kubernetes.io/controller-uid",
      "batch.kubernetes.io/job-name",
      "controller-uid",
      "job-name",
    ]);
    expect(labelsOf("default/own")).toEqual({ a: "b" });
  });

  // What an alias in YAML stands for is read as one object in two places.
  it("shares no labels with its pods for that they were written as an alias", () => {
    const cluster = makeFakeCluster();
    const { metadata, ...rest } = job({});
    create(cluster, { ...rest, metadata: { ...metadata, labels: rest.spec.template.metadata.labels } });
    const made = cluster.sim.store.get("jobs", "default/work");
    expect(made?.metadata.labels).toEqual(labels);
    expect(Object.keys(made?.spec.template.metadata?.labels ?? {})).toHaveLength(5);
  });

  it("is left to another controller where it names one", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    create(cluster, job({ managedBy: "example.com/other" }));
    cluster.advance(5000);
    expect(pods(cluster)).toEqual([]);
    expect(cluster.sim.store.get("jobs", "default/work")?.status).toEqual({});
  });

  it("lets go of its pods when it is deleted, and ends none of them", () => {
    const cluster = makeFakeCluster({ readyMs: 100, endMs: 100 });
    create(cluster, job({ parallelism: 2, completions: 2 }));
    cluster.advance(3000);
    act(cluster, ({ api }) => api.delete("jobs", "default/work", { propagationPolicy: "Orphan" }));
    cluster.advance(5000);
    expect(cluster.sim.store.get("jobs", "default/work")).toBeUndefined();
    expect(pods(cluster).map((p) => [p.metadata.deletionTimestamp, p.metadata.finalizers])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(messages(cluster, "Job").filter((m) => m?.startsWith("Deleted pod"))).toEqual([]);
  });

  it("goes with its pods when it is deleted in the foreground", () => {
    const cluster = makeFakeCluster({ readyMs: 100, endMs: 100 });
    create(cluster, job({ parallelism: 2, completions: 2 }));
    cluster.advance(3000);
    act(cluster, ({ api }) => api.delete("jobs", "default/work", { propagationPolicy: "Foreground" }));
    cluster.advance(5000);
    expect([cluster.sim.store.count("jobs"), cluster.sim.store.count("pods")]).toEqual([0, 0]);
  });

  it("runs completions in parallel and says when it is done", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    create(cluster, ...nodes(1), job({ parallelism: 2, completions: 3 }));
    cluster.advance(1500);
    expect(jobStatus(cluster)).toMatchObject({ active: 2, ready: 2 });
    endPods(cluster, "Succeeded");
    cluster.advance(4000);
    expect(jobStatus(cluster)).toMatchObject({ active: 1, succeeded: 2 });
    endPods(cluster, "Succeeded");
    cluster.advance(8000);
    expect(jobStatus(cluster)).toMatchObject({ succeeded: 3 });
    expect(reasons(cluster)).toEqual(["SuccessCriteriaMet CompletionsReached", "Complete CompletionsReached"]);
    expect(messages(cluster, "Job").at(-1)).toBe("Job completed");
    expect(pods(cluster).every((p) => !p.metadata.finalizers)).toBe(true);
  });

  it("waits 10 s, then 20 s after a failure, and gives up beyond the limit", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    create(cluster, ...nodes(1), job({ backoffLimit: 1 }));
    cluster.advance(1500);
    endPods(cluster, "Failed");
    cluster.advance(10_000);
    expect(pods(cluster)).toHaveLength(1);
    cluster.advance(12_000);
    expect(pods(cluster)).toHaveLength(2);
    endPods(cluster, "Failed");
    cluster.advance(20_000);
    expect(reasons(cluster)).toEqual(["FailureTarget BackoffLimitExceeded", "Failed BackoffLimitExceeded"]);
    expect(pods(cluster)).toHaveLength(2);
  });

  it("ends at its deadline, with its pods", () => {
    const cluster = makeFakeCluster({ readyMs: 100, endMs: 200 });
    create(cluster, ...nodes(1), job({ activeDeadlineSeconds: 5 }));
    cluster.advance(9000);
    expect(reasons(cluster)).toEqual(["FailureTarget DeadlineExceeded", "Failed DeadlineExceeded"]);
    expect(pods(cluster)).toHaveLength(0);
  });

  it("counts nothing that it ended because it was suspended, and starts anew when it is resumed", () => {
    const cluster = makeFakeCluster({ readyMs: 100, endMs: 300 });
    create(cluster, ...nodes(1), job({ completions: 2, parallelism: 2 }));
    cluster.advance(1500);
    const suspend = (isSuspended: boolean): void =>
      update(cluster, "jobs", "default/work", (j) => ({ ...j, spec: { ...j.spec, suspend: isSuspended } }));
    suspend(true);
    cluster.advance(5000);
    expect(pods(cluster)).toEqual([]);
    expect(reasons(cluster)).toEqual(["Suspended JobSuspended"]);
    expect(jobStatus(cluster)).toEqual({
      conditions: jobStatus(cluster)?.conditions,
      ready: 0,
      terminating: 0,
      uncountedTerminatedPods: {},
    });
    suspend(false);
    cluster.advance(8000);
    expect(jobStatus(cluster)).toMatchObject({ active: 2, ready: 2 });
  });

  it("gives an indexed pod its index", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    create(cluster, ...nodes(1), job({ completionMode: "Indexed", completions: 3, parallelism: 3 }));
    cluster.advance(1500);
    expect(names(cluster).map((n) => n.slice(0, 7))).toEqual(["work-0-", "work-1-", "work-2-"]);
    endPods(cluster, "Succeeded");
    cluster.advance(5000);
    expect(jobStatus(cluster)?.completedIndexes).toBe("0-2");
  });

  it("has failed with the pods that it ends, and only when they have ended", () => {
    const cluster = makeFakeCluster({ readyMs: 100, endMs: 2000 });
    create(cluster, ...nodes(1), job({ activeDeadlineSeconds: 5, podReplacementPolicy: "Failed" }));
    cluster.advance(5500);
    expect(reasons(cluster)).toEqual(["FailureTarget DeadlineExceeded"]);
    expect(jobStatus(cluster)).toMatchObject({ failed: 1, ready: 0, terminating: 1 });
    cluster.advance(10_000);
    expect(reasons(cluster)).toEqual(["FailureTarget DeadlineExceeded", "Failed DeadlineExceeded"]);
    expect(jobStatus(cluster)).toMatchObject({ failed: 1, ready: 0, terminating: 0 });
  });

  it("does not count what its policy ignores, and ends by it", () => {
    const ignoring = makeFakeCluster({ readyMs: 100 });
    create(ignoring, ...nodes(1), job({ backoffLimit: 0, podFailurePolicy: { rules: [rule("Ignore", 1)] } }));
    ignoring.advance(1500);
    endPods(ignoring, "Failed");
    ignoring.advance(13_000);
    expect(reasons(ignoring)).toBe(undefined);
    expect(jobStatus(ignoring)?.failed).toBe(undefined);
    expect(pods(ignoring)).toHaveLength(2);
    const failing = makeFakeCluster({ readyMs: 100, endMs: 200 });
    create(failing, ...nodes(1), job({ podFailurePolicy: { rules: [rule("FailJob", 1)] } }));
    failing.advance(1500);
    endPods(failing, "Failed");
    failing.advance(5000);
    expect(reasons(failing)).toEqual(["FailureTarget PodFailurePolicy", "Failed PodFailurePolicy"]);
    expect(jobStatus(failing)?.failed).toBe(1);
  });

  it("gives each index its own limit, and fails with those that failed", () => {
    const cluster = makeFakeCluster({ readyMs: 100, endMs: 200 });
    const spec = { completionMode: "Indexed", completions: 2, parallelism: 2, backoffLimit: 100 };
    create(cluster, ...nodes(1), job({ ...spec, backoffLimitPerIndex: 1 }));
    cluster.advance(1500);
    endPods(cluster, "Failed");
    cluster.advance(4000);
    // They are counted when the next pods carry their number on.
    expect(jobStatus(cluster)).toMatchObject({ failedIndexes: "" });
    expect(jobStatus(cluster)?.failed).toBe(undefined);
    cluster.advance(14_000);
    expect(jobStatus(cluster)).toMatchObject({ failed: 2, active: 2, failedIndexes: "" });
    endPods(cluster, "Failed");
    cluster.advance(20_000);
    expect(jobStatus(cluster)).toMatchObject({ failed: 4, failedIndexes: "0,1" });
    expect(reasons(cluster)).toEqual(["FailureTarget FailedIndexes", "Failed FailedIndexes"]);
  });

  it("is done when its success policy says so, and ends the rest", () => {
    const cluster = makeFakeCluster({ readyMs: 100, endMs: 200 });
    const spec = { completionMode: "Indexed", completions: 3, parallelism: 1 };
    create(cluster, ...nodes(1), job({ ...spec, successPolicy: { rules: [{ succeededIndexes: "0" }] } }));
    cluster.advance(1500);
    endPods(cluster, "Succeeded");
    cluster.advance(6000);
    expect(reasons(cluster)).toEqual(["SuccessCriteriaMet SuccessPolicy", "Complete SuccessPolicy"]);
    expect(jobStatus(cluster)).toMatchObject({ succeeded: 1, completedIndexes: "0" });
    expect(jobStatus(cluster)?.failed).toBe(undefined);
  });

  it("is deleted with its pods when its time is over", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    create(cluster, ...nodes(1), job({ ttlSecondsAfterFinished: 5 }));
    cluster.advance(1500);
    endPods(cluster, "Succeeded");
    cluster.advance(5000);
    expect(jobStatus(cluster)?.succeeded).toBe(1);
    cluster.advance(12_000);
    expect(cluster.sim.store.count("jobs")).toBe(0);
    expect(pods(cluster)).toHaveLength(0);
  });

  it("leaves nothing behind when it is deleted at work", () => {
    const cluster = makeFakeCluster({ readyMs: 100, endMs: 200 });
    create(cluster, ...nodes(1), job({}));
    cluster.advance(1500);
    act(cluster, ({ api }) => api.delete("jobs", "default/work", { propagationPolicy: "Background" }));
    cluster.advance(5000);
    expect(pods(cluster)).toHaveLength(0);
  });
});

describe("cronjob", () => {
  it("cleans up before it looks: a job that no history has room for goes without a word of its end", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    const spec = { parallelism: 1, completions: 1, template: template("i", { restartPolicy: "Never" }) };
    create(cluster, ...nodes(1), {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: { name: "tick" },
      spec: { schedule: "* * * * *", successfulJobsHistoryLimit: 0, jobTemplate: { spec } },
    });
    cluster.advance(35_000);
    endPods(cluster, "Succeeded");
    cluster.advance(45_000);
    expect(messages(cluster, "CronJob")).toEqual(["Created job tick-29674701", "Deleted job tick-29674701"]);
    expect(cluster.sim.store.get("cronjobs", "default/tick")?.status?.active).toBeUndefined();
  });

  it("makes a job every minute and keeps three", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    const spec = { parallelism: 1, completions: 1, template: template("i", { restartPolicy: "Never" }) };
    create(cluster, ...nodes(1), {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: { name: "tick" },
      spec: {
        schedule: "* * * * *",
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
        jobTemplate: { spec },
      },
    });
    // The cluster's clock says 10:20:30 at its start.
    cluster.advance(29_900);
    expect(cluster.sim.store.count("jobs")).toBe(0);
    cluster.advance(30_200);
    expect(cluster.sim.store.list("jobs").map((j) => j.metadata.name)).toEqual(["tick-29674701"]);
    for (let minute = 0; minute < 6; minute++) {
      cluster.advance(35_000 + minute * 60_000);
      endPods(cluster, "Succeeded");
    }
    cluster.advance(400_000);
    const finished = cluster.sim.store.list("jobs").filter((j) => j.status?.completionTime);
    expect(finished).toHaveLength(3);
    expect(messages(cluster, "CronJob").slice(0, 2)).toEqual([
      "Created job tick-29674701",
      "Saw completed job: tick-29674701, condition: Complete",
    ]);
  });
});
