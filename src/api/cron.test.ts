import { describe, expect, it } from "vitest";
import { nextCronTime, parseCron } from "./cron.ts";
import { formatTime, parseTime } from "./time.ts";
import { isTimeZone, zoneOffsetMs } from "./time-zone.ts";

// What is recorded of schedules is replayed in the cronjob controller's due.test.ts.

describe("parseCron", () => {
  it.each([
    ["@every 5", 'failed to parse duration @every 5: time: missing unit in duration "5"'],
    ["0 0 1-2-3 * *", "too many hyphens: 1-2-3"],
    ["0/1/2 * * * *", "too many slashes: 0/1/2"],
    ["*/0 * * * *", "step of range should be a positive number: */0"],
    ["9-5 * * * *", "beginning of range (9) beyond end of range (5): 9-5"],
    ["0 0 0 * *", "beginning of range (0) below minimum (1): 0"],
    ["-5 * * * *", 'failed to parse int from : strconv.Atoi: parsing "": invalid syntax'],
    [
      "99999999999999999999 * * * *",
      'failed to parse int from 99999999999999999999: strconv.Atoi: parsing "99999999999999999999": value out of range',
    ],
    ["TZ=Mars/Olympus 0 0 * * *", "provided bad location Mars/Olympus: unknown time zone Mars/Olympus"],
  ])("%s: %s", (text, error) => {
    expect(parseCron(text)).toEqual({ ok: false, error });
  });
});

const next = (text: string, from: string): string | undefined => {
  const schedule = parseCron(text);
  const ms = schedule.ok ? nextCronTime(schedule.value, parseTime(from) ?? Number.NaN) : undefined;
  return ms === undefined ? undefined : formatTime(ms);
};

describe("nextCronTime", () => {
  it.each([
    ["0 0 31 2 *", "2026-01-01T00:00:00Z", undefined],
    ["0 0 * * *", "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z"],
    ["@every 10ms", "2026-01-01T00:00:00.5Z", "2026-01-01T00:00:01Z"],
    ["30 * * * *", "2026-01-01T00:30:00Z", "2026-01-01T01:30:00Z"],
    // Summer time begins in Berlin on 29 March 2026 and ends on 25 October.
    ["TZ=Europe/Berlin 0 12 * * *", "2026-03-28T12:00:00Z", "2026-03-29T10:00:00Z"],
    ["TZ=Europe/Berlin 0 12 * * *", "2026-10-24T12:00:00Z", "2026-10-25T11:00:00Z"],
    ["TZ=Asia/Kathmandu 0 * * * *", "2026-01-01T00:00:00Z", "2026-01-01T00:15:00Z"],
  ])("%s after %s is %s", (text, from, want) => {
    expect(next(text, from)).toBe(want);
  });
});

describe("zoneOffsetMs", () => {
  it.each([
    ["America/New_York", "2026-03-08T06:59:59Z", -5],
    ["America/New_York", "2026-03-08T07:00:00Z", -4],
    ["America/New_York", "2026-11-01T05:59:59Z", -4],
    ["America/New_York", "2026-11-01T06:00:00Z", -5],
    ["Europe/London", "2026-03-29T01:00:00Z", 1],
    ["Australia/Sydney", "2026-01-01T00:00:00Z", 11],
    ["Australia/Sydney", "2026-04-04T15:59:59Z", 11],
    ["Australia/Sydney", "2026-04-04T16:00:00Z", 10],
    ["Asia/Seoul", "2026-07-01T00:00:00Z", 9],
  ])("%s at %s is %d hours", (zone, time, hours) => {
    expect(zoneOffsetMs(zone, parseTime(time) ?? Number.NaN)).toBe(hours * 3_600_000);
  });

  it("knows which names it knows", () => {
    expect(isTimeZone("Asia/Seoul")).toBe(true);
    expect(isTimeZone("No/Where")).toBe(false);
  });
});
