// From a lesson's folder to what the page loads: the lesson checked, its manifests read, its prose cut. Runs when the site is built
// and in the proof; the page only ever sees the result, which is plain JSON.
import { parse } from "yaml";
import { isTooDeep, TOO_DEEP } from "#api/yaml-depth";
import { parseLesson, type Lesson, type Review, type Step } from "./lesson.ts";
import { strayHeadings } from "./headings.ts";
import { assemble, type CompiledLesson } from "./manifests.ts";
import { parseProse, type Prose, type StepProse } from "./prose.ts";

/** The files of a lesson's folder by name. */
export type LessonFolder = { readonly [file: string]: string };

export interface CompileResult {
  readonly compiled?: CompiledLesson;
  /** The runs of its reviews, by their ids. */
  readonly reviews: { readonly [id: string]: CompiledLesson };
  readonly prose: { readonly [language: string]: Prose };
  /** What is wrong, one line each, with the file it stands in. */
  readonly problems: readonly string[];
}

const LANGUAGES = ["en", "ko"] as const;

export const compileLesson = (folder: LessonFolder): CompileResult => {
  const source = folder["lesson.yaml"];
  if (source === undefined) return { prose: {}, reviews: {}, problems: ["lesson.yaml: is absent"] };
  if (isTooDeep(source)) return { prose: {}, reviews: {}, problems: [`lesson.yaml: ${TOO_DEEP}`] };
  const read = readYaml(source);
  if ("problem" in read) return { prose: {}, reviews: {}, problems: [`lesson.yaml: ${read.problem}`] };
  const parsed = parseLesson(read.value);
  if (!parsed.ok) return { prose: {}, reviews: {}, problems: parsed.problems.map((p) => `lesson.yaml: ${p}`) };
  const { lesson } = parsed;
  const prose: Record<string, Prose> = {};
  const problems: string[] = [];
  for (const language of LANGUAGES) {
    const text = folder[`${language}.md`];
    if (text === undefined) problems.push(`${language}.md: is absent`);
    else {
      prose[language] = parseProse(text);
      problems.push(...[...gaps(lesson, prose[language]), ...strayHeadings(text)].map((p) => `${language}.md: ${p}`));
    }
  }
  problems.push(...missingFiles(lesson, folder));
  const files = lesson.manifests.map((name) => ({ name, text: folder[name] ?? "" }));
  const reviews = Object.fromEntries(lesson.reviews.map((r) => [r.id, compileReview(lesson, r, folder)]));
  return { compiled: assemble(lesson, files), reviews, prose, problems };
};

/** What the YAML says; a slip in it is said with its line. */
const readYaml = (source: string): { readonly value: unknown } | { readonly problem: string } => {
  try {
    return { value: parse(source, { merge: true }) as unknown };
  } catch (error) {
    return { problem: (error as Error).message.split("\n")[0]! };
  }
};

/** A review as a lesson of one step, on the lesson's cluster as the review changes it. */
const compileReview = (lesson: Lesson, review: Review, folder: LessonFolder): CompiledLesson => {
  const { id, cluster, manifests = lesson.manifests, changes, settle, accepted, wrong, ...step } = review;
  const { symptom: _, variation: __, scene: ___, ...rest } = lesson;
  const files = manifests.map((name) => ({ name, text: changed(name, folder[name] ?? "", changes) }));
  const show = step.show.length > 0 ? step.show : accepted[0]!.does;
  return assemble(
    {
      ...rest,
      id: `${lesson.id}/review/${id}`,
      cluster: { ...lesson.cluster, ...cluster },
      manifests,
      settle: settle ?? lesson.settle,
      steps: [{ ...step, id, show, mends: true }],
      fixes: { accepted, wrong },
      facts: [],
      after: [],
      reviews: [],
    },
    files,
  );
};

const changed = (name: string, text: string, changes: Review["changes"]): string =>
  changes.filter((c) => c.file === name).reduce((all, { find, replace }) => all.replace(find, () => replace), text);

/** Files that are not there, and changes of a text that does not stand in them. */
const missingFiles = (lesson: Lesson, folder: LessonFolder): string[] => [
  ...[...new Set([...lesson.manifests, ...lesson.reviews.flatMap((r) => r.manifests ?? [])])]
    .filter((name) => folder[name] === undefined)
    .map((name) => `${name}: is absent`),
  ...lesson.reviews.flatMap(({ id, changes }) =>
    changes
      .filter(({ file, find }) => !folder[file]?.includes(find))
      .map(({ file, find }) => `lesson.yaml: reviews.${id}.changes: "${find}" does not stand in ${file}`),
  ),
];

/** What a language lacks, or says without need. */
const gaps = (lesson: Lesson, prose: Prose): string[] => {
  const problems: string[] = [];
  if (!prose.title) problems.push("no title (# ...)");
  if (!prose.teaser) problems.push("no teaser below the title");
  for (const step of lesson.steps) {
    const text = prose.steps[step.id];
    if (text) problems.push(...[...notesGaps(text), ...stepGaps(step, text)].map((p) => `step "${step.id}": ${p}`));
    else problems.push(`no section for step "${step.id}"`);
  }
  problems.push(...gapsAfter(lesson, prose));
  for (const id of Object.keys(prose.steps)) {
    if (!lesson.steps.some((s) => s.id === id)) problems.push(`section "${id}" is no step of lesson.yaml`);
  }
  return problems;
};

/** Of what comes after the last step. */
const gapsAfter = (lesson: Lesson, prose: Prose): string[] => {
  const problems: string[] = [];
  for (const { id, goals, hints, feedback } of lesson.reviews) {
    const text = prose.reviews[id];
    if (text) problems.push(...stepGaps({ goals, hints, feedback }, text).map((p) => `review "${id}": ${p}`));
    else problems.push(`no section "## review ${id}: ..."`);
  }
  for (const id of Object.keys(prose.reviews)) {
    if (!lesson.reviews.some((r) => r.id === id)) problems.push(`section "review ${id}" is no review of lesson.yaml`);
  }
  if (lesson.scene && !prose.scene) problems.push('no section "## scene" with a sentence');
  if (lesson.variation && !prose.variation?.body) problems.push('no section "## variation: ..." with a text');
  if (prose.variation && !prose.variation.mend) problems.push('no "### mend" below "## variation: ..."');
  return problems;
};

const notesGaps = ({ notes }: StepProse): string[] => (notes && notes.ms > 0 ? [] : ["no speaker notes with a time"]);

const stepGaps = (step: Pick<Step, "goals" | "hints" | "feedback" | "predict">, text: StepProse): string[] => {
  const problems: string[] = [];
  if (!text.title) problems.push("no title");
  if (!text.body) problems.push("no text");
  if (step.predict && text.predict?.id !== step.predict.id) problems.push(`predict "${step.predict.id}" is absent`);
  if (step.predict && !text.predict?.answer) problems.push("the guess has no answer text");
  return [
    ...problems,
    ...unmatched("goal", ids(step.goals), text.goals),
    ...unmatched("hint", ids(step.hints), text.hints),
    ...unmatched("feedback", ids(step.feedback), text.feedback),
    ...unmatched("option", step.predict?.options ?? [], text.predict?.options ?? {}),
  ];
};

const unmatched = (kind: string, wanted: readonly string[], has: { readonly [id: string]: string }): string[] => [
  ...wanted.filter((id) => !has[id]).map((id) => `no ${kind} "${id}"`),
  ...Object.keys(has)
    .filter((id) => !wanted.includes(id))
    .map((id) => `${kind} "${id}" is not in lesson.yaml`),
];

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map((r) => r.id);
