// A pod with its two truths: what Kubernetes says (kubectl's words), and what the machine or the application says.
import type { ContainerStatus } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import type { JsonObject } from "#api/meta";
import { parseTime } from "#api/time";
import { isPodReady, type PodTruth } from "#engine";
import { podSummary } from "#kubectl";
import type { Words } from "../i18n/words.ts";
import type { GaugeView, PodMark, PodView, ProbeView } from "../view-models/graph.ts";
import { cpuText, memoryText, spanText } from "./format.ts";
import type { Tally } from "./recent-requests.ts";
import { shortNameOf } from "./short-name.ts";
import { isStarved } from "./starvation.ts";

export interface PodContext {
  readonly words: Words;
  readonly wallMs: number;
  readonly nowMs: number;
  readonly truth: PodTruth | undefined;
  readonly requests: Tally | undefined;
  /** Its node can be seen now. */
  readonly isSeen: boolean;
  /** Since when its node is not seen, in virtual ms. */
  readonly unseenSinceMs: number | undefined;
}

export const podView = (pod: Pod, context: PodContext): PodView => {
  const summary = podSummary(pod as unknown as JsonObject, context.wallMs);
  const mark = markOf(pod, summary.status, context);
  const truthLine = TRUTHS[mark](pod, context);
  const isReady = mark === "ready";
  const isFailing = isReady && ((context.requests?.failed ?? 0) > 0 || context.truth?.isListening === false);
  return {
    uid: pod.metadata.uid ?? "",
    name: pod.metadata.name,
    namespace: pod.metadata.namespace ?? "default",
    shortName: shortNameOf(pod),
    mark,
    statusLine: isReady && !isFailing ? summary.status : statusLine(summary.status, summary.ready),
    truthLine,
    contradiction: isFailing && truthLine !== null,
    memory: memoryGauge(context),
    cpu: cpuGauge(context),
    probes: probesOf(context.truth),
    restarts: restartsOf(pod),
    pullPercent: context.truth?.pull ? Math.floor(context.truth.pull.share * 100) : null,
    kind: pod.metadata.namespace === "kube-system" ? "system" : "app",
  };
};

const statusLine = (status: string, ready: string): string => (status === "Running" ? `${status} ${ready}` : status);

const restartsOf = ({ status }: Pod): number =>
  (status?.containerStatuses ?? []).reduce((n, c) => n + c.restartCount, 0);

const BY_STATUS: Readonly<Record<string, PodMark>> = {
  Terminating: "terminating",
  Completed: "completed",
  Succeeded: "completed",
  CrashLoopBackOff: "crashloop",
  OOMKilled: "oom",
  Evicted: "evicted",
  ErrImagePull: "pullfail",
  ImagePullBackOff: "pullfail",
  ErrImageNeverPull: "pullfail",
  InvalidImageName: "pullfail",
  ContainerCreating: "creating",
  PodInitializing: "creating",
  Unknown: "unknown",
};

const markOf = (pod: Pod, status: string, { isSeen }: PodContext): PodMark => {
  if (!pod.spec.nodeName) return "pending";
  if (!isSeen) return "unknown";
  // Its containers ended, and kubectl names how; what matters is that the kubelet sent it away.
  if (pod.status?.reason === "Evicted") return "evicted";
  const named = BY_STATUS[status];
  if (named) return named;
  if (status === "Pending") return "scheduled";
  if (status.startsWith("Init:")) return /Error|BackOff|ExitCode|OOM/.test(status) ? "error" : "creating";
  if (status === "Running" || status === "NotReady") return isPodReady(pod) ? "ready" : "notready";
  return "error";
};

/** What the machine or the application says, by what Kubernetes says. */
const TRUTHS: Readonly<Record<PodMark, (pod: Pod, context: PodContext) => string | null>> = {
  pending: (pod, { words }) => (isUnschedulable(pod) ? words.pod.noNodeFits : words.pod.waitsForScheduler),
  scheduled: (pod) => `→ ${pod.spec.nodeName}`,
  creating: (_, { words, truth }) => (truth?.pull ? words.pod.pulling(Math.floor(truth.pull.share * 100)) : null),
  terminating: (pod, context) => graceOf(pod, context),
  unknown: (_, { words, nowMs, unseenSinceMs = nowMs }) => words.pod.lastSeen(spanText(nowMs - unseenSinceMs)),
  pullfail: (pod) => imageTail(pod),
  crashloop: (pod, context) => endOf(pod, context),
  error: (pod, context) => endOf(pod, context),
  oom: (pod, context) => endOf(pod, context),
  completed: (pod, context) => endOf(pod, context),
  evicted: (pod, context) => endOf(pod, context),
  notready: (_, context) => lifeOf(context),
  ready: (_, context) => lifeOf(context),
};

