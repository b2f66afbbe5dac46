// Models kubectl/pkg/util/deployment (v1.36): which ReplicaSets belong to a Deployment, and which of them is the new one.
import type { JsonObject } from "#api/meta";
import { compareStrings } from "#api/compare";
import { infoOf } from "#api/scheme";
import type { KubeClient } from "./client.ts";
import { selectorString } from "./go/selector-text.ts";
import { equalJson, list, map, nameOf, namespaceOf, obj, text, withField } from "./object.ts";

const REVISION = "deployment.kubernetes.io/revision";
const HASH = "pod-template-hash";

export const revisionOf = (object: JsonObject): number => {
  const value = map(object, "metadata", "annotations")[REVISION];
  return value === undefined || !/^-?\d+$/.test(value) ? 0 : Number(value);
};

export const withoutHash = (template: JsonObject): JsonObject => {
  const labels = map(template, "metadata", "labels");
  if (labels[HASH] === undefined) return template;
  const { [HASH]: _, ...rest } = labels;
  return withField(template, ["metadata", "labels"], rest);
};

/** An absent map and an empty one are the same template. */
const bare = (template: JsonObject): JsonObject => {
  const clean = withoutHash(template);
  const labels = map(clean, "metadata", "labels");
  return Object.keys(labels).length === 0 ? withField(clean, ["metadata", "labels"], undefined) : clean;
};

const ownedBy = (object: JsonObject, uid: string): boolean =>
  list(object, "metadata", "ownerReferences").some(
    (reference) => reference["controller"] === true && text(reference, "uid") === uid,
  );

/** All ReplicaSets that a Deployment controls, as the server lists them. */
export const replicaSetsOf = (client: KubeClient, deployment: JsonObject): readonly JsonObject[] => {
  const answer = client.list(infoOf("replicasets"), {
    namespace: namespaceOf(deployment),
    labelSelector: selectorString(obj(deployment, "spec", "selector")),
  });
  const uid = text(deployment, "metadata", "uid");
  return answer.ok ? answer.value.filter((set) => ownedBy(set, uid)) : [];
};

const created = (set: JsonObject): string => text(set, "metadata", "creationTimestamp");

export const splitReplicaSets = (
  client: KubeClient,
  deployment: JsonObject,
): {
  readonly old: readonly JsonObject[];
  readonly current: JsonObject | undefined;
  readonly all: readonly JsonObject[];
} => {
  const all = replicaSetsOf(client, deployment).toSorted(
    (a, b) => compareStrings(created(a), created(b)) || compareStrings(nameOf(a), nameOf(b)),
  );
  const wanted = bare(obj(deployment, "spec", "template"));
  // Of several with this template the oldest is the new one.
  const current = all.find((set) => equalJson(bare(obj(set, "spec", "template")), wanted));
  return { all, current, old: all.filter((set) => set !== current) };
};
