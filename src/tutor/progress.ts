// How far a learner is in a lesson: plain data, moved on by pure functions. The page keeps it in its store and in the link; the
// proof keeps it in a variable.
import type { Lesson, Step } from "./lesson.ts";

export interface GoalProgress {
  readonly isMet: boolean;
  /** Since when it holds (virtual ms), while it does. */
  readonly sinceMs?: number;
  /** The number or word shown beside it. */
  readonly shows?: string;
}

export interface Rollout {
  readonly revision: string;
  readonly startedMs: number;
  /** When it was first seen to be through. */
  readonly doneMs?: number;
}

export interface LessonProgress {
  readonly lesson: string;
  readonly step: number;
  /** When the present step began (virtual ms). */
  readonly stepStartedMs: number;
  /** When the learner, having rewound, did something before that moment. */
  readonly actedFromMs?: number;
  readonly goals: { readonly [id: string]: GoalProgress };
  /** Guesses by predict id. */
  readonly predictions: { readonly [id: string]: string };
  /** Hints that are open, in the order in which they were asked for; of the present step. */
  readonly hints: readonly string[];
  /** Hints and feedback whose condition has held in this step. */
  readonly reached: readonly string[];
  /** Feedback earned in this step, newest last. */
  readonly feedback: readonly string[];
  /** Revision of each Deployment when the step began. */
  readonly atStart: { readonly [deployment: string]: string };
  /** Rollouts seen: the newest of each Deployment. */
  readonly rollouts: { readonly [deployment: string]: Rollout };
  /** What the learner opened or selected in this step: `select pod`, `why`, `table`, `describe`. */
  readonly looked: readonly string[];
  /** Ids of steps that were finished. */
  readonly done: readonly string[];
}

export const startLesson = (lesson: Lesson, nowMs: number): LessonProgress => ({
  lesson: lesson.id,
  step: 0,
  stepStartedMs: nowMs,
  goals: {},
  predictions: {},
  hints: [],
  reached: [],
  feedback: [],
  atStart: {},
  rollouts: {},
  looked: [],
  done: [],
});

export const stepOf = (lesson: Lesson, progress: LessonProgress): Step =>
  lesson.steps[Math.min(progress.step, lesson.steps.length - 1)]!;

/** All goals met and the guess, if one is asked, made. */
export const isStepDone = (lesson: Lesson, progress: LessonProgress): boolean => {
  const step = stepOf(lesson, progress);
  const isGuessed = !step.predict || progress.predictions[step.predict.id] !== undefined;
  return isGuessed && step.goals.every((g) => progress.goals[g.id]?.isMet);
};

export const goToStep = (lesson: Lesson, progress: LessonProgress, index: number, nowMs: number): LessonProgress => {
  const left = stepOf(lesson, progress).id;
  const isDone = isStepDone(lesson, progress) && !progress.done.includes(left);
  const revisions = Object.entries(progress.rollouts).map(([name, r]) => [name, r.revision] as const);
  const { actedFromMs: _, ...rest } = progress;
  return {
    ...rest,
    step: Math.max(0, Math.min(index, lesson.steps.length - 1)),
    stepStartedMs: nowMs,
    goals: {},
    hints: [],
    reached: [],
    feedback: [],
    looked: [],
    atStart: Object.fromEntries(revisions),
    done: isDone ? [...progress.done, left] : progress.done,
  };
};

export const predict = (progress: LessonProgress, id: string, option: string): LessonProgress => ({
  ...progress,
  predictions: { ...progress.predictions, [id]: option },
});

/** Something is done at this moment. After a rewind that may lie before the step began: what is typed then counts for the step all the same. */
export const noteAct = (progress: LessonProgress, nowMs: number): LessonProgress =>
  nowMs < actedFrom(progress) ? { ...progress, actedFromMs: nowMs } : progress;

/** From when on what was typed belongs to the step. */
export const actedFrom = ({ actedFromMs, stepStartedMs }: LessonProgress): number => actedFromMs ?? stepStartedMs;

export const noteLook = (progress: LessonProgress, what: string): LessonProgress =>
  progress.looked.includes(what) ? progress : { ...progress, looked: [...progress.looked, what] };

/** Opens the next hint, if there is one to open. */
export const openHint = (lesson: Lesson, progress: LessonProgress): LessonProgress => {
  const next = nextHint(lesson, progress);
  return next ? { ...progress, hints: [...progress.hints, next.id] } : progress;
};

/** The first hint whose condition has held and that is not open; else the first that only waits for time: one that speaks of something the
 * learner did must not be shown to somebody who did not. */
export const nextHint = (lesson: Lesson, progress: LessonProgress): Step["hints"][number] | undefined => {
  const closed = stepOf(lesson, progress).hints.filter((h) => !progress.hints.includes(h.id));
  return closed.find((h) => progress.reached.includes(h.id)) ?? closed.find((h) => WAITS_ONLY.test(h.when));
};
const WAITS_ONLY = /^\s*(seconds\s*[<>]=?\s*[\d.]+|true)\s*$/;