const isUnschedulable = ({ status }: Pod): boolean =>
  status?.conditions?.find((c) => c.type === "PodScheduled")?.reason === "Unschedulable";

const graceOf = (pod: Pod, { words, wallMs }: PodContext): string | null => {
  const until = parseTime(pod.metadata.deletionTimestamp ?? "");
  return until === undefined ? null : words.pod.grace(Math.max(0, Math.ceil((until - wallMs) / 1000)));
};

const imageTail = (pod: Pod): string => {
  const image = pod.spec.containers[0]?.image ?? "";
  return `${image.slice(image.lastIndexOf("/") + 1)} ?`;
};

/** Of a container that is not running: when it starts again, else how it ended. */
const endOf = (pod: Pod, { words, truth, nowMs }: PodContext): string | null => {
  if (truth?.startsAgainMs !== undefined && truth.startsAgainMs > nowMs) {
    return words.pod.again(spanText(truth.startsAgainMs - nowMs));
  }
  const ended = pod.status?.containerStatuses?.map(endedState).find((t) => t !== undefined);
  return ended ? words.pod.exitCode(ended.exitCode) : (pod.status?.reason ?? null);
};

const endedState = (status: ContainerStatus): { readonly exitCode: number } | undefined =>
  status.state?.terminated ?? status.lastState?.terminated;

/** Of a running container: what is wrong with it, if anything is. */
const lifeOf = ({ words, truth, requests }: PodContext): string | null => {
  if (!truth) return null;
  if (truth.isHung) return words.pod.hung;
  if (truth.isListening === false && truth.port !== undefined) return words.pod.closed(truth.port);
  if (requests?.failed && requests.outcome) {
    const isTooSlow = requests.outcome === "timeout" && isStarved(truth);
    return isTooSlow ? speedOf(truth, words) : words.pod.answers(requests.outcome);
  }
  if (truth.throttledShare >= 0.05) return speedOf(truth, words);
  const { memoryBytes, memoryLimitBytes } = truth;
  if (memoryLimitBytes !== undefined && memoryBytes > memoryLimitBytes * 0.9) {
    return words.pod.of(memoryText(memoryBytes), memoryText(memoryLimitBytes));
  }
  return null;
};

/** How much it is slowed down: by its own limit, or because others take what there is. */
const speedOf = ({ throttledShare, cpuLimitMilli }: PodTruth, words: Words): string =>
  cpuLimitMilli === undefined
    ? words.pod.speed(throttledShare > 0.99 ? "<1" : String(Math.round((1 - throttledShare) * 100)))
    : words.pod.throttled(Math.round(throttledShare * 100));

const probesOf = (truth: PodTruth | undefined): readonly ProbeView[] =>
  (truth?.probes ?? []).map(({ kind, ticks }) => ({ kind, ticks: ticks.slice(-6) }));

const memoryGauge = ({ words, truth }: PodContext): GaugeView | null => {
  if (!truth) return null;
  const { memoryBytes: usage, memoryLimitBytes: limit, memoryRequestBytes: request } = truth;
  const full = Math.max(limit ?? 0, (request ?? 0) * 1.6, usage * 1.3, 1);
  const load = limit === undefined ? 0 : usage / limit;
  return {
    usage,
    request: request ?? null,
    limit: limit ?? null,
    full,
    state: load >= 1 ? "over" : load > 0.9 ? "near" : "calm",
    throttled: 0,
    text: limit === undefined ? memoryText(usage) : words.pod.of(memoryText(usage), memoryText(limit)),
  };
};

const cpuGauge = ({ truth }: PodContext): GaugeView | null => {
  if (!truth) return null;
  const { cpuMilli: usage, cpuLimitMilli: limit, cpuRequestMilli: request, throttledMilli } = truth;
  const full = Math.max(limit ?? 0, (request ?? 0) * 1.6, usage + throttledMilli, 100);
  return {
    usage,
    request: request ?? null,
    limit: limit ?? null,
    full,
    state: throttledMilli > 0 ? "saturated" : "calm",
    throttled: throttledMilli,
    text: cpuText(usage),
  };
};
