// The proof of a lesson, headless: it begins broken as its prose says, each accepted fix reaches every goal, each wrong fix fails for its
// stated reason and earns its feedback, what it says of time is so, each hint can be reached, and both languages are complete.
import { SceneRun } from "../../src/app/embed/scene-run.ts";
import { useRareParts } from "#kubectl";
import { explainedPart } from "#kubectl/explained";
import { rare } from "#kubectl/rare";
import { useParts } from "#app/session/parts";
import { Session } from "../../src/app/session/session.ts";
import type { CompileResult } from "#tutor/compile";
import { createExpressions } from "#tutor/expressions";
import { vary } from "#tutor/vary";
import { isStepDone, stepOf, type Lesson, type LessonAction } from "#tutor";

useParts();
useRareParts({ ...rare, ...explainedPart });

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

/** In the order in which they are told. */
export function* prove(result: CompileResult, options: ProveOptions = {}): Generator<Finding> {
  const { compiled, problems } = result;
  yield finding("format, files and both languages", problems);
  if (!compiled) return;
  yield unknownLessons(compiled.lesson, options.knownIds);
  yield* proveRun(compiled);
  yield* proveReviews(result);
  yield* proveScene(compiled);
  yield* proveVariation(compiled, options);
}

function* proveReviews({ reviews }: CompileResult): Generator<Finding> {
  for (const [id, review] of Object.entries(reviews)) {
    for (const { what, problem } of proveReview(review)) {
      const named = `review ${id}: ${what}`;
      yield problem === undefined ? { what: named } : { what: named, problem: `reviews.${id}: ${problem}` };
    }
  }
}

