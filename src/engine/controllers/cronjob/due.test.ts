import { describe, expect, it } from "vitest";
import { answerCron, type CronIn } from "../../../../e2e/conformance/kinds/cron.ts";
import { recorded } from "../../../../e2e/conformance/kinds/recorded.ts";

describe("recorded schedules", () => {
  it.each(recorded<CronIn>("cron"))("$in", (row) => {
    expect(answerCron(row.in)).toEqual(row.want);
  });
});
