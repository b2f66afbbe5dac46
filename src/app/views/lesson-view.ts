// The lesson as the panel shows it: prose by language, goals by progress.
import {
  isStepDone,
  nextHint,
  stepOf,
  toBlocks,
  toInline,
  type Goal,
  type Lesson,
  type LessonAction,
  type LessonProgress,
  type Prose,
  type StepProse,
} from "#tutor";
import type { Words } from "../i18n/words.ts";
import type { FeedbackView, GoalView, HintView, LessonPlace, LessonView, PredictView } from "../view-models/lesson.ts";
import { missingParts } from "./goal-parts.ts";
import { partLabel } from "./part-label.ts";

export interface LessonContext {
  readonly words: Words;
  readonly prose: Prose;
  readonly nowMs: number;
  readonly place: LessonPlace | null;
  /** Whether an expression of the lesson holds at this moment. */
  readonly holds: (expression: string) => boolean;
  /** The text of a file of the working directory. */
  readonly file: (path: string) => string | undefined;
}

const EMPTY: StepProse = { title: "", body: "", goals: {}, hints: {}, feedback: {} };

export const lessonView = (lesson: Lesson, progress: LessonProgress, context: LessonContext): LessonView => {
  const { words, prose } = context;
  const step = stepOf(lesson, progress);
  const text = prose.steps[step.id] ?? EMPTY;
  return {
    id: lesson.id,
    label: partLabel({ part: lesson.part, number: lesson.case ?? null }, words),
    title: prose.title,
    steps: lesson.steps.map((s, i) => ({
      id: s.id,
      title: prose.steps[s.id]?.title ?? s.id,
      state: i === progress.step ? "now" : progress.done.includes(s.id) || i < progress.step ? "done" : "ahead",
    })),
    stepIndex: progress.step,
    heading: text.title,
    place: context.place,
    prose: toBlocks(text.body),
    goals: step.goals.map((goal) => goalView(goal, text, progress, context)),
    predict: predictView(lesson, progress, text),
    feedback: isStepDone(lesson, progress) ? null : feedbackView(progress, text, words),
    hint: hintView(lesson, progress, text, context),
    isNextReady: isStepDone(lesson, progress),
    answer: text.answer && isStepDone(lesson, progress) ? toBlocks(text.answer) : [],
    realLife: text.realLife ? toBlocks(text.realLife) : [],
  };
};

const goalView = (goal: Goal, text: StepProse, progress: LessonProgress, context: LessonContext): GoalView => {
  const { words, nowMs } = context;
  const { isMet = false, sinceMs, shows: said = "" } = progress.goals[goal.id] ?? {};
  const shows = counted(goal, isMet, shortName(said), words);
  const base = { id: goal.id, text: toInline(text.goals[goal.id] ?? goal.id) };
  const held = goal.for === undefined ? 0 : seconds(goal.for);
  // Not twice: many a goal says itself for how long.
  const isSaid = held === 0 || new RegExp(`\\b${held}(?!\\d)`).test(text.goals[goal.id] ?? "");
  const time = isSaid ? [] : [words.lesson.forTime(held)];
  const detail = [...time, ...(isMet ? [] : missing(goal, context))].join(" · ") || null;
  if (isMet) return { ...base, detail, value: shows, state: "met", held: null };
  if (goal.for === undefined) return { ...base, detail, value: shows, state: "open", held: null };
  const heldMs = Math.max(0, nowMs - (sinceMs ?? nowMs));
  // What holds from the beginning has not been done by anybody.
  if (seconds(heldMs) === 0) return { ...base, detail, value: shows, state: "open", held: 0 };
  const value = words.lesson.heldOf(seconds(heldMs), seconds(goal.for));
  return { ...base, detail, value, state: "partly", held: Math.min(1, heldMs / goal.for) };
};

const missing = ({ when }: Goal, { holds, words }: LessonContext): readonly string[] => {
  const parts = missingParts(when, holds, words.goal);
  return parts.length === 0 ? [] : [words.goal.missing(parts.join(", "))];
};

/** "11/60 failed": a count says what it counts, and how many are asked for. */
const counted = ({ when, shows = "" }: Goal, isMet: boolean, said: string, { timeline }: Words): string => {
  if (!/^\d+$/.test(said) || !shows.includes(".failed")) return said;
  const aim = Number.parseInt(when.split(`${shows} >= `)[1] ?? "", 10);
  return timeline.failed(isMet || Number.isNaN(aim) ? said : `${said}/${aim}`);
};

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** A pod goes by its last letters, as on its hull. */
const shortName = (value: string): string => /^[a-z][a-z0-9-]*-[a-z0-9]+-([a-z0-9]{5})$/.exec(value)?.[1] ?? value;

const predictView = (lesson: Lesson, progress: LessonProgress, text: StepProse): PredictView | null => {
  const { predict } = stepOf(lesson, progress);
  if (!predict || !text.predict) return null;
  const chosenId = progress.predictions[predict.id] ?? null;
  const isLocked = chosenId !== null;
  return {
    id: predict.id,
    question: toInline(text.predict.question),
    options: predict.options.map((id) => ({
      id,
      text: toInline(text.predict?.options[id] ?? id),
      verdict: isLocked ? (id === predict.answer ? "right" : id === chosenId ? "wrong" : null) : null,
    })),
    chosenId,
    isLocked,
    isHeld: !isLocked,
    outcome: isLocked ? toBlocks(text.predict.answer) : null,
  };
};

const feedbackView = (progress: LessonProgress, text: StepProse, words: Words): FeedbackView | null => {
  const id = progress.feedback.at(-1);
  if (id === undefined) return null;
  return { id, tone: "fail", title: words.lesson.notYet, text: toInline(text.feedback[id] ?? id) };
};

const hintView = (
  lesson: Lesson,
  progress: LessonProgress,
  text: StepProse,
  { file }: LessonContext,
): HintView | null => {
  const { hints, goals } = stepOf(lesson, progress);
  if (hints.length === 0) return null;
  const isOver = goals.every(({ id }) => progress.goals[id]?.isMet);
  const hasNext = nextHint(lesson, progress) !== undefined;
  const offers = hints.find((h) => h.id === progress.hints.at(-1))?.offers;
  return {
    open: progress.hints.map((id) => toInline(text.hints[id] ?? id)),
    isPast: progress.hints.map(
      (id) =>
        !isOver &&
        !progress.reached.includes(id) &&
        !progress.early?.includes(id) &&
        !isTaken(hints.find((h) => h.id === id)?.offers, file),
    ),
    hasNext,
    mayCome: !hasNext && !isOver && !progress.hints.includes(hints.at(-1)!.id),
    fix: offers ? fixOf(offers) : null,
  };
};

/** What it offers stands in the file: whoever did as it says need not hear that it fits no longer. */
const isTaken = (offers: LessonAction | undefined, file: LessonContext["file"]): boolean => {
  if (!offers) return false;
  if ("edit" in offers) return file(offers.edit)?.includes(offers.replace) === true;
  return "write" in offers && file(offers.write) === offers.text;
};

const fixOf = (offers: LessonAction): HintView["fix"] => {
  if ("run" in offers) return { file: null, line: offers.run };
  return { file: "edit" in offers ? offers.edit : "write" in offers ? offers.write : null, line: "" };
};