export function* proveScene(compiled: Compiled): Generator<Finding> {
  if (compiled.lesson.scene) yield scene(compiled, compiled.lesson.scene);
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

/** Each seed: it fails as the prose says, waiting does not mend it, what mends the lesson mends it, and what does not does not. */
export function* proveVariation(compiled: Compiled, { seeds = 3 }: ProveOptions = {}): Generator<Finding> {
  const { variation } = compiled.lesson;
  if (!variation) return;
  const problems: string[] = [];
  const says = (seed: number, problem: string): void => void problems.push(`variation, seed ${seed}: ${problem}`);
  for (let seed = 0; seed < seeds; seed++) {
    const varied = vary(compiled, variation, seed);
    const { lesson } = varied;
    const slips = wrongExpressions(varied);
    if (slips.length > 0) says(seed, slips.join("; "));
    const trunk = new Trunk(varied);
    const failing = lesson.symptom && symptom(trunk, lesson.symptom).problem;
    if (failing !== undefined) says(seed, failing);
    const { reached } = trunk;
    const { accepted: fixes, wrong: slipsOfHand } = lesson.fixes;
    const idleMs = Math.max(IDLE_MS, ...slipsOfHand.map(({ within }) => within));
    const idle = trunk.walk({ mend: [], reached, withinMs: idleMs });
    if (idle === undefined) says(seed, "all goals are met with nobody mending");
    const wrongFix = slipsOfHand[seed % slipsOfHand.length];
    if (wrongFix && trunk.walk({ mend: wrongFix.does, reached, withinMs: wrongFix.within }) === undefined)
      says(seed, `fixes.wrong.${wrongFix.id}: it reaches every goal`);
    const fix = fixes[seed % fixes.length]!;
    const stuck = trunk.walk({ mend: fix.does, reached });
    if (stuck !== undefined) says(seed, `fixes.accepted.${fix.id}: ${stuck}`);
  }
  yield finding(`variation: over ${seeds} seeds it fails, and only what mends it does`, problems);
}

/** A lesson, or a review of one. */
function* proveRun(compiled: Compiled): Generator<Finding> {
  const { lesson } = compiled;
  yield finding("expressions", wrongExpressions(compiled));
  const trunk = new Trunk(compiled);
  const { reached } = trunk;
  if (lesson.symptom) yield symptom(trunk, lesson.symptom);
  yield shown(trunk);
  for (const fact of lesson.facts) yield timing(trunk, fact);
  for (const fix of lesson.fixes.accepted) yield accepted(trunk, fix);
  for (const fix of lesson.fixes.wrong) yield wrong(trunk, fix);
  for (const [index, step] of lesson.steps.entries()) {
    yield fresh(trunk, index);
    idle(trunk, index);
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

/**
 * What all ways through a lesson have in common is walked once: each of them goes on from a copy of where it ends. The state is plain
 * data, so a copy goes on exactly as its original would.
 */
class Trunk {
  readonly compiled: Compiled;
  /** Hints that came up on the way. */
  readonly reached = new Set<string>();
  readonly #mendsAt: number;
  #start: Session | undefined;
  #settled: Session | undefined;
  #atMend: { readonly session: Session; readonly stuck: string | undefined } | undefined;

  constructor(compiled: Compiled) {
    this.compiled = compiled;
    this.#mendsAt = Math.max(
      0,
      compiled.lesson.steps.findIndex((s) => s.mends),
    );
  }

  /** Where the lesson begins. */
  start(): Session {
    this.#start ??= newSession(this.compiled);
    return this.copy(this.#start);
  }

  /** Where it stands when somebody has watched for a while. */
  settled(): Session {
    if (!this.#settled) {
      this.#settled = this.start();
      letPass(this.#settled, SETTLE_MS);
    }
    return this.copy(this.#settled);
  }

  /** Where all steps before the one that mends are done; `stuck` says where that did not come about. */
  beforeMend(): { readonly session: Session; readonly stuck: string | undefined } {
    if (!this.#atMend) {
      const session = this.start();
      const stuck = walk(session, this.compiled.lesson, {
        mend: [],
        reached: this.reached,
        steps: { from: 0, to: this.#mendsAt },
      });
      this.#atMend = { session, stuck };
    }
    return { session: this.copy(this.#atMend.session), stuck: this.#atMend.stuck };
  }

  /** All of the lesson, with `mend` in the step that mends. Answers where it got stuck. */
  walk(doing: Omit<Doing, "steps">): string | undefined {
    const { session, stuck } = this.beforeMend();
    const { lesson } = this.compiled;
    return stuck ?? walk(session, lesson, { ...doing, steps: { from: this.#mendsAt, to: lesson.steps.length } });
  }

  /** In the step that mends, with nothing done in it; answers also where it got stuck before. */
  atMend(): { readonly session: Session; readonly stuck: string | undefined } {
    const { session, stuck } = this.beforeMend();
    if (stuck !== undefined) return { session, stuck: `could not get to the step that mends: ${stuck}` };
    if (this.#mendsAt > 0) session.goToStep(this.#mendsAt);
    return { session, stuck };
  }

  copy(session: Session): Session {
    const { scenario, files, lesson } = this.compiled;
    const copy = new Session({ scenario, files, lesson, from: session.run.cut() });
    copy.select(session.selection);
    copy.goBackTo(session.nowMs, session.progress);
    return copy;
  }
}

const wrongExpressions = (compiled: Compiled): string[] => {
  const { lesson } = compiled;
  const expressions = createExpressions();
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
const perform = (session: Session, actions: readonly LessonAction[], reached: Set<string>): string[] =>
  actions.flatMap((action) => {
    const isLost = "edit" in action && !session.file(action.edit)?.includes(action.find);
    if ("wait" in action) letPass(session, action.wait, { reached });
    else session.perform([action]);
    note(session, reached);
    return isLost ? [`edit of ${action.edit}: "${action.find}" does not stand in it at that moment`] : [];
  });

const holds = (session: Session, expression: string): boolean | string => {
  const answer = session.evaluate(expression);
  return answer.ok ? answer.value === true : answer.error;
};

const symptom = (trunk: Trunk, { when, within }: NonNullable<Lesson["symptom"]>): Finding => {
  const session = trunk.start();
  const isSeen = letPass(session, within, { until: () => holds(session, when) === true });
  return finding(
    "the start fails as the prose says",
    isSeen ? [] : [`symptom.when did not hold within ${within / 1000} s: ${when}`],
  );
};

/** Nobody does anything: no goal of a step is met but by what the step itself begins. */
const fresh = (trunk: Trunk, index: number): Finding => {
  const { lesson } = trunk.compiled;
  const step = lesson.steps[index]!;
  const session = trunk.start();
  if (index > 0) session.goToStep(index);
  const isDone = step.goals.length > 0 && isStepDone(lesson, session.progress!);
  return finding(
    `step ${step.id} is not done before it begins`,
    isDone ? [`steps.${step.id}: all goals hold at once`] : [],
  );
};

/** Somebody does nothing in this step, or only what a hint says that leads to it: until each of its hints has come up, in any way. */
const idle = (trunk: Trunk, index: number): void => {
  const { reached } = trunk;
  const { id, hints } = trunk.compiled.lesson.steps[index]!;
  const isAll = (): boolean => hints.every((hint) => reached.has(`${id}/${hint.id}`));
  if (isAll()) return;
  const here = index > 0 ? trunk.settled() : trunk.start();
  if (index > 0) here.goToStep(index);
  note(here, reached);
  for (const lead of [[], ...hints.map((h) => h.reach).filter((r) => r.length > 0)]) {
    if (isAll()) return;
    const session = trunk.copy(here);
    perform(session, lead, reached);
    letPass(session, IDLE_MS, { until: isAll, reached });
  }
};

interface Doing {
  readonly mend: readonly LessonAction[];
  readonly reached: Set<string>;
  /** How long each step may take. */
  readonly withinMs?: number;
  /** From which step on, and before which one it ends. */
  readonly steps: { readonly from: number; readonly to: number };
}

/** Walks steps of the lesson, one by one, with `mend` in the one that mends. Answers where it got stuck. */
const walk = (
  session: Session,
  lesson: Lesson,
  { mend, reached, withinMs = STEP_WITHIN_MS, steps: { from, to } }: Doing,
): string | undefined => {
  for (let index = from; index < to; index++) {
    const step = lesson.steps[index]!;
    if (index > 0) session.goToStep(index);
    if (step.predict) session.predict(step.predict.id, step.predict.answer);
    const lost = perform(session, step.mends ? mend : step.show, reached);
    if (lost.length > 0) return `step "${step.id}": ${lost.join("; ")}`;
    const isDone = letPass(session, withinMs, { until: () => isStepDone(lesson, session.progress!), reached });
    if (!isDone) return `step "${step.id}": ${openGoals(session, lesson)}`;
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
const shown = (trunk: Trunk): Finding => {
  const mend = trunk.compiled.lesson.steps.find((s) => s.mends)?.show ?? [];
  const stuck = trunk.walk({ mend, reached: trunk.reached });
  return finding("what each step shows does it", stuck === undefined ? [] : [`steps.*.show: ${stuck}`]);
};

const accepted = (trunk: Trunk, { id, does }: Lesson["fixes"]["accepted"][number]): Finding => {
  const stuck = trunk.walk({ mend: does, reached: trunk.reached });
  return finding(
    `accepted fix ${id} reaches every goal`,
    stuck === undefined ? [] : [`fixes.accepted.${id}: ${stuck}`],
  );
};

const timing = (trunk: Trunk, { id, does, when, after, within }: Lesson["facts"][number]): Finding => {
  const what = `fact ${id} is so`;
  const { session, stuck } = trunk.atMend();
  if (stuck !== undefined) return finding(what, [stuck]);
  const startMs = session.nowMs;
  session.perform(does);
  const isSo = letPass(session, within - (session.nowMs - startMs), { until: () => holds(session, when) === true });
  if (!isSo) return finding(what, [`facts.${id}.when did not hold within ${within / 1000} s: ${when}`]);
  const tookMs = session.nowMs - startMs;
  return finding(what, tookMs < after ? [`facts.${id}.when held after ${tookMs / 1000} s already: ${when}`] : []);
};

const wrong = (trunk: Trunk, fix: Lesson["fixes"]["wrong"][number]): Finding => {
  const { lesson } = trunk.compiled;
  const { session, stuck } = trunk.atMend();
  if (stuck !== undefined) return finding(`wrong fix ${fix.id}`, [stuck]);
  const problems = perform(session, fix.does, trunk.reached).map((lost) => `fixes.wrong.${fix.id}: ${lost}`);
  let because = holds(session, fix.because);
  const isReached = letPass(session, fix.within, {
    reached: trunk.reached,
    until: () => {
      if (because !== true) because = holds(session, fix.because);
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
