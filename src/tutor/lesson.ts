// What a lesson is: data, read from lesson.yaml and checked here. No code, no prose (that is in en.md and ko.md, see prose.ts).
import * as v from "valibot";
import { lengthOf } from "./scene.ts";

/** "30s", "2m", "1m30s", as in Go and Kubernetes. */
const DURATION = /^(?:(\d+)m)?(?:(\d+)s)?$/;
const durationSchema = v.pipe(
  v.string(),
  v.check((text) => text !== "" && DURATION.test(text), "a duration such as 30s, 2m or 1m30s"),
  v.transform((text) => {
    const [, minutes = "0", seconds = "0"] = DURATION.exec(text) ?? [];
    return Number(minutes) * 60_000 + Number(seconds) * 1000;
  }),
);
const idSchema = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower case letters, digits and hyphens"));
/** An expression in CEL over the cluster and its history; see expressions.ts for what it may name. */
const celSchema = v.pipe(v.string(), v.minLength(1));

const actionSchema = v.union([
  /** A line typed at the prompt. */
  v.strictObject({ run: v.string() }),
  /** A change of a file: the first occurrence of `find` becomes `replace`; then the file is applied. */
  v.strictObject({ edit: v.string(), find: v.string(), replace: v.string() }),
  /** A whole new text for a file; then it is applied. */
  v.strictObject({ write: v.string(), text: v.string() }),
  /** Time passes. */
  v.strictObject({ wait: durationSchema }),
  /** Selects the first pod for which the expression (over `pod`) holds. */
  v.strictObject({ select: celSchema }),
  /** Answers the step's predict card. */
  v.strictObject({ predict: idSchema }),
  /** Something happens to a machine, the firewall or the traffic: an engine command. */
  v.strictObject({
    component: v.string(),
    action: v.string(),
    data: v.record(v.string(), v.unknown()),
  }),
]);

const goalSchema = v.strictObject({
  id: idSchema,
  when: celSchema,
  /** How long it must hold without a break; absent: once is enough. */
  for: v.optional(durationSchema),
  /** An expression that gives the number or word shown beside the goal. */
  shows: v.optional(celSchema),
});

const hintSchema = v.strictObject({
  id: idSchema,
  when: celSchema,
  /** A command or file change that the hint offers at a press. */
  offers: v.optional(actionSchema),
  /** How the proof gets there, where neither a fix nor waiting does. */
  reach: v.optional(v.array(actionSchema), []),
});

const feedbackSchema = v.strictObject({ id: idSchema, when: celSchema });

const predictSchema = v.strictObject({
  id: idSchema,
  options: v.pipe(v.array(idSchema), v.minLength(2)),
  answer: idSchema,
});

const stepSchema = v.strictObject({
  id: idSchema,
  /** What happens by itself when the step begins. */
  begins: v.optional(v.array(actionSchema), []),
  goals: v.optional(v.array(goalSchema), []),
  hints: v.optional(v.array(hintSchema), []),
  feedback: v.optional(v.array(feedbackSchema), []),
  predict: v.optional(predictSchema),
  /** Lines offered as chips above the prompt. */
  suggests: v.optional(v.array(v.string()), []),
  /** How the step is done when nobody minds which way: "show me", the rescue key and the proof use it. */
  show: v.optional(v.array(actionSchema), []),
  /** The step in which the learner mends: fixes are put in here by the proof. */
  mends: v.optional(v.boolean(), false),
  /** Time stands still when it is come to: there is something to read while what broke can be seen. */
  still: v.optional(v.boolean()),
  /** The file and text that the step is about, opened in the editor. */
  opens: v.optional(v.strictObject({ file: v.string(), find: v.optional(v.string()) })),
});

const changeSchema = v.strictObject({ file: v.string(), find: v.string(), replace: v.string() });

const fixSchema = v.strictObject({ id: idSchema, does: v.array(actionSchema) });
const wrongFixSchema = v.strictObject({
  id: idSchema,
  does: v.array(actionSchema),
  /** Why it fails, as the cluster's evidence: must hold when the proof has played it. */
  because: celSchema,
  /** The feedback that it earns. */
  feedback: idSchema,
  /** How long the proof waits before it says that the goals were not reached. */
  within: v.optional(durationSchema, "3m"),
});

