// Models cleanupFinishedJobs of pkg/controller/cronjob/cronjob_controllerv2.go (v1.36): how many finished Jobs stay. Pure.
import { compareStrings } from "#api/compare";
import type { CronJob, Job } from "#api/batch";
import { jobCondition } from "../job/conditions.ts";

/** Oldest start first. */
export const jobsInOrder = (jobs: Iterable<Job>): readonly Job[] =>
  [...jobs].toSorted(
    (a, b) =>
      compareStrings(a.status?.startTime ?? "~", b.status?.startTime ?? "~") ||
      compareStrings(a.metadata.name, b.metadata.name),
  );

/** Finished Jobs beyond the limits, the oldest. */
export const superfluousJobs = ({ spec }: CronJob, jobs: readonly Job[]): readonly Job[] => {
  const beyond = (type: string, limit: number | undefined): readonly Job[] => {
    const ended = jobs.filter((j) => jobCondition(j, type) && !j.metadata.deletionTimestamp);
    return limit === undefined ? [] : ended.slice(0, Math.max(0, ended.length - limit));
  };
  return [...beyond("Complete", spec.successfulJobsHistoryLimit), ...beyond("Failed", spec.failedJobsHistoryLimit)];
};
