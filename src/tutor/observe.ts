// One look of the tutor at the cluster: which goals hold and since when, which hints and feedback now apply.
import type { Expressions, Observed } from "./observed.ts";
import type { Goal, Hint, Lesson } from "./lesson.ts";
import { stepOf, type GoalProgress, type LessonProgress } from "./progress.ts";
import { withRollouts } from "./rollouts.ts";

/**
 * The progress after a look at `observed`. Called at least every LOOK_EVERY_MS of virtual time, in order. Without the language of goals only what
 * it is asked about later is noted.
 */
export const observe = (lesson: Lesson, expressions: Expressions | undefined, observed: Observed): LessonProgress => {
  const { nowMs } = observed.cluster;
  const progress = withRollouts(observed);
  if (!expressions) return progress;
  const seen = { ...observed, progress };
  const step = stepOf(lesson, progress);
  const holds = (expression: string): boolean => {
    const answer = expressions.evaluate(expression, seen);
    return answer.ok && answer.value === true;
  };
  const goals = Object.fromEntries(
    step.goals.map((goal) => [goal.id, lookAtGoal(goal, progress.goals[goal.id], { holds, nowMs, expressions, seen })]),
  );
  const reached = idsOf(step.hints, ({ when }) => holds(when));
  const early = idsOf(step.hints, ({ id, when }) => !reached.includes(id) && isOnlyEarly(when, holds));
  const earned = step.feedback.filter((f) => !progress.feedback.includes(f.id) && holds(f.when)).map((f) => f.id);
  return {
    ...progress,
    goals,
    reached: isSame(reached, progress.reached) ? progress.reached : reached,
    early: isSame(early, progress.early) ? progress.early : early,
    feedback: earned.length > 0 ? [...progress.feedback, ...earned] : progress.feedback,
  };
};

const idsOf = (hints: readonly Hint[], isWanted: (hint: Hint) => boolean): readonly string[] =>
  hints.filter(isWanted).map(({ id }) => id);

const isSame = (a: readonly string[], b: readonly string[] | undefined): b is readonly string[] =>
  a.length === b?.length && a.every((id, i) => id === b[i]);

/** Only patience keeps it away: `seconds > 60.0 && !redeployed("web")` before the minute is over, when nothing has been redeployed. */
const isOnlyEarly = (when: string, holds: (expression: string) => boolean): boolean => {
  const rest = when.replace(PATIENCE, "");
  return rest !== when && (rest === "" || holds(rest));
};
const PATIENCE = /^\s*seconds\s*>=?\s*[\d.]+\s*(?:&&\s*|$)/;

interface Look {
  readonly holds: (expression: string) => boolean;
  readonly nowMs: number;
  readonly expressions: Expressions;
  readonly seen: Observed;
}

/** A goal that was met stays met for the step: rewinding to look at the past takes nothing away. */
const lookAtGoal = (goal: Goal, before: GoalProgress | undefined, look: Look): GoalProgress => {
  const shown = goal.shows ? look.expressions.evaluate(goal.shows, look.seen) : undefined;
  const shows = shown?.ok ? { shows: String(shown.value) } : {};
  if (before?.isMet) return { isMet: true, ...shows };
  if (!look.holds(goal.when)) return { isMet: false, ...shows };
  // A look at an earlier moment (after a rewind) starts the count anew.
  const sinceMs = Math.min(before?.sinceMs ?? look.nowMs, look.nowMs);
  const isMet = look.nowMs - sinceMs >= (goal.for ?? 0);
  return { isMet, sinceMs, ...shows };
};
