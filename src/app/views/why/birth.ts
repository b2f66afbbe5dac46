// How a pod came to be: the controller that made it, and what that controller answered to.
import type { Pod } from "#api/core-pod";
import type { Event } from "#api/core-event";
import type { CauseView } from "../../view-models/why.ts";
import { isReading } from "../../session/reading.ts";
import { code, type WhyCase } from "./why-case.ts";

/** Waits for what others do, and begins nothing either. */
const WAITS = /^\s*(kubectl|k)\s+wait\b/;
/** What a controller does within so long after a thing, it does for it. */
const SOON_MS = 5000;

/** The pod's creation, why its controller wanted it, and what was typed before that. */
export const birthCauses = (c: WhyCase, pod: Pod): readonly CauseView[] => {
  const bornMs = c.ms(pod.metadata.creationTimestamp);
  if (bornMs === undefined) return [];
  const owner = pod.metadata.ownerReferences?.find((o) => o.controller);
  if (!owner) return [c.cause([c.why.bornAlone], { ms: bornMs }), ...typedBefore(c, bornMs)];
  const { namespace = "default" } = pod.metadata;
  const deployment = deploymentOf(c, pod);
  const askId = deployment === undefined ? undefined : `deployments/${namespace}/${deployment}`;
  const born = c.cause([c.why.born(`${owner.kind} ${owner.name}`)], { ms: bornMs, askId });
  const lost = lostBefore(c, pod, bornMs);
  if (lost) return [born, lost];
  const scaled =
    deployment === undefined ? undefined : scaledBefore(c, deployment, namespace, { bornMs, set: owner.name });
  const scaledMs = scaled && c.atOf(scaled);
  const cause = scaled ? [c.cause([code(scaled.message ?? "")], { ms: scaledMs })] : [];
  return [born, ...cause, ...typedBefore(c, setMs(c, namespace, owner.name) ?? scaledMs ?? bornMs)];
};

export const deploymentOf = (c: WhyCase, pod: Pod): string | undefined => {
  const { namespace = "default", ownerReferences } = pod.metadata;
  const set = ownerReferences?.find((o) => o.controller && o.kind === "ReplicaSet");
  if (!set) return undefined;
  const owners = c.sim.store.get("replicasets", `${namespace}/${set.name}`)?.metadata.ownerReferences;
  return owners?.find((o) => o.controller && o.kind === "Deployment")?.name;
};

const setMs = (c: WhyCase, namespace: string, set: string): number | undefined =>
  c.ms(c.sim.store.get("replicasets", `${namespace}/${set}`)?.metadata.creationTimestamp);

const isJustBefore = (atMs: number | undefined, thenMs: number): boolean =>
  atMs !== undefined && atMs <= thenMs + 1000 && thenMs - atMs <= SOON_MS;

const scaledBefore = (
  c: WhyCase,
  deployment: string,
  namespace: string,
  { bornMs, set }: { readonly bornMs: number; readonly set: string },
): Event | undefined =>
  c
    .events("Deployment", deployment, namespace)
    .findLast(
      (e) => e.reason === "ScalingReplicaSet" && (e.message ?? "").includes(set) && isJustBefore(c.atOf(e), bornMs),
    );

const LOSSES: ReadonlySet<string> = new Set(["Evicted", "TaintManagerEviction", "Preempted", "Killing"]);

/** One of the same set had to go just before, and the count was to be kept. */
const lostBefore = (c: WhyCase, pod: Pod, bornMs: number): CauseView | undefined => {
  const { namespace = "default", generateName, name } = pod.metadata;
  if (generateName === undefined) return undefined;
  const lost = c.sim.store
    .list("events", namespace)
    .filter((e) => LOSSES.has(e.reason ?? "") && e.involvedObject.kind === "Pod")
    .filter(({ involvedObject: { name: other = "" } }) => other.startsWith(generateName) && other !== name)
    .find((e) => isJustBefore(c.atOf(e), bornMs));
  if (!lost || /failed \w+ probe/.test(lost.message ?? "")) return undefined;
  const text = c.why.replaces(lost.involvedObject.name ?? "", lost.reason ?? "");
  return c.cause([text], { ms: c.atOf(lost), askId: lost.involvedObject.uid });
};

/** The line that was typed just before, if it was one that changes something. */
export const typedBefore = (c: WhyCase, thenMs: number): readonly CauseView[] =>
  c
    .typed((line, atMs) => line !== "" && atMs <= thenMs + 1000 && !isReading(line) && !WAITS.test(line))
    .filter(({ timeMs }) => timeMs !== null && thenMs - c.context.zeroMs - timeMs <= SOON_MS);
