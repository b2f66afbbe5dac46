// Models pkg/controller/history/controller_history.go (v1.36): the templates that a DaemonSet or StatefulSet had, each a ControllerRevision.
// Simplified: a name that is taken by another template is hashed once more at once; collisionCount stays 0.
import { compareStrings } from "#api/compare";
import { deepEqual } from "#api/json";
import type { Json, KubeObject, StringMap } from "#api/meta";
import type { ControllerRevision } from "#api/apps";
import type { PodTemplateSpec } from "#api/core-pod";
import { keyOf } from "#api/scheme";
import type { Sim } from "../sim.ts";
import { controllerRefTo } from "./controller-ref.ts";
import { templateHash, templateSumOf } from "./template-hash.ts";

export const REVISION_HASH = "controller-revision-hash";

type Workload = KubeObject & {
  readonly spec: { readonly template: PodTemplateSpec; readonly revisionHistoryLimit?: number };
};

const MAX_TRIES = 100;
const DEFAULT_LIMIT = 10;

/** By revision, the oldest first. */
export const revisionsOf = (sim: Sim, owner: KubeObject): readonly ControllerRevision[] =>
  [...sim.store.controlledBy("controllerrevisions", owner.metadata.uid ?? "")].toSorted(
    (a, b) =>
      a.revision - b.revision ||
      compareStrings(a.metadata.creationTimestamp ?? "", b.metadata.creationTimestamp ?? "") ||
      compareStrings(a.metadata.name, b.metadata.name),
  );

const dataOf = (template: PodTemplateSpec): Json =>
  ({ spec: { template: { ...template, $patch: "replace" } } }) as unknown as Json;

/** The pod template that a revision keeps. */
export const templateOf = ({ data }: ControllerRevision): PodTemplateSpec => {
  const { $patch: _, ...template } = (data as unknown as { spec: { template: PodTemplateSpec & { $patch?: string } } })
    .spec.template;
  return template;
};

/** `web-5f9c…`: the part after the owner's name. */
export const hashOf = (revision: ControllerRevision): string => revision.metadata.labels?.[REVISION_HASH] ?? "";

/**
 * The revision of the workload's present template, made or brought to the front if need be.
 * `labels` are those of the ControllerRevision, given its hash.
 */
export const currentRevision = (
  sim: Sim,
  owner: Workload,
  labels: (hash: string) => StringMap,
): ControllerRevision | undefined => {
  const all = revisionsOf(sim, owner);
  const data = dataOf(owner.spec.template);
  const newest = all.at(-1);
  const found = all.findLast((r) => deepEqual(r.data, data));
  if (found && found === newest) return found;
  const revision = (newest?.revision ?? 0) + 1;
  if (found) return sim.api.write("controllerrevisions", keyOf(found), (live) => ({ ...live, revision }));
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const hash = templateHash(templateSumOf(sim, owner), tries === 0 ? undefined : tries);
    const created = sim.api.createTrusted("controllerrevisions", {
      apiVersion: "apps/v1",
      kind: "ControllerRevision",
      metadata: {
        name: `${owner.metadata.name}-${hash}`,
        namespace: owner.metadata.namespace ?? "",
        labels: labels(hash),
        ...(owner.metadata.annotations ? { annotations: owner.metadata.annotations } : {}),
        ownerReferences: [controllerRefTo(owner)],
      },
      data,
      revision,
    });
    if (created.ok) return created.value;
    if (created.status.reason !== "AlreadyExists") return undefined;
  }
  return undefined;
};

/** Revisions that no pod has any more go, the oldest first, beyond the limit. */
export const truncateHistory = (sim: Sim, owner: Workload, live: ReadonlySet<string>): void => {
  const unused = revisionsOf(sim, owner).filter((r) => !live.has(r.metadata.name));
  const limit = owner.spec.revisionHistoryLimit ?? DEFAULT_LIMIT;
  for (const revision of unused.slice(0, Math.max(0, unused.length - limit))) {
    sim.api.delete("controllerrevisions", keyOf(revision));
  }
};