/** A question answered by acting: a run of its own, of one step, on a cluster that differs from the lesson's by what is said here. */
const reviewSchema = v.strictObject({
  ...v.omit(stepSchema, ["predict", "mends"]).entries,
  /** Fields of the lesson's cluster that are others here. */
  cluster: v.optional(v.record(v.string(), v.unknown()), {}),
  /** Instead of the lesson's. */
  manifests: v.optional(v.array(v.string())),
  /** How the manifests differ from the files of the folder. */
  changes: v.optional(v.array(changeSchema), []),
  settle: v.optional(durationSchema),
  accepted: v.pipe(v.array(fixSchema), v.minLength(1)),
  wrong: v.pipe(v.array(wrongFixSchema), v.minLength(1)),
});

/** The same cause in another dress. */
const variationSchema = v.strictObject({
  /** The steps that are played, without their explanations: by default the first, and the one that mends. */
  steps: v.optional(v.array(idSchema)),
  /**
   * What is replaced in the lesson, its manifests and its prose. Of each row one column is chosen by the seed: what stands in one row changes
   * together. `{ mynginx: [coupon, ticket], "20 seconds": [15 seconds, 30 seconds] }`
   */
  replace: v.pipe(
    v.array(v.record(v.string(), v.pipe(v.array(v.union([v.string(), v.number()])), v.minLength(1)))),
    v.minLength(1),
  ),
});

const halfSchema = v.strictObject({
  /** Done unseen, before the half begins. */
  before: v.optional(v.array(actionSchema), []),
  /** What one sees; the waits in it say how long it is in the cluster. It is shown in half a minute, faster if need be. */
  shows: v.pipe(
    v.array(actionSchema),
    v.check((actions) => lengthOf(actions) > 0, "nothing is seen in no time: let it wait"),
  ),
  /** Must hold at its end. */
  proof: celSchema,
});

/** The lesson in sixty seconds and without words: it fails, what mends it is shown, and it holds. */
const sceneSchema = v.strictObject({
  broken: halfSchema,
  /** Done between the halves, and shown there as it is typed. */
  mend: v.pipe(v.array(actionSchema), v.minLength(1)),
  mended: v.strictObject({
    ...halfSchema.entries,
    /** It goes on where the broken half ended; else all is begun anew, and only what mends it differs. */
    goesOn: v.optional(v.boolean(), false),
  }),
});

/** In the order of the course. */
const PARTS = ["concepts", "cases", "closer"] as const;

const factSchema = v.strictObject({
  id: idSchema,
  does: v.array(actionSchema),
  /** Played in the step that mends, it holds for the first time this long after the beginning of `does`: not sooner, not later. */
  when: celSchema,
  after: durationSchema,
  within: durationSchema,
});

export const lessonSchema = v.strictObject({
  $schema: v.optional(v.string()),
  id: idSchema,
  /** The number of the case in the talk; absent for concepts. */
  case: v.optional(v.number()),
  /** Part 1: the concepts; Part 2: the cases; Part 3: looking closer. */
  part: v.picklist(PARTS),
  minutes: v.number(),
  /** Ids of lessons that are better taken first. Advice: nothing is ever locked. */
  after: v.optional(v.array(idSchema), []),
  /** A Scenario of the engine, but for its name and objects: those come from `manifests`. */
  cluster: v.record(v.string(), v.unknown()),
  /** Files of this folder that the learner sees and that are applied at the beginning, in this order. */
  manifests: v.array(v.string()),
  /** Virtual time that passes before the lesson begins, so that all is up. */
  settle: v.optional(durationSchema, "1m"),
  /** What the prose says is wrong at the start: must hold within `within` of it. Every case has one. */
  symptom: v.optional(v.strictObject({ when: celSchema, within: durationSchema })),
  steps: v.pipe(v.array(stepSchema), v.minLength(1)),
  /** Ways to do the step that mends: two that work and two that do not in a case, one of each in a concept. */
  fixes: v.optional(v.strictObject({ accepted: v.array(fixSchema), wrong: v.array(wrongFixSchema) }), {
    accepted: [],
    wrong: [],
  }),
  /** Offered after the last step. */
  reviews: v.optional(v.array(reviewSchema), []),
  variation: v.optional(variationSchema),
  scene: v.optional(sceneSchema),
  /** How long something takes, where the prose says so. */
  facts: v.optional(v.array(factSchema), []),
});

