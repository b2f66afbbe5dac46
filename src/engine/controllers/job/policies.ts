// Models pod_failure_policy.go, success_policy.go, and what backoffLimitPerIndex needs of indexed_job_utils.go and backoff_utils.go, all of
// pkg/controller/job (v1.36). Pure. Few Jobs have a policy, so it comes with what writes need (apiserver/checks.ts).
import type { Job, JobStatus, PodFailurePolicyRule } from "#api/batch";
import type { ContainerStatus } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import type { Ending } from "./conditions.ts";
import { formatIndexes, indexOf, parseIndexes } from "./indexes.ts";
import { finishTimeMs, isFailed, isTracked, remainingMs } from "./pods.ts";

/** What the policies look at. */
export interface Judged {
  readonly job: Job;
  readonly pods: readonly Pod[];
  readonly active: readonly Pod[];
  readonly completedIndexes: ReadonlySet<number>;
}

export interface Verdict {
  /** A failure that no other pod can mend. */
  readonly failJob?: Ending | undefined;
  /** What the indexes have come to. */
  readonly ending?: Ending | undefined;
  /** Failed, and counted nowhere. */
  readonly ignored: ReadonlySet<Pod>;
  /** Failed, and counted only when the next pod of their index is there, for it carries their number on. */
  readonly kept: ReadonlySet<Pod>;
  readonly failedIndexes: ReadonlySet<number>;
  readonly status: Pick<JobStatus, "failedIndexes">;
  /** Which of these indexes get their next pod now, and how long the others wait if none does; empty: as in any Job. */
  readonly choose: (indexes: readonly number[]) => { readonly indexes?: readonly number[]; readonly waitMs?: number };
  /** What the next pod of an index carries. */
  readonly annotations: (index: number) => { readonly [key: string]: string };
}

const FAILURES = "batch.kubernetes.io/job-index-failure-count";
const IGNORED_FAILURES = "batch.kubernetes.io/job-index-ignored-failure-count";

const countOf = (pod: Pod, annotation: string): number => Number(pod.metadata.annotations?.[annotation] ?? 0);
const failuresOf = (pod: Pod): number => countOf(pod, FAILURES) + countOf(pod, IGNORED_FAILURES);

export const judgeJob = (judged: Judged, wallMs: number): Verdict => {
  const { job, pods, active, completedIndexes } = judged;
  const failed = pods.filter((p) => isFailed(job, p));
  const isIgnored = (pod: Pod): boolean => matchOf(job, pod)?.rule.action === "Ignore";
  const failedIndexes = failedIndexesOf(judged, failed, isIgnored);
  const settled = new Set([...completedIndexes, ...failedIndexes, ...active.flatMap((p) => indexOf(p) ?? [])]);
  const last = lastOfEach(job, failed, settled, wallMs);
  const isPerIndex = job.spec.backoffLimitPerIndex !== undefined;
  const waitMs = (index: number): number => {
    const pod = last.get(index);
    return pod ? remainingMs({ failures: failuresOf(pod) + 1, lastMs: finishTimeMs(pod, wallMs) }, wallMs) : 0;
  };
  return {
    failJob: failJobOf(job, failed),
    ending: endingOf(judged, failedIndexes),
    ignored: new Set(failed.filter(isIgnored)),
    kept: new Set(last.values()),
    failedIndexes,
    status: isPerIndex ? { failedIndexes: formatIndexes(failedIndexes) } : {},
    choose: (pending) => {
      if (!isPerIndex) return {};
      const indexes = pending.filter((i) => waitMs(i) === 0);
      const isWaiting = indexes.length === 0 && pending.length > 0;
      return { indexes, waitMs: isWaiting ? Math.min(...pending.map(waitMs)) : 0 };
    },
    annotations: (index) => {
      if (!isPerIndex) return {};
      const pod = last.get(index);
      const isUncounted = pod !== undefined && isIgnored(pod);
      const ignored = pod ? countOf(pod, IGNORED_FAILURES) + (isUncounted ? 1 : 0) : 0;
      const counted = pod ? countOf(pod, FAILURES) + (isUncounted ? 0 : 1) : 0;
      return { [FAILURES]: String(counted), ...(ignored > 0 ? { [IGNORED_FAILURES]: String(ignored) } : {}) };
    },
  };
};

interface Match {
  readonly rule: PodFailurePolicyRule;
  readonly at: number;
  /** What of the pod the rule names. */
  readonly what: string;
}

/** The first rule that a failed pod meets. */
const matchOf = (job: Job, pod: Pod): Match | undefined => {
  for (const [at, rule] of (job.spec.podFailurePolicy?.rules ?? []).entries()) {
    const what = rule.onExitCodes ? exitCodeOf(pod, rule.onExitCodes) : conditionOf(pod, rule.onPodConditions ?? []);
    if (what !== undefined) return { rule, at, what };
  }
  return undefined;
};

