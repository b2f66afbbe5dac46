// The proof of a lesson, headless: it begins broken as its prose says, each accepted fix reaches every goal, each wrong fix fails for its
// stated reason and earns its feedback, what it says of time is so, each hint can be reached, and both languages are complete.
import { SceneRun } from "../../src/app/embed/scene-run.ts";
import { useRareParts } from "#kubectl";
import { rare } from "#kubectl/rare";
import { useParts } from "#app/session/parts";
import { Session } from "../../src/app/session/session.ts";
import type { CompileResult } from "#tutor/compile";
import { vary } from "#tutor/vary";
import { isStepDone, stepOf, type Lesson, type LessonAction, type Variation } from "#tutor";

useParts();
useRareParts(rare);

export interface Finding {
  readonly what: string;
  /** Undefined: it holds. Else what is wrong, and where to change it. */
  readonly problem?: string;
}

/** A step whose goals are not reached in this much virtual time never will be. */
const STEP_WITHIN_MS = 900_000;
const SLICE_MS = 1000;
/** How long somebody who does nothing is watched, for hints. */
const IDLE_MS = 200_000;
/** What a step begins should be over before another one is looked at. */
const SETTLE_MS = 30_000;

type Compiled = NonNullable<CompileResult["compiled"]>;

export interface ProveOptions {
  /** The lessons of the course, where the whole of it is looked at. */
  readonly knownIds?: ReadonlySet<string>;
  /** How many of the variation's seeds are played. */
  readonly seeds?: number;
}

export function* prove(result: CompileResult, { knownIds, seeds = 3 }: ProveOptions = {}): Generator<Finding> {
  const { compiled, problems } = result;
  yield finding("format, files and both languages", problems);
  if (!compiled) return;
  yield unknownLessons(compiled.lesson, knownIds);
  yield* proveRun(compiled);
  for (const [id, review] of Object.entries(result.reviews)) {
    for (const { what, problem } of proveReview(review)) {
      const named = `review ${id}: ${what}`;
      yield problem === undefined ? { what: named } : { what: named, problem: `reviews.${id}: ${problem}` };
    }
  }
  if (compiled.lesson.scene) yield scene(compiled, compiled.lesson.scene);
  if (compiled.lesson.variation) yield* proveVariation(compiled, compiled.lesson.variation, seeds);
}

/** Played as the embed plays it: the broken half fails as told, and what is told of the mended one is so there and not before. */
const scene = (compiled: Compiled, told: NonNullable<Lesson["scene"]>): Finding => {
  const run = new SceneRun(compiled, told);
  const says = (half: "broken" | "mended", expression: string): unknown => {
    const answer = run.prove(half, expression);
    return answer.ok ? answer.value : answer.error;
  };
  const broken = says("broken", told.broken.proof);
  const early = says("broken", told.mended.proof);
  const mended = says("mended", told.mended.proof);
  return finding("the scene fails, and holds when mended", [
    ...(broken === true
      ? []
      : [`scene.broken.proof does not hold at its end (${String(broken)}): ${told.broken.proof}`]),
    ...(early === true ? [`scene.mended.proof holds at the end of the broken half already: ${told.mended.proof}`] : []),
    ...(mended === true
      ? []
      : [`scene.mended.proof does not hold at its end (${String(mended)}): ${told.mended.proof}`]),
  ]);
};

function* proveReview(review: Compiled): Generator<Finding> {
  const session = newSession(review);
  const isDone = letPass(session, IDLE_MS, { until: () => isStepDone(review.lesson, session.progress!) });
  yield finding("is not answered by waiting", isDone ? ["its goals are met with nobody doing anything"] : []);
  yield* proveRun(review);
}

