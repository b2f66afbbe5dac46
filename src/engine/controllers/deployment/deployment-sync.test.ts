import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Deployment, ReplicaSet } from "#api/apps";
import type { Pod } from "#api/core-pod";
import { deepFreeze } from "#api/json";
import { ok } from "#api/result";
import { parseTime } from "#api/time";
import { syncDeployment } from "./sync.ts";

interface Step {
  readonly action: string;
  readonly in: {
    readonly deployment: Deployment;
    readonly replicaSets: readonly ReplicaSet[];
    readonly pods: readonly Pod[];
  };
}
interface SyncCase {
  readonly in: { readonly now: string; readonly trace: number; readonly steps: readonly Step[] };
  readonly want: {
    readonly steps: readonly { readonly writes: readonly unknown[]; readonly events: readonly string[] }[];
  };
}

const file = new URL("../../../../e2e/conformance/recordings/vectors/deployment-sync.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: SyncCase[] };

/** The recording calls the template hashes hash1, hash2, ... in the order in which they were made. */
const renamed = <T>(value: T, hash: string | undefined, name: string): T =>
  hash === undefined ? value : (JSON.parse(JSON.stringify(value).replaceAll(hash, name)) as T);

const highestHash = (sets: readonly ReplicaSet[]): number =>
  Math.max(0, ...sets.map((rs) => Number(/-hash(\d+)$/.exec(rs.metadata.name)?.[1] ?? 0)));

/** One sync over the given objects: what it wrote and said. */
const run = (step: Step, now: string, nextHash: string): { writes: unknown[]; events: string[] } => {
  const writes: unknown[] = [];
  const events: string[] = [];
  let hash: string | undefined;
  const { deployment, replicaSets, pods } = deepFreeze(step.in);
  syncDeployment({
    deployment,
    replicaSets,
    podsOf: (rs) => pods.filter((p) => p.metadata.ownerReferences?.some((r) => r.uid === rs.metadata.uid)),
    client: {
      now: () => ({ wallMs: parseTime(now) ?? 0, time: now }),
      createReplicaSet: (rs) => {
        hash = rs.metadata.labels?.["pod-template-hash"];
        const { apiVersion: _a, kind: _k, ...object } = rs;
        writes.push({ name: rs.metadata.name, object, resource: "replicasets", verb: "create" });
        return ok(rs);
      },
      getReplicaSet: () => undefined,
      updateReplicaSet: (rs) => {
        const { annotations, name } = rs.metadata;
        const { replicas, minReadySeconds = 0 } = rs.spec;
        writes.push({ annotations, minReadySeconds, name, replicas, resource: "replicasets", verb: "update" });
        return rs;
      },
      deleteReplicaSet: (rs) => writes.push({ name: rs.metadata.name, resource: "replicasets", verb: "delete" }),
      updateStatus: ({ metadata: { name }, status }) =>
        writes.push({ name, resource: "deployments", status, subresource: "status", verb: "update" }),
      event: (_, type, reason, message) => events.push(`${type} ${reason} ${message}`),
      requeue: () => undefined,
    },
  });
  return renamed({ writes, events }, hash, nextHash);
};

const steps = cases.flatMap((c) =>
  c.in.steps.map((step, i) => {
    const made = Math.max(...c.in.steps.slice(0, i + 1).map((s) => highestHash(s.in.replicaSets)));
    const created = c.want.steps.slice(0, i).flatMap((s) => s.writes as { verb: string; name: string }[]);
    const named = created.filter((w) => w.verb === "create").map((w) => Number(/hash(\d+)$/.exec(w.name)?.[1] ?? 0));
    const next = `hash${Math.max(made, 0, ...named) + 1}`;
    return { title: `${c.in.trace}.${i} ${step.action}`, step, now: c.in.now, next, want: c.want.steps[i]! };
  }),
);

it.each(steps)("sync $title", ({ step, now, next, want }) => {
  expect(run(step, now, next)).toEqual({ writes: want.writes, events: want.events });
});
