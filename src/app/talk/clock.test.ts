import { expect, it } from "vitest";
import { beginClock, NO_CLOCK, paceOf, toStep } from "./clock.ts";

const PLAN = [120_000, 180_000, 210_000];
const at = (seconds: number): number => 1_000_000 + seconds * 1000;
const begun = beginClock(NO_CLOCK, at(0));

it("stands still until the talk begins", () => {
  expect(paceOf(NO_CLOCK, PLAN, at(500))).toEqual({
    elapsedMs: 0,
    stepMs: 0,
    spentMs: [0, 0, 0],
    plannedMs: 510_000,
    expectedMs: 0,
    behindMs: 0,
  });
});

it("is on time while the first step takes no longer than planned, and behind from then on", () => {
  expect(paceOf(begun, PLAN, at(100)).behindMs).toBe(0);
  expect(paceOf(begun, PLAN, at(120)).behindMs).toBe(0);
  expect(paceOf(begun, PLAN, at(150)).behindMs).toBe(30_000);
});

it("is ahead by what a step took less, and keeps that through the next one", () => {
  const second = toStep(begun, 1, at(90));
  expect(paceOf(second, PLAN, at(90))).toMatchObject({ elapsedMs: 90_000, stepMs: 0, behindMs: -30_000 });
  expect(paceOf(second, PLAN, at(200))).toMatchObject({ elapsedMs: 200_000, stepMs: 110_000, behindMs: -30_000 });
  // 40 s longer than planned: what was gained is lost, and 10 s more.
  expect(paceOf(second, PLAN, at(310))).toMatchObject({ stepMs: 220_000, behindMs: 10_000 });
});

it("says what each step took, and goes on counting in one that is come back to", () => {
  const back = toStep(toStep(begun, 1, at(100)), 0, at(130));
  const pace = paceOf(back, PLAN, at(150));
  expect(pace.spentMs).toEqual([120_000, 30_000, 0]);
  expect(pace.elapsedMs).toBe(150_000);
  expect(pace.behindMs).toBe(30_000);
});

it("begins with the first step that is gone to", () => {
  const first = toStep(NO_CLOCK, 2, at(7));
  expect(first).toEqual({ startedAt: at(7), step: 2, stepAt: at(7), spent: {} });
  expect(paceOf(first, PLAN, at(8))).toMatchObject({ elapsedMs: 1000, stepMs: 1000, behindMs: 1000 - 301_000 });
});

it("a clock of another machine's time never runs backwards", () => {
  expect(paceOf(begun, PLAN, at(-5))).toMatchObject({ elapsedMs: 0, stepMs: 0, behindMs: 0 });
});
