import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { nextCronTime } from "#api/cron";
import { formatTime, parseTime } from "#api/time";
import { cronJobName, cronScheduleOf, dueOf, TOO_MANY_MISSED_TIMES } from "./due.ts";

type In =
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

const { cases }: { cases: { in: In; want: Record<string, unknown> }[] } = JSON.parse(
  readFileSync("e2e/conformance/recordings/vectors/cron.json", "utf8"),
);

const msOf = (time: string): number => parseTime(time) ?? Number.NaN;

const answer = (input: In): Record<string, unknown> => {
  const schedule = cronScheduleOf(input);
  if (!schedule.ok) return { error: schedule.error };
  if (input.op === "next") {
    const next: string[] = [];
    let ms: number | undefined = msOf(input.from ?? "");
    for (let i = 0; i < 5; i++) {
      ms = nextCronTime(schedule.value, ms);
      if (ms === undefined) break;
      next.push(formatTime(ms));
    }
    return { error: "", next };
  }
  const due = dueOf({
    schedule: schedule.value,
    creationMs: msOf(input.creationTimestamp),
    ...(input.lastScheduleTime === undefined ? {} : { lastScheduleMs: msOf(input.lastScheduleTime) }),
    ...(input.startingDeadlineSeconds === undefined ? {} : { startingDeadlineSeconds: input.startingDeadlineSeconds }),
    nowMs: msOf(input.now),
  });
  if (!due.ok) return { error: due.error, event: "" };
  const { scheduledMs, missedMany } = due.value;
  return {
    error: "",
    event: missedMany ? `Warning TooManyMissedTimes ${TOO_MANY_MISSED_TIMES}` : "",
    ...(scheduledMs === undefined
      ? {}
      : { jobName: cronJobName("c", scheduledMs), scheduledTime: formatTime(scheduledMs) }),
  };
};

describe("recorded schedules", () => {
  it.each(cases)("$in", (row) => {
    expect(answer(row.in)).toEqual(row.want);
  });
});
