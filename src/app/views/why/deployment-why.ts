// Why a rollout stands still, or why nothing is rolled out.
import type { Deployment, ReplicaSet } from "#api/apps";
import type { Pod } from "#api/core-pod";
import { maxSurgeOf, minAvailableOf } from "#engine";
import type { CauseView } from "../../view-models/why.ts";
import type { RichText } from "../../view-models/text.ts";
import { typedBefore } from "./birth.ts";
import { masterCauses } from "./machine-causes.ts";
import { code, numbered, ref, type Part, type WhyCase } from "./why-case.ts";

interface Rollout {
  readonly deployment: Deployment;
  /** The set of the present template, and those of older ones that still have pods. */
  readonly newest: ReplicaSet | undefined;
  readonly old: readonly ReplicaSet[];
  /** Pods of the newest set that are not ready. */
  readonly unready: readonly Pod[];
}

const REVISION = "deployment.kubernetes.io/revision";

const rolloutOf = (c: WhyCase, deployment: Deployment): Rollout => {
  const { store } = c.sim;
  const sets = [...store.controlledBy("replicasets", deployment.metadata.uid ?? "")].toSorted(
    (a, b) => revisionOf(b) - revisionOf(a),
  );
  const newest = sets[0];
  const pods = newest ? [...store.controlledBy("pods", newest.metadata.uid ?? "")] : [];
  return {
    deployment,
    newest,
    old: sets.slice(1).filter((set) => (set.spec.replicas ?? 0) > 0),
    unready: pods
      .filter((pod) => pod.status?.conditions?.find((x) => x.type === "Ready")?.status !== "True")
      .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)),
  };
};
const revisionOf = (set: ReplicaSet): number => Number(set.metadata.annotations?.[REVISION] ?? 0);

export const deploymentPart = (c: WhyCase, deployment: Deployment): Part => {
  const r = rolloutOf(c, deployment);
  const part = unobserved(c, r) ?? paused(c, r) ?? quota(c, r) ?? waits(c, r) ?? ended(c, r);
  return { title: c.why.titleDeployment(deployment.metadata.name), path: ["spec", "strategy"], ...part };
};

type Answer = Omit<Part, "title">;

/** The controller has not seen the newest text. */
const unobserved = (c: WhyCase, { deployment, newest }: Rollout): Answer | undefined => {
  const { metadata, status } = deployment;
  const isSeen = (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0) && newest !== undefined;
  if (isSeen) return undefined;
  return { sentence: [c.why.unobserved], causes: masterCauses(c) };
};

const paused = (c: WhyCase, { deployment, old }: Rollout): Answer | undefined => {
  if (deployment.spec.paused !== true) return undefined;
  return {
    sentence: [old.length > 0 ? c.why.pausedMidway : c.why.pausedStill],
    causes: c.typed((line) => /rollout\s+pause|paused/.test(line)),
    changes: [[code(`kubectl rollout resume deployment ${deployment.metadata.name}`)]],
  };
};

/** The API server refuses the pods themselves. */
const quota = (c: WhyCase, { deployment }: Rollout): Answer | undefined => {
  const failure = deployment.status?.conditions?.find((x) => x.type === "ReplicaFailure" && x.status === "True");
  if (!failure) return undefined;
  return {
    sentence: [c.why.podsRefused],
    evidence: numbered([{ text: [code(failure.reason ?? ""), " ", failure.message ?? ""] }]),
    causes: [c.cause([code(failure.message ?? "")], { ms: c.ms(failure.lastTransitionTime) })],
    changes: [[c.why.changeQuota]],
  };
};

/** New pods do not get ready, and the bounds let nothing else happen meanwhile. */
const waits = (c: WhyCase, r: Rollout): Answer | undefined => {
  const { deployment, unready, old, newest } = r;
  const ready = deployment.status?.readyReplicas ?? 0;
  if (unready.length === 0 && old.length === 0) return undefined;
  const late = deployment.status?.conditions?.find((x) => x.reason === "ProgressDeadlineExceeded");
  const isRolling = old.length > 0;
  return {
    sentence: [
      unready.length > 0
        ? isRolling
          ? c.why.rolloutWaits(unready.length)
          : c.why.podsWait(unready.length)
        : c.why.rolloutMoves,
    ],
    evidence: numbered([
      ...unready
        .slice(0, 3)
        .map((pod) => ({ text: podText(c, pod), targets: [{ kind: "pod" as const, id: pod.metadata.uid ?? "" }] })),
      ...(isRolling && deployment.spec.strategy?.type !== "Recreate"
        ? [{ text: boundsText(c, r, ready), targets: c.line(["spec", "strategy"]) }]
        : []),
      ...(late ? [{ text: [code("ProgressDeadlineExceeded"), " ", c.why.deadline] }] : []),
    ]),
    causes: [...unready.slice(0, 1).map((pod) => podCause(c, pod)), ...beginning(c, newest)],
    changes:
      isRolling && unready.length > 0
        ? [[c.why.changeRollout, " ", code(`kubectl rollout undo deployment ${deployment.metadata.name}`)]]
        : [],
  };
};

const podText = (c: WhyCase, pod: Pod): RichText => [
  ref(pod.metadata.name, pod.metadata.uid ?? ""),
  ": ",
  reasonOf(pod),
  pod.spec.nodeName ? "" : ` ${c.why.onNoNode}`,
];

/** In Kubernetes' words: the condition or the state that holds it up. */
const reasonOf = ({ status }: Pod): string => {
  const scheduled = status?.conditions?.find((x) => x.type === "PodScheduled");
  if (scheduled?.status === "False") return scheduled.message ?? "Pending";
  return waitingOf(status) ?? status?.reason ?? (status?.phase === "Running" ? "Running, Ready=False" : "Pending");
};
const waitingOf = (status: Pod["status"]): string | undefined =>
  status?.containerStatuses?.find((s) => s.state?.waiting)?.state?.waiting?.reason;

const podCause = (c: WhyCase, pod: Pod): CauseView => {
  const ready = pod.status?.conditions?.find((x) => x.type === "Ready");
  const ms = c.ms(ready?.lastTransitionTime ?? pod.metadata.creationTimestamp);
  return c.cause([c.why.podNotReady(pod.metadata.name)], { ms, askId: pod.metadata.uid });
};

const boundsText = (c: WhyCase, { deployment }: Rollout, ready: number): RichText => {
  const wanted = deployment.spec.replicas ?? 1;
  return [c.why.bounds({ wanted, ready, least: minAvailableOf(deployment), most: wanted + maxSurgeOf(deployment) })];
};

const beginning = (c: WhyCase, newest: ReplicaSet | undefined): readonly CauseView[] => {
  const atMs = c.ms(newest?.metadata.creationTimestamp);
  if (!newest || atMs === undefined) return [];
  return [c.cause([c.why.newSet(newest.metadata.name)], { ms: atMs }), ...typedBefore(c, atMs)];
};

/** Everything is as the template says. Whoever waits for something to happen has not changed the template. */
const ended = (c: WhyCase, r: Rollout): Answer => {
  const images = r.deployment.spec.template.spec?.containers.map((x) => x.image ?? "").join(", ") ?? "";
  return {
    sentence: [c.why.rolledOut],
    evidence: numbered([{ text: [c.why.sameTemplate, " ", code(images)], targets: c.line(["spec", "template"]) }]),
    causes: beginning(c, r.newest),
    changes: [[c.why.changeNothing, " ", code(`kubectl rollout restart deployment ${r.deployment.metadata.name}`)]],
  };
};
