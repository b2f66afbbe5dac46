// A talk's clock: how long it has been going on, how long each step took, and whether that is ahead of the plan or behind it. Wall time
// comes from outside.
export interface TalkClock {
  /** null: the talk has not begun. */
  readonly startedAt: number | null;
  readonly step: number;
  /** Since when this step is on. */
  readonly stepAt: number;
  /** What was spent on the steps that were left, by index; a step that was come back to goes on counting. */
  readonly spent: { readonly [step: number]: number };
}

export const NO_CLOCK: TalkClock = { startedAt: null, step: 0, stepAt: 0, spent: {} };

export const beginClock = (clock: TalkClock, at: number): TalkClock => ({
  ...clock,
  startedAt: at,
  stepAt: at,
  spent: {},
});

/** To another step; the first one that is gone to begins the talk. */
export const toStep = (clock: TalkClock, step: number, at: number): TalkClock => {
  if (clock.startedAt === null) return { ...beginClock(clock, at), step };
  const left = (clock.spent[clock.step] ?? 0) + Math.max(0, at - clock.stepAt);
  return { ...clock, step, stepAt: at, spent: { ...clock.spent, [clock.step]: left } };
};

export interface Pace {
  readonly elapsedMs: number;
  /** In the present step. */
  readonly stepMs: number;
  /** Of each step: what it took, the present one included. */
  readonly spentMs: readonly number[];
  readonly plannedMs: number;
  /** Where one should be by now, on the whole. */
  readonly expectedMs: number;
  /** Above zero: behind the plan. A step that takes no longer than planned changes nothing. */
  readonly behindMs: number;
}

export const paceOf = (clock: TalkClock, plan: readonly number[], now: number): Pace => {
  const plannedMs = sum(plan);
  const isRunning = clock.startedAt !== null;
  const elapsedMs = isRunning ? Math.max(0, now - (clock.startedAt ?? now)) : 0;
  const inStep = isRunning ? Math.max(0, now - clock.stepAt) : 0;
  const stepMs = (clock.spent[clock.step] ?? 0) + inStep;
  const spentMs = plan.map((_, i) => (i === clock.step ? stepMs : (clock.spent[i] ?? 0)));
  const before = sum(plan.slice(0, clock.step));
  const expectedMs = before + Math.min(stepMs, plan[clock.step] ?? 0);
  return { elapsedMs, stepMs, spentMs, plannedMs, expectedMs, behindMs: isRunning ? elapsedMs - expectedMs : 0 };
};

const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
