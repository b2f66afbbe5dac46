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

/** How far apart looks may be: a goal held "for 30s" is seen to hold at each of them. */
export const LOOK_EVERY_MS = 500;

export interface Rollout {
  readonly revision: string;
  readonly startedMs: number;
  /** When it was first seen to be through. */
  readonly doneMs?: number;
}

/** How far one is in a step. */
export interface StepProgress {
  /** When it began (virtual ms). */
  readonly stepStartedMs: number;
  /** When the learner, having rewound, did something before that moment. */
  readonly actedFromMs?: number;
  readonly goals: { readonly [id: string]: GoalProgress };
  /** Hints that are open, in the order in which they were asked for. */
  readonly hints: readonly string[];
  /** Hints within reach: their condition held at the last look. One that fitted the cluster a minute ago may mislead now. */
  readonly reached: readonly string[];
  /** Hints that would be within reach if more time had passed. */
  readonly early?: readonly string[];
  /** Feedback earned, newest last. */
  readonly feedback: readonly string[];
  /** Revision of each Deployment when the step began. */
  readonly atStart: { readonly [deployment: string]: string };
  /** What the learner opened or selected: `select pod`, `why`, `table`, `describe`. */
  readonly looked: readonly string[];
}

export interface LessonProgress extends StepProgress {
  readonly lesson: string;
  readonly step: number;
  /** Steps that were left, by id: whoever comes back to read one again finds it as it was. */
  readonly left?: { readonly [step: string]: StepProgress };
  /** Guesses by predict id. */
  readonly predictions: { readonly [id: string]: string };
  /** Rollouts seen: the newest of each Deployment. */
  readonly rollouts: { readonly [deployment: string]: Rollout };
  /** Ids of steps that were finished. */
  readonly done: readonly string[];
  /** Those of them that somebody else finished, whose moment was opened here: no merit of the reader's. */
  readonly lent?: readonly string[];
}

export const startLesson = (lesson: Lesson, nowMs: number): LessonProgress => ({
  ...newStep({}, nowMs),
  lesson: lesson.id,
  step: 0,
  predictions: {},
  rollouts: {},
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

/** It has not been begun yet: what it begins with has to be done. */
export const isNewStep = (lesson: Lesson, { left }: LessonProgress, index: number): boolean =>
  left?.[lesson.steps[index]?.id ?? ""] === undefined;

export const goToStep = (lesson: Lesson, progress: LessonProgress, index: number, nowMs: number): LessonProgress => {
  const { id } = stepOf(lesson, progress);
  const { lesson: name, predictions, rollouts, done, lent, left: others, step: _, ...here } = progress;
  const next = Math.max(0, Math.min(index, lesson.steps.length - 1));
  const { [lesson.steps[next]!.id]: again, ...left } = { ...others, [id]: here };
  const isDone = isStepDone(lesson, progress) && !done.includes(id);
  return {
    ...(again ?? newStep(rollouts, nowMs)),
    lesson: name,
    step: next,
    left,
    predictions,
    rollouts,
    done: isDone ? [...done, id] : done,
    ...(lent ? { lent } : {}),
  };
};

const newStep = (rollouts: LessonProgress["rollouts"], nowMs: number): StepProgress => ({
  stepStartedMs: nowMs,
  goals: {},
  hints: [],
  reached: [],
  feedback: [],
  looked: [],
  atStart: Object.fromEntries(Object.entries(rollouts).map(([name, { revision }]) => [name, revision])),
});

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

/** The first hint within reach that is not open; else, for whoever asks early, the first that only has to wait. One that speaks of something the
 * learner did must not be shown to somebody who did not. What is open stays open, whatever becomes of its condition: it was read, and may be
 * read again. */
export const nextHint = (lesson: Lesson, progress: LessonProgress): Step["hints"][number] | undefined => {
  const closed = stepOf(lesson, progress).hints.filter((h) => !progress.hints.includes(h.id));
  return closed.find((h) => progress.reached.includes(h.id)) ?? closed.find((h) => progress.early?.includes(h.id));
};