/** Each seed: it fails as the prose says, waiting does not mend it, and what mends the lesson mends it. */
function* proveVariation(compiled: Compiled, variation: Variation, seeds: number): Generator<Finding> {
  const problems: string[] = [];
  const says = (seed: number, problem: string): void => void problems.push(`variation, seed ${seed}: ${problem}`);
  for (let seed = 0; seed < seeds; seed++) {
    const varied = vary(compiled, variation, seed);
    const { lesson } = varied;
    const slips = wrongExpressions(varied);
    if (slips.length > 0) says(seed, slips.join("; "));
    const failing = lesson.symptom && symptom(varied, lesson.symptom).problem;
    if (failing !== undefined) says(seed, failing);
    const reached = new Set<string>();
    const idle = walk(newSession(varied), lesson, { mend: [], reached, withinMs: IDLE_MS });
    if (idle === undefined) says(seed, "all goals are met with nobody mending");
    const { accepted: fixes } = lesson.fixes;
    const fix = fixes[seed % fixes.length]!;
    const stuck = walk(newSession(varied), lesson, { mend: fix.does, reached });
    if (stuck !== undefined) says(seed, `fixes.accepted.${fix.id}: ${stuck}`);
  }
  yield finding(`variation: over ${seeds} seeds it fails, and can be mended`, problems);
}

/** A lesson, or a review of one. */
function* proveRun(compiled: Compiled): Generator<Finding> {
  const { lesson } = compiled;
  yield finding("expressions", wrongExpressions(compiled));
  const reached = new Set<string>();
  if (lesson.symptom) yield symptom(compiled, lesson.symptom);
  yield shown(compiled, reached);
  for (const fact of lesson.facts) yield timing(compiled, fact);
  for (const fix of lesson.fixes.accepted) yield accepted(compiled, fix, reached);
  for (const fix of lesson.fixes.wrong) yield wrong(compiled, fix, reached);
  for (const step of lesson.steps) {
    yield fresh(compiled, step.id);
    idle(compiled, step.id, reached);
    for (const hint of step.hints) {
      const isReached = reached.has(`${step.id}/${hint.id}`);
      const problem = isReached ? [] : [`steps.${step.id}.hints.${hint.id}.when never held: ${hint.when}`];
      yield finding(`hint ${step.id}/${hint.id} is reachable`, problem);
    }
  }
}

const finding = (what: string, problems: readonly string[]): Finding =>
  problems.length === 0 ? { what } : { what, problem: problems.join("\n") };

/** `after` names lessons that there are. A part of the course may be proven before another is written. */
const unknownLessons = ({ after }: Lesson, knownIds: ReadonlySet<string> | undefined): Finding => {
  const unknown = knownIds ? after.filter((id) => !knownIds.has(id)) : [];
  return finding(
    "lessons to take first are there",
    unknown.map((id) => `lesson.yaml: after: there is no lesson "${id}"`),
  );
};

const newSession = ({ scenario, files, lesson }: Compiled): Session => new Session({ scenario, files, lesson });

const wrongExpressions = (compiled: Compiled): string[] => {
  const { lesson } = compiled;
  const { expressions } = newSession(compiled);
  const all: (readonly [string, string])[] = lesson.symptom ? [["symptom.when", lesson.symptom.when]] : [];
  for (const step of lesson.steps) {
    for (const g of step.goals) all.push([`steps.${step.id}.goals.${g.id}.when`, g.when]);
    for (const h of step.hints) all.push([`steps.${step.id}.hints.${h.id}.when`, h.when]);
    for (const f of step.feedback) all.push([`steps.${step.id}.feedback.${f.id}.when`, f.when]);
  }
  for (const w of lesson.fixes.wrong) all.push([`fixes.wrong.${w.id}.because`, w.because]);
  for (const f of lesson.facts) all.push([`facts.${f.id}.when`, f.when]);
  return all.flatMap(([where, expression]) => {
    const error = expressions.check(expression);
    return error === undefined ? [] : [`${where}: ${error}`];
  });
};

