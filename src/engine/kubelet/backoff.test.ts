import { describe, expect, it } from "vitest";
import { answerBackoff, type BackoffIn } from "../../../e2e/conformance/kinds/backoff.ts";
import { recorded } from "../../../e2e/conformance/kinds/recorded.ts";
import { CRASH_LOOP_BACKOFF, isInBackoffSince } from "./backoff.ts";

describe("recorded back-offs", () => {
  it.each(recorded<BackoffIn>("backoff"))("back-off $title", (row) => {
    expect(answerBackoff(row.in)).toEqual(row.want);
  });
});

describe("isInBackoffSince", () => {
  const entry = { delayMs: 20_000, updatedMs: 0 };

  it.each([
    [5_000, 24_999, true],
    [5_000, 25_000, false],
    [601_000, 602_000, false],
  ])("a container that ended at %d ms waits at %d ms: %s", (eventMs, nowMs, want) => {
    expect(isInBackoffSince(entry, eventMs, nowMs, CRASH_LOOP_BACKOFF)).toBe(want);
  });
});
