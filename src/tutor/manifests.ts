// What a lesson's manifests say, and the engine's scenario that they make up.
import { parseAllDocuments } from "yaml";
import type { JsonObject } from "#api/meta";
import { isTooDeep, TOO_DEEP } from "#api/yaml-depth";
import type { Rehearsal, Scenario } from "#engine";
import type { Lesson } from "./lesson.ts";

export interface LessonFile {
  readonly name: string;
  readonly text: string;
}

export interface CompiledLesson {
  readonly lesson: Lesson;
  /** What the learner's editor holds at the beginning, in order. */
  readonly files: readonly LessonFile[];
  readonly scenario: Scenario;
  /** What its beginning comes to; absent where nobody has worked that out. */
  readonly rehearsal?: Rehearsal;
}

/** A lesson with its files, ready to run: its cluster, with the manifests applied. */
export const assemble = (lesson: Lesson, files: readonly LessonFile[]): CompiledLesson => ({
  lesson,
  files,
  scenario: {
    ...(lesson.cluster as unknown as Scenario),
    name: lesson.id,
    settleMs: lesson.settle,
    objects: files.flatMap((f) => readObjects(f.text)),
  },
});

/** The objects of a manifest with any number of documents. */
const readObjects = (text: string): readonly JsonObject[] => {
  if (isTooDeep(text)) throw new Error(TOO_DEEP);
  return parseAllDocuments(text)
    .map((d) => d.toJS() as unknown)
    .filter((d): d is JsonObject => typeof d === "object" && d !== null);
};