const note = (session: Session, reached: Set<string>): void => {
  const { lesson, progress } = session;
  if (!lesson || !progress) return;
  for (const id of progress.reached) reached.add(`${stepOf(lesson, progress).id}/${id}`);
};

const letPass = (
  session: Session,
  ms: number,
  { until, reached }: { until?: () => boolean; reached?: Set<string> } = {},
): boolean => {
  const end = session.nowMs + ms;
  while (session.nowMs < end) {
    if (until?.()) return true;
    session.advance(Math.min(end, session.nowMs + SLICE_MS));
    if (reached) note(session, reached);
  }
  return until?.() ?? false;
};

/** Does it; answers the texts that an edit was to find and that are not there, so that it did nothing. */
const perform = (session: Session, actions: readonly LessonAction[]): string[] =>
  actions.flatMap((action) => {
    const isLost = "edit" in action && !session.file(action.edit)?.includes(action.find);
    session.perform([action]);
    return isLost ? [`edit of ${action.edit}: "${action.find}" does not stand in it at that moment`] : [];
  });

const holds = (session: Session, expression: string): boolean | string => {
  const answer = session.evaluate(expression);
  return answer.ok ? answer.value === true : answer.error;
};

const symptom = (compiled: Compiled, { when, within }: NonNullable<Lesson["symptom"]>): Finding => {
  const session = newSession(compiled);
  const isSeen = letPass(session, within, { until: () => holds(session, when) === true });
  return finding(
    "the start fails as the prose says",
    isSeen ? [] : [`symptom.when did not hold within ${within / 1000} s: ${when}`],
  );
};

/** Nobody does anything: no goal of a step is met but by what the step itself begins. */
const fresh = (compiled: Compiled, stepId: string): Finding => {
  const { lesson } = compiled;
  const index = lesson.steps.findIndex((s) => s.id === stepId);
  const step = lesson.steps[index]!;
  const session = newSession(compiled);
  if (index > 0) session.goToStep(index);
  const isDone = step.goals.length > 0 && isStepDone(lesson, session.progress!);
  return finding(
    `step ${stepId} is not done before it begins`,
    isDone ? [`steps.${stepId}: all goals hold at once`] : [],
  );
};

/** Somebody does nothing in this step, or only what a hint says that leads to it. */
const idle = (compiled: Compiled, stepId: string, reached: Set<string>): void => {
  const index = compiled.lesson.steps.findIndex((s) => s.id === stepId);
  const leads = compiled.lesson.steps[index]!.hints.map((h) => h.reach).filter((r) => r.length > 0);
  for (const lead of [[], ...leads]) {
    const session = newSession(compiled);
    letPass(session, index > 0 ? SETTLE_MS : 0);
    if (index > 0) session.goToStep(index);
    note(session, reached);
    session.perform(lead);
    letPass(session, IDLE_MS, { reached });
  }
};

interface Doing {
  readonly mend: readonly LessonAction[];
  readonly reached: Set<string>;
  /** How long each step may take. */
  readonly withinMs?: number;
}

/** Walks the lesson, step by step, with `mend` in the step that mends. Answers where it got stuck. */
const walk = (
  session: Session,
  lesson: Lesson,
  { mend, reached, withinMs = STEP_WITHIN_MS }: Doing,
  stopAfter?: string,
): string | undefined => {
  for (const [index, step] of lesson.steps.entries()) {
    if (index > 0) session.goToStep(index);
    if (step.predict) session.predict(step.predict.id, step.predict.answer);
    const lost = perform(session, step.mends ? mend : step.show);
    if (lost.length > 0) return `step "${step.id}": ${lost.join("; ")}`;
    note(session, reached);
    const isDone = letPass(session, withinMs, { until: () => isStepDone(lesson, session.progress!), reached });
    if (!isDone) return `step "${step.id}": ${openGoals(session, lesson)}`;
    if (step.id === stopAfter) return undefined;
  }
  return undefined;
};

