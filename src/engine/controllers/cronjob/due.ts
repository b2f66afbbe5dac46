// Models pkg/controller/cronjob/utils.go nextScheduleTime and getJobName, and formatSchedule (v1.36).

import { nextCronTime, parseCron, type CronSchedule } from "#api/cron";
import { parsed, unparsed, type Parsed } from "#api/parsed";
import { formatTime } from "#api/time";
import { isTimeZone, zoneOffsetMs } from "#api/time-zone";

const MANY_MISSED = 100;
const SECOND = 1000;

export interface DueInput {
  readonly schedule: CronSchedule;
  readonly creationMs: number;
  readonly lastScheduleMs?: number;
  readonly startingDeadlineSeconds?: number;
  readonly nowMs: number;
}

export interface Due {
  /** The latest moment that has come and for which no Job was made; absent: nothing to do. */
  readonly scheduledMs?: number;
  /** Whether so many were missed that the controller warns with TooManyMissedTimes. */
  readonly missedMany: boolean;
}

export const TOO_MANY_MISSED_TIMES =
  "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew";

/** The schedule in the CronJob's time zone; one that does not exist is passed over. */
export const cronScheduleOf = (spec: { readonly schedule: string; readonly timeZone?: string }): Parsed<CronSchedule> =>
  parseCron(
    spec.timeZone !== undefined && isTimeZone(spec.timeZone) ? `TZ=${spec.timeZone} ${spec.schedule}` : spec.schedule,
  );

const two = (n: number): string => String(Math.floor(n)).padStart(2, "0");

/** `2026-06-03T09:00:00+09:00`: the moment as the clocks of the CronJob's zone say it. */
export const timeIn = (zone: string | undefined, ms: number): string => {
  const minutes = zone === undefined ? 0 : zoneOffsetMs(zone, ms) / 60_000;
  if (minutes === 0) return formatTime(ms);
  const away = Math.abs(minutes);
  return `${formatTime(ms + minutes * 60_000).slice(0, -1)}${minutes < 0 ? "-" : "+"}${two(away / 60)}:${two(away % 60)}`;
};

export const dueOf = (input: DueInput): Parsed<Due> => {
  const { schedule, nowMs } = input;
  const first = nextCronTime(schedule, earliestMs(input));
  const second = first === undefined ? undefined : nextCronTime(schedule, first);
  // 31 February parses, and never comes.
  if (first === undefined || second === undefined) {
    return unparsed("time difference between two schedules is less than 1 second");
  }
  if (nowMs < first) return parsed({ missedMany: false });
  if (nowMs < second) return parsed({ scheduledMs: first, missedMany: false });
  // A rough count, from the distance of the first two: 10:00 to 20:00 by the hour is 11 missed.
  const missed = Math.floor((nowMs - first) / (second - first)) + 1;
  return parsed({ scheduledMs: latest(schedule, second, nowMs), missedMany: missed > MANY_MISSED });
};

/** `backup-29674700`: the minutes since 1970 of the moment it stands for. */
export const cronJobName = (name: string, scheduledMs: number): string => `${name}-${Math.floor(scheduledMs / 60_000)}`;

const earliestMs = ({ creationMs, lastScheduleMs, startingDeadlineSeconds, nowMs }: DueInput): number => {
  const since = lastScheduleMs ?? creationMs;
  return startingDeadlineSeconds === undefined ? since : Math.max(since, nowMs - startingDeadlineSeconds * SECOND);
};

const latest = (schedule: CronSchedule, fromMs: number, nowMs: number): number => {
  let last = fromMs;
  for (let ms: number | undefined = fromMs; ms !== undefined && ms <= nowMs; ms = nextCronTime(schedule, ms)) last = ms;
  return last;
};
