import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Deployment, ReplicaSet } from "#api/apps";
import type { IntOrString, StringMap } from "#api/meta";
import { isActive, replicasOf } from "./replica-sets.ts";
import { sizesDiffer } from "./revisions.ts";
import {
  maxSurgeOf,
  maxUnavailableOf,
  minAvailableOf,
  newReplicaSetReplicas,
  planNewReplicaSet,
  planOldReplicaSets,
  resolveFenceposts,
} from "./rolling.ts";
import { planScale } from "./scale.ts";
import { formatTime, parseTime } from "#api/time";

interface RsIn {
  readonly name: string;
  readonly replicas: number;
  readonly available: number;
  readonly ageSeconds: number;
  readonly desiredAnnotation?: string;
  readonly maxReplicasAnnotation?: string;
}
interface MathCase {
  readonly in: {
    readonly op: string;
    readonly replicas: number;
    readonly maxSurge: IntOrString;
    readonly maxUnavailable: IntOrString;
    readonly newRS?: RsIn | number;
    readonly oldRSs?: readonly RsIn[];
    readonly otherRSs?: readonly number[];
  };
  readonly want: unknown;
}

const file = new URL("../../../../e2e/conformance/recordings/vectors/deployment-math.json", import.meta.url);
const { cases, now } = JSON.parse(readFileSync(file, "utf8")) as { cases: MathCase[]; now: string };

const deployment = (c: MathCase["in"]): Deployment => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "default" },
  spec: {
    replicas: c.replicas,
    selector: {},
    strategy: {
      type: "RollingUpdate",
      rollingUpdate: { maxSurge: c.maxSurge, maxUnavailable: c.maxUnavailable },
    },
    template: { spec: { containers: [] } },
  },
});

const replicaSet = (rs: RsIn): ReplicaSet => {
  const annotations: StringMap = {
    ...(rs.desiredAnnotation ? { "deployment.kubernetes.io/desired-replicas": rs.desiredAnnotation } : {}),
    ...(rs.maxReplicasAnnotation ? { "deployment.kubernetes.io/max-replicas": rs.maxReplicasAnnotation } : {}),
  };
  const creationTimestamp = formatTime((parseTime(now) ?? 0) - rs.ageSeconds * 1000);
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: { name: rs.name, creationTimestamp, annotations },
    spec: { replicas: rs.replicas, selector: {} },
    status: { replicas: rs.replicas, availableReplicas: rs.available },
  };
};

const plain = (replicas: number, i: number): ReplicaSet =>
  replicaSet({ name: `rs-${i}`, replicas, available: 0, ageSeconds: 0 });

const updates = (scalings: readonly { readonly replicaSet: ReplicaSet; readonly replicas: number }[]): unknown =>
  scalings.map((s) => ({ name: s.replicaSet.metadata.name, replicas: s.replicas }));

const rollingStep = (c: MathCase["in"]): unknown => {
  const d = deployment(c);
  const newRs = replicaSet(c.newRS as RsIn);
  const old = (c.oldRSs ?? []).map(replicaSet);
  const all = [...old, newRs];
  const size = planNewReplicaSet(d, all, newRs);
  if (size !== undefined) return { newScaled: true, newUpdates: [{ name: "new", replicas: size }] };
  const scalings = planOldReplicaSets(d, all, old.filter(isActive), newRs);
  return { newScaled: false, newUpdates: [], oldScaled: scalings.length > 0, oldUpdates: updates(scalings) };
};

/** Writes of a whole scale(): a set that keeps its size is written if it was told another one. */
const proportional = (c: MathCase["in"]): unknown => {
  const d = deployment(c);
  const newRs = c.newRS === undefined ? undefined : replicaSet(c.newRS as RsIn);
  const scalings = planScale(d, newRs, (c.oldRSs ?? []).map(replicaSet));
  const max = c.replicas + maxSurgeOf(d);
  const isWritten = ({ replicaSet: rs, replicas }: (typeof scalings)[number]): boolean =>
    replicas !== replicasOf(rs) || sizesDiffer(rs, c.replicas, max);
  return { updates: updates(scalings.filter(isWritten)) };
};

const operations: Readonly<Record<string, (c: MathCase["in"]) => unknown>> = {
  resolveFenceposts: (c) => {
    const d = deployment(c);
    return {
      ...resolveFenceposts(c.maxSurge, c.maxUnavailable, c.replicas),
      maxSurgePods: maxSurgeOf(d),
      maxUnavailablePods: maxUnavailableOf(d),
      minAvailable: minAvailableOf(d),
    };
  },
  newRSNewReplicas: (c) => {
    const newRs = plain(c.newRS as number, 0);
    const all = [...(c.otherRSs ?? []).map((n, i) => plain(n, i + 1)), newRs];
    return { result: newReplicaSetReplicas(deployment(c), all, newRs) };
  },
  rollingStep,
  proportionalScale: proportional,
};

describe("recorded arithmetic of the deployment controller", () => {
  it.each(cases.map((c, i) => ({ ...c, title: `${i} ${c.in.op}` })))("$title", (c) => {
    expect(operations[c.in.op]?.(c.in)).toEqual(c.want);
  });
  it("knows a size that is absent as 1", () => {
    expect(replicasOf({ spec: {} })).toBe(1);
  });
});