const openGoals = (session: Session, lesson: Lesson): string =>
  stepOf(lesson, session.progress!)
    .goals.filter((g) => !session.progress!.goals[g.id]?.isMet)
    .map((g) => {
      const now = holds(session, g.when);
      return `goal "${g.id}" is not met (${typeof now === "string" ? now : `now ${now}`}, shows ${session.progress!.goals[g.id]?.shows ?? "nothing"})`;
    })
    .join("; ");

/** "Show me", pressed in every step, does the whole lesson. */
const shown = (compiled: Compiled, reached: Set<string>): Finding => {
  const { lesson } = compiled;
  const stuck = walk(newSession(compiled), lesson, { mend: lesson.steps.find((s) => s.mends)?.show ?? [], reached });
  return finding("what each step shows does it", stuck === undefined ? [] : [`steps.*.show: ${stuck}`]);
};

const accepted = (compiled: Compiled, fix: Lesson["fixes"]["accepted"][number], reached: Set<string>): Finding => {
  const session = newSession(compiled);
  const stuck = walk(session, compiled.lesson, { mend: fix.does, reached });
  return finding(
    `accepted fix ${fix.id} reaches every goal`,
    stuck === undefined ? [] : [`fixes.accepted.${fix.id}: ${stuck}`],
  );
};

/** To the beginning of the step that mends; answers where it got stuck. */
const walkToMend = (session: Session, lesson: Lesson, reached: Set<string>): string | undefined => {
  const mends = lesson.steps.findIndex((s) => s.mends);
  const before = lesson.steps[mends - 1]?.id;
  const stuck = before === undefined ? undefined : walk(session, lesson, { mend: [], reached }, before);
  if (stuck !== undefined) return `could not get to the step that mends: ${stuck}`;
  if (mends > 0) session.goToStep(mends);
  return undefined;
};

const timing = (compiled: Compiled, { id, does, when, after, within }: Lesson["facts"][number]): Finding => {
  const what = `fact ${id} is so`;
  const session = newSession(compiled);
  const stuck = walkToMend(session, compiled.lesson, new Set());
  if (stuck !== undefined) return finding(what, [stuck]);
  const startMs = session.nowMs;
  session.perform(does);
  const isSo = letPass(session, within - (session.nowMs - startMs), { until: () => holds(session, when) === true });
  if (!isSo) return finding(what, [`facts.${id}.when did not hold within ${within / 1000} s: ${when}`]);
  const tookMs = session.nowMs - startMs;
  return finding(what, tookMs < after ? [`facts.${id}.when held after ${tookMs / 1000} s already: ${when}`] : []);
};

const wrong = (compiled: Compiled, fix: Lesson["fixes"]["wrong"][number], reached: Set<string>): Finding => {
  const { lesson } = compiled;
  const session = newSession(compiled);
  const stuck = walkToMend(session, lesson, reached);
  if (stuck !== undefined) return finding(`wrong fix ${fix.id}`, [stuck]);
  const problems = perform(session, fix.does).map((lost) => `fixes.wrong.${fix.id}: ${lost}`);
  let because = holds(session, fix.because);
  const isReached = letPass(session, fix.within, {
    reached,
    until: () => {
      const now = holds(session, fix.because);
      if (now === true || because !== true) because = now;
      return isStepDone(lesson, session.progress!);
    },
  });
  if (isReached)
    problems.push(`fixes.wrong.${fix.id}: it reaches every goal of step "${stepOf(lesson, session.progress!).id}"`);
  if (because !== true) problems.push(`fixes.wrong.${fix.id}.because never held (${String(because)}): ${fix.because}`);
  if (!session.progress!.feedback.includes(fix.feedback)) {
    problems.push(
      `fixes.wrong.${fix.id}.feedback "${fix.feedback}" was not earned; earned: ${session.progress!.feedback.join(", ") || "none"}`,
    );
  }
  return finding(`wrong fix ${fix.id} fails for its reason and is answered`, problems);
};