type ExitCodes = NonNullable<PodFailurePolicyRule["onExitCodes"]>;

const exitCodeOf = (pod: Pod, { containerName, operator, values }: ExitCodes): string | undefined => {
  const { namespace, name } = pod.metadata;
  const isMet = (status: ContainerStatus): boolean => {
    const code = status.state?.terminated?.exitCode ?? 0;
    if (code === 0 || (containerName !== undefined && containerName !== status.name)) return false;
    return values.includes(code) === (operator === "In");
  };
  const found = [...(pod.status?.containerStatuses ?? []), ...(pod.status?.initContainerStatuses ?? [])].find(isMet);
  if (!found) return undefined;
  return `Container ${found.name} for pod ${namespace}/${name} failed with exit code ${found.state?.terminated?.exitCode}`;
};

const conditionOf = (pod: Pod, patterns: readonly { type: string; status?: string }[]): string | undefined => {
  const found = (pod.status?.conditions ?? []).find((c) =>
    patterns.some((p) => p.type === c.type && (p.status ?? "True") === c.status),
  );
  return found && `Pod ${pod.metadata.namespace}/${pod.metadata.name} has condition ${found.type}`;
};

const failJobOf = (job: Job, failed: readonly Pod[]): Ending | undefined => {
  for (const pod of failed) {
    const match = matchOf(job, pod);
    if (match?.rule.action !== "FailJob") continue;
    return failure("PodFailurePolicy", `${match.what} matching FailJob rule at index ${match.at}`);
  }
  return undefined;
};

const failure = (reason: string, message: string): Ending => ({ type: "FailureTarget", reason, message });

const failedIndexesOf = (
  { job }: Judged,
  failed: readonly Pod[],
  isIgnored: (pod: Pod) => boolean,
): ReadonlySet<number> => {
  const { backoffLimitPerIndex: limit, completions = 0 } = job.spec;
  if (limit === undefined) return new Set();
  const before = parseIndexes(job.status?.failedIndexes, completions);
  const now = failed.filter(
    (p) =>
      isTracked(p) &&
      (matchOf(job, p)?.rule.action === "FailIndex" || (!isIgnored(p) && countOf(p, FAILURES) >= limit)),
  );
  return new Set([...before, ...now.flatMap((p) => indexOf(p) ?? []).filter((i) => i < completions)]);
};

/** Of each index that is to have another pod, the pod that failed last. */
const lastOfEach = (
  job: Job,
  failed: readonly Pod[],
  settled: ReadonlySet<number>,
  wallMs: number,
): ReadonlyMap<number, Pod> => {
  const last = new Map<number, Pod>();
  if (job.spec.backoffLimitPerIndex === undefined) return last;
  for (const pod of failed.filter(isTracked)) {
    const index = indexOf(pod);
    if (index === undefined || index >= (job.spec.completions ?? 0) || settled.has(index)) continue;
    const other = last.get(index);
    const isLater =
      !other || (failuresOf(other) <= failuresOf(pod) && finishTimeMs(pod, wallMs) >= finishTimeMs(other, wallMs));
    if (isLater) last.set(index, pod);
  }
  return last;
};

const endingOf = ({ job, completedIndexes }: Judged, failedIndexes: ReadonlySet<number>): Ending | undefined => {
  const { completions = 0, maxFailedIndexes } = job.spec;
  if (maxFailedIndexes !== undefined && failedIndexes.size > maxFailedIndexes) {
    const message = "Job has exceeded the specified maximal number of failed indexes";
    return failure("MaxFailedIndexesExceeded", message);
  }
  if (failedIndexes.size > 0 && failedIndexes.size + completedIndexes.size >= completions) {
    return failure("FailedIndexes", "Job has failed indexes");
  }
  return successOf(job, completedIndexes);
};

const successOf = (job: Job, done: ReadonlySet<number>): Ending | undefined => {
  if (done.size === 0) return undefined;
  const at = (job.spec.successPolicy?.rules ?? []).findIndex(({ succeededIndexes, succeededCount }) => {
    if (succeededIndexes === undefined) return succeededCount !== undefined && done.size >= succeededCount;
    const wanted = [...parseIndexes(succeededIndexes, job.spec.completions ?? 0)];
    const met = wanted.filter((i) => done.has(i)).length;
    return wanted.length > 0 && (met === wanted.length || (succeededCount !== undefined && met >= succeededCount));
  });
  if (at < 0) return undefined;
  return { type: "SuccessCriteriaMet", reason: "SuccessPolicy", message: `Matched rules at index ${at}` };
};
