import { nextCronTime, type CronSchedule } from "#api/cron";
import { formatTime, parseTime } from "#api/time";
import {
  cronJobName,
  cronScheduleOf,
  dueOf,
  TOO_MANY_MISSED_TIMES,
} from "../../../src/engine/controllers/cronjob/due.ts";

export type CronIn =
  | { op: "next"; schedule: string; timeZone?: string; from?: string }
  | {
      op: "due";
      schedule: string;
      timeZone?: string;
      creationTimestamp: string;
      lastScheduleTime?: string;
      startingDeadlineSeconds?: number;
      now: string;
    };

export const answerCron = (input: CronIn): object => {
  const schedule = cronScheduleOf(input);
  if (!schedule.ok) return { error: schedule.error };
  return input.op === "next"
    ? { error: "", next: nextTimes(schedule.value, msOf(input.from ?? "")) }
    : due(schedule.value, input);
};

const msOf = (time: string): number => parseTime(time) ?? Number.NaN;

const nextTimes = (schedule: CronSchedule, fromMs: number): string[] => {
  const next: string[] = [];
  let ms: number | undefined = fromMs;
  for (let i = 0; i < 5; i++) {
    ms = nextCronTime(schedule, ms);
    if (ms === undefined) break;
    next.push(formatTime(ms));
  }
  return next;
};

const due = (schedule: CronSchedule, input: Extract<CronIn, { op: "due" }>): object => {
  const { lastScheduleTime, startingDeadlineSeconds } = input;
  const answer = dueOf({
    schedule,
    creationMs: msOf(input.creationTimestamp),
    ...(lastScheduleTime === undefined ? {} : { lastScheduleMs: msOf(lastScheduleTime) }),
    ...(startingDeadlineSeconds === undefined ? {} : { startingDeadlineSeconds }),
    nowMs: msOf(input.now),
  });
  if (!answer.ok) return { error: answer.error, event: "" };
  const { scheduledMs, missedMany } = answer.value;
  return {
    error: "",
    event: missedMany ? `Warning TooManyMissedTimes ${TOO_MANY_MISSED_TIMES}` : "",
    ...(scheduledMs === undefined
      ? {}
      : { jobName: cronJobName("c", scheduledMs), scheduledTime: formatTime(scheduledMs) }),
  };
};
