// From a lesson's folder to what the page loads: the lesson checked, its manifests read, its prose cut. Runs when the site is built
// and in the proof; the page only ever sees the result, which is plain JSON.
import { parse, parseAllDocuments } from "yaml";
import type { JsonObject } from "#api/meta";
import type { Scenario } from "#engine";
import { parseLesson, type Lesson, type Step } from "./lesson.ts";
import { parseProse, type Prose, type StepProse } from "./prose.ts";

/** The files of a lesson's folder by name. */
export type LessonFolder = { readonly [file: string]: string };

export interface CompiledLesson {
  readonly lesson: Lesson;
  /** What the learner's editor holds at the beginning, in order. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly scenario: Scenario;
}

export interface CompileResult {
  readonly compiled?: CompiledLesson;
  readonly prose: { readonly [language: string]: Prose };
  /** What is wrong, one line each, with the file it stands in. */
  readonly problems: readonly string[];
}

const LANGUAGES = ["en", "ko"] as const;

export const compileLesson = (folder: LessonFolder): CompileResult => {
  const source = folder["lesson.yaml"];
  if (source === undefined) return { prose: {}, problems: ["lesson.yaml: is absent"] };
  const parsed = parseLesson(parse(source));
  if (!parsed.ok) return { prose: {}, problems: parsed.problems.map((p) => `lesson.yaml: ${p}`) };
  const { lesson } = parsed;
  const prose: Record<string, Prose> = {};
  const problems: string[] = [];
  for (const language of LANGUAGES) {
    const text = folder[`${language}.md`];
    if (text === undefined) problems.push(`${language}.md: is absent`);
    else {
      prose[language] = parseProse(text);
      problems.push(...gaps(lesson, prose[language]).map((p) => `${language}.md: ${p}`));
    }
  }
  for (const name of lesson.manifests) if (folder[name] === undefined) problems.push(`${name}: is absent`);
  const files = lesson.manifests.map((name) => ({ name, text: folder[name] ?? "" }));
  return { compiled: { lesson, files, scenario: scenarioOf(lesson, files) }, prose, problems };
};

/** The engine's scenario of a lesson: its cluster, with the manifests applied. */
const scenarioOf = (lesson: Lesson, files: CompiledLesson["files"]): Scenario => ({
  ...(lesson.cluster as unknown as Scenario),
  name: lesson.id,
  settleMs: lesson.settle,
  objects: files.flatMap((f) => readObjects(f.text)),
});

/** The objects of a manifest with any number of documents. */
export const readObjects = (text: string): readonly JsonObject[] =>
  parseAllDocuments(text)
    .map((d) => d.toJS() as unknown)
    .filter((d): d is JsonObject => typeof d === "object" && d !== null);

/** What a language lacks, or says without need. */
const gaps = (lesson: Lesson, prose: Prose): string[] => {
  const problems: string[] = [];
  if (!prose.title) problems.push("no title (# ...)");
  if (!prose.teaser) problems.push("no teaser below the title");
  for (const step of lesson.steps) {
    const text = prose.steps[step.id];
    if (text) problems.push(...stepGaps(step, text).map((p) => `step "${step.id}": ${p}`));
    else problems.push(`no section for step "${step.id}"`);
  }
  for (const id of Object.keys(prose.steps)) {
    if (!lesson.steps.some((s) => s.id === id)) problems.push(`section "${id}" is no step of lesson.yaml`);
  }
  return problems;
};

const stepGaps = (step: Step, text: StepProse): string[] => {
  const problems: string[] = [];
  if (!text.title) problems.push("no title");
  if (!text.body) problems.push("no text");
  if (!text.notes || text.notes.ms === 0) problems.push("no speaker notes with a time");
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
