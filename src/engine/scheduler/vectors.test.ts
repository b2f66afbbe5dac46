// The decisions of a real kube-scheduler 1.36.3, made again.
import { describe, expect, it } from "vitest";
import { onlyWanted, recorded } from "../../../e2e/conformance/kinds/recorded.ts";
import { schedulerSequenceKind } from "../../../e2e/conformance/kinds/scheduler-sequence.ts";
import { answerScheduler, type SchedulerIn } from "../../../e2e/conformance/kinds/scheduler.ts";
import type { JsonObject } from "#api/meta";

describe("one decision", () => {
  it.each(recorded<SchedulerIn>("scheduler"))("$title", (row) => {
    expect(onlyWanted(answerScheduler(row.in), row.want)).toEqual(row.want);
  });
});

describe("pods in sequence", () => {
  it.each(recorded<JsonObject, JsonObject>("scheduler-sequence"))("$title", (row) => {
    expect(schedulerSequenceKind.answer(row, "")).toEqual(row.want);
  });
});
