// kubectl over a cluster that holds a case's objects and nothing that acts on them: what it prints, and what it changes.
import { compareStrings } from "#api/compare";
import { deepEqual } from "#api/json";
import type { JsonObject } from "#api/meta";
import type { Cluster } from "#engine";
import { rolloutStatus } from "../../../src/kubectl/commands/rollout/status-viewer.ts";
import { clientFor, filesOf, runArgs, type Ran } from "../../../src/kubectl/testing/vectors.ts";
import type { Kind } from "./kind.ts";
import { asRecorded, identityOf, metadataOf, objectsOf, recordedCluster, textOf } from "./recorded-objects.ts";

interface KubectlIn {
  readonly args: readonly string[];
  readonly objects?: readonly JsonObject[];
}

/** The recorder's files are all called so. */
const MANIFEST = "f.yaml";

const runOn = (cluster: Cluster, input: KubectlIn, manifest?: string): Ran =>
  runArgs(
    clientFor(cluster, input.objects ?? []),
    input.args,
    filesOf(manifest === undefined ? {} : { [MANIFEST]: manifest }),
  );

interface Changes {
  readonly changed?: readonly JsonObject[];
  readonly created?: readonly JsonObject[];
  readonly deleted?: readonly string[];
}

const answerKubectl = (input: KubectlIn, now: string): Ran & Changes => {
  const { objects = [], args } = input;
  const cluster = recordedCluster(objects, now);
  const before = objectsOf(cluster);
  const ran = runOn(cluster, input);
  return { ...ran, ...changesSince(before, objectsOf(cluster), args.join(" ")) };
};

const isGone = (object: JsonObject | undefined): boolean =>
  object === undefined || metadataOf(object)["deletionTimestamp"] !== undefined;

/** By identity: what is not as it was, what is new, and what is gone or on its way. */
const changesSince = (
  before: ReadonlyMap<string, JsonObject>,
  after: ReadonlyMap<string, JsonObject>,
  typed: string,
): Changes => {
  const ids = [...new Set([...before.keys(), ...after.keys()])].toSorted(compareStrings);
  const changed: JsonObject[] = [];
  const created: JsonObject[] = [];
  const deleted: string[] = [];
  for (const id of ids) {
    const [old, object] = [before.get(id), after.get(id)];
    if (old && isGone(object)) deleted.push(id);
    else if (object && !old) created.push(asRecorded(object, typed));
    else if (object && old && object !== old) {
      changed.push(withoutCount(asRecorded(object, JSON.stringify(old)), old));
    }
  }
  return {
    ...(changed.length > 0 ? { changed } : {}),
    ...(created.length > 0 ? { created } : {}),
    ...(deleted.length > 0 ? { deleted } : {}),
  };
};

/** What admission alone has changed counted as a generation: not with the recorder, which had none. */
const withoutCount = (object: JsonObject, old: JsonObject): JsonObject => {
  if (object["kind"] !== "Pod" || !deepEqual(object["spec"], old["spec"])) return object;
  const { generation: _, ...metadata } = metadataOf(object);
  const { generation } = metadataOf(old);
  return { ...object, metadata: { ...metadata, ...(generation === undefined ? {} : { generation }) } };
};

export const kubectlKind: Kind = { answer: ({ in: input }, now) => answerKubectl(input as unknown as KubectlIn, now) };

export const rolloutKind: Kind = {
  answer: ({ in: input }, now) => {
    if (input["op"] === "status") {
      return rolloutStatus(input["object"] as JsonObject, Number(input["revision"] ?? 0)) ?? {};
    }
    // A rollout changes the one object that it names.
    const { changed, ...answer } = answerKubectl(input as unknown as KubectlIn, now);
    return { ...answer, ...(changed?.[0] ? { changed: changed[0] } : {}) };
  },
};

export const strictDecodeKind: Kind = {
  answer: ({ in: input }, now) => {
    const cluster = recordedCluster([], now);
    const before = objectsOf(cluster);
    const ran = runOn(cluster, { args: ["create", "-f", MANIFEST] }, textOf(input["manifest"]));
    const created = [...objectsOf(cluster)].filter(([id]) => !before.has(id)).map(([, object]) => shortName(object));
    return { ...ran, ...(created.length > 0 ? { created } : {}) };
  },
};

const shortName = (object: JsonObject): string => {
  const [kind, , name] = identityOf(object).split("/");
  return `${kind}/${name}`;
};

type ApplyStep = { readonly args: readonly string[]; readonly manifest: string } | { readonly scaledTo: number };

/** One object applied again and again, between times scaled by somebody else. */
export const applyKind: Kind = {
  answer: ({ in: input }, now) => {
    const cluster = recordedCluster([], now);
    const before = objectsOf(cluster);
    const live = (): JsonObject | undefined => [...objectsOf(cluster)].find(([id]) => !before.has(id))?.[1];
    const play = (step: ApplyStep): object => {
      if ("scaledTo" in step) {
        scaleBehind(cluster, live(), step.scaledTo);
        return {};
      }
      const ran = runOn(cluster, { args: step.args }, step.manifest);
      const object = live();
      return { ...ran, ...(object ? { live: asRecorded(object, step.manifest) } : {}) };
    };
    return { steps: (input["steps"] as unknown as readonly ApplyStep[]).map(play) };
  },
};

/** The recorder set the number in its store: no version, no generation. */
const scaleBehind = (cluster: Cluster, object: JsonObject | undefined, replicas: number): void => {
  if (!object) return;
  const { namespace, name } = metadataOf(object);
  const spec = { ...(object["spec"] as JsonObject), replicas };
  cluster.sim.table<JsonObject>("objects/deployments").set(`${textOf(namespace)}/${textOf(name)}`, { ...object, spec });
};