export type Lesson = v.InferOutput<typeof lessonSchema>;
export type Step = Lesson["steps"][number];
export type Review = Lesson["reviews"][number];
export type Scene = NonNullable<Lesson["scene"]>;
export type Variation = NonNullable<Lesson["variation"]>;
export type Goal = Step["goals"][number];
export type Hint = Step["hints"][number];
export type LessonAction = v.InferOutput<typeof actionSchema>;

export type LessonParse =
  | { readonly ok: true; readonly lesson: Lesson }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads what lesson.yaml says. Problems name the place in it: `steps.2.goals.0.for: a duration such as 30s`. */
export const parseLesson = (data: unknown): LessonParse => {
  const parsed = v.safeParse(lessonSchema, data);
  if (!parsed.success) {
    const problems = parsed.issues.map((i) => `${v.getDotPath(i) ?? "lesson"}: ${i.message}`);
    return { ok: false, problems };
  }
  const problems = [...ambiguities(parsed.output)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, lesson: parsed.output };
};

/** What the shape alone cannot say: ids are unique, references lead somewhere. */
function* ambiguities(lesson: Lesson): Generator<string> {
  yield* twice("steps", lesson.steps);
  const feedback = new Set<string>();
  for (const [i, step] of lesson.steps.entries()) {
    yield* twice(`steps.${i}.goals`, step.goals);
    yield* twice(`steps.${i}.hints`, step.hints);
    for (const f of step.feedback) feedback.add(f.id);
    if (step.predict && !step.predict.options.includes(step.predict.answer)) {
      yield `steps.${i}.predict.answer: "${step.predict.answer}" is not among its options`;
    }
  }
  yield* tooFew(lesson);
  yield* oddReviews(lesson);
  yield* oddVariation(lesson);
  yield* twice("fixes.accepted", lesson.fixes.accepted);
  yield* twice("fixes.wrong", lesson.fixes.wrong);
  yield* twice("facts", lesson.facts);
  for (const [i, wrong] of lesson.fixes.wrong.entries()) {
    if (!feedback.has(wrong.feedback)) yield `fixes.wrong.${i}.feedback: no step has feedback "${wrong.feedback}"`;
  }
}

/** How many ways that work, and that do not, a lesson of each part shows. */
const LEAST_FIXES = { cases: 2, concepts: 1, closer: 0 } as const;

/** What a lesson of its part must have. */
function* tooFew({ part, symptom, steps, fixes, ...lesson }: Lesson): Generator<string> {
  const least = LEAST_FIXES[part];
  for (const kind of ["accepted", "wrong"] as const) {
    if (fixes[kind].length < least) yield `fixes.${kind}: a lesson of part "${part}" has at least ${least}`;
  }
  const hasFixes = fixes.accepted.length + fixes.wrong.length > 0;
  if (hasFixes && !steps.some((s) => s.mends)) yield "steps: none has mends: true, so fixes have no place";
  if (part === "cases" && !symptom) yield "symptom: a case says what is wrong at its start";
  if (part === "cases" && lesson.case === undefined) yield "case: a case has its number in the talk";
  if (part !== "cases" && lesson.case !== undefined) yield `case: only a lesson of part "cases" has a number`;
}

function* oddReviews({ reviews }: Lesson): Generator<string> {
  yield* twice("reviews", reviews);
  for (const { id, goals, feedback, wrong } of reviews) {
    if (goals.length === 0) yield `reviews.${id}.goals: none, so it cannot be answered`;
    for (const w of wrong) {
      if (!feedback.some((f) => f.id === w.feedback)) {
        yield `reviews.${id}.wrong.${w.id}.feedback: the review has no feedback "${w.feedback}"`;
      }
    }
  }
}

function* oddVariation({ variation, steps }: Lesson): Generator<string> {
  if (!variation) return;
  for (const id of variation.steps ?? []) {
    if (!steps.some((s) => s.id === id)) yield `variation.steps: there is no step "${id}"`;
  }
  for (const [i, row] of variation.replace.entries()) {
    if (new Set(Object.values(row).map((values) => values.length)).size > 1) {
      yield `variation.replace.${i}: what changes together has lists of one length`;
    }
  }
}

function* twice(where: string, rows: readonly { readonly id: string }[]): Generator<string> {
  const seen = new Set<string>();
  for (const { id } of rows) {
    if (seen.has(id)) yield `${where}: the id "${id}" stands twice`;
    seen.add(id);
  }
}
