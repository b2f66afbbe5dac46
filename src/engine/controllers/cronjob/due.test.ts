import { describe, expect, it } from "vitest";
import { answerCron, type CronIn } from "../../../../e2e/conformance/kinds/cron.ts";
import { recorded } from "../../../../e2e/conformance/kinds/recorded.ts";
import { timeIn } from "./due.ts";

describe("recorded schedules", () => {
  it.each(recorded<CronIn>("cron"))("$in", (row) => {
    expect(answerCron(row.in)).toEqual(row.want);
  });
});

it.each([
  [undefined, "2026-11-24T01:25:00Z"],
  ["Etc/UTC", "2026-11-24T01:25:00Z"],
  ["Asia/Seoul", "2026-11-24T10:25:00+09:00"],
  ["America/New_York", "2026-11-23T20:25:00-05:00"],
])("says when a Job was due as the clocks of %s do", (zone, text) => {
  expect(timeIn(zone, Date.UTC(2026, 10, 24, 1, 25))).toBe(text);
});
