// Models the annotations of pkg/controller/deployment/util/deployment_util.go (v1.36): revision numbers, their history, and the sizes
// that a ReplicaSet was last given, from which a change of the Deployment's size is told.
import type { StringMap } from "#api/meta";
import type { Deployment, ReplicaSet } from "#api/apps";

export const REVISION = "deployment.kubernetes.io/revision";
const REVISION_HISTORY = "deployment.kubernetes.io/revision-history";
export const DESIRED_REPLICAS = "deployment.kubernetes.io/desired-replicas";
export const MAX_REPLICAS = "deployment.kubernetes.io/max-replicas";

const NOT_COPIED: readonly string[] = [
  "kubectl.kubernetes.io/last-applied-configuration",
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  "deprecated.deployment.rollback.to",
];
const MAX_HISTORY_LENGTH = 2000;

/** 0 if there is none, NaN if it is no number. */
const revisionNumber = (text: string | undefined): number =>
  text === undefined || text === "" ? 0 : /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;

export const revisionOf = (rs: ReplicaSet): number => revisionNumber(rs.metadata.annotations?.[REVISION]) || 0;

export const maxRevision = (sets: readonly ReplicaSet[]): number => Math.max(0, ...sets.map(revisionOf));

/** The annotation as a number, or undefined. */
export const sizeAnnotation = (rs: ReplicaSet, name: string): number | undefined => {
  const text = rs.metadata.annotations?.[name];
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
};

export const withSizes = (annotations: StringMap | undefined, desired: number, max: number): StringMap => ({
  ...annotations,
  [DESIRED_REPLICAS]: String(desired),
  [MAX_REPLICAS]: String(max),
});

export const sizesDiffer = (rs: ReplicaSet, desired: number, max: number): boolean =>
  rs.metadata.annotations?.[DESIRED_REPLICAS] !== String(desired) ||
  rs.metadata.annotations?.[MAX_REPLICAS] !== String(max);

/** The new ReplicaSet's annotations under `revision`: the Deployment's own are copied, an older number goes into the history. */
export const newReplicaSetAnnotations = (d: Deployment, before: StringMap | undefined, revision: number): StringMap => {
  const copied = Object.entries(d.metadata.annotations ?? {}).filter(([name]) => !NOT_COPIED.includes(name));
  const annotations: Record<string, string> = { ...before, ...Object.fromEntries(copied) };
  const old = annotations[REVISION];
  const oldRevision = revisionNumber(old);
  if (Number.isNaN(oldRevision) || oldRevision >= revision) return annotations;
  annotations[REVISION] = String(revision);
  if (old !== undefined) annotations[REVISION_HISTORY] = historyWith(annotations[REVISION_HISTORY] ?? "", old);
  return annotations;
};

/** `1,3` and 4 make `1,3,4`; the oldest numbers fall out where the text grows too long. */
const historyWith = (history: string, revision: string): string => {
  if (history === "") return revision;
  const revisions = [...history.split(","), revision];
  while (revisions.length > 1 && revisions.join(",").length > MAX_HISTORY_LENGTH) revisions.shift();
  return revisions.join(",");
};
