// A lesson that somebody hands to the page: the files of its folder become a lesson as the build makes one, or reasons why not. Nothing of
// it is code, and nothing of it is fetched.
import type { CompiledLesson } from "#tutor";
import { createExpressions } from "#tutor/expressions";
import { compileLesson, type CompileResult } from "#tutor/compile";
import { Run } from "#engine";
import { OWN } from "../session/load.ts";
import { expressionsOf, judge } from "./judge.ts";
import { useParts } from "../session/parts.ts";

export type Folder = Readonly<Record<string, string>>;

export interface ForeignLesson {
  readonly compiled: CompiledLesson;
  readonly reviews: CompileResult["reviews"];
  readonly prose: CompileResult["prose"];
}

export const MOST_FILES = 40;
export const MOST_BYTES = 1_000_000;
const MOST_TEXT = 4_000_000;

export const readForeign = (folder: Folder): ForeignLesson | { readonly problems: readonly string[] } => {
  const texts = Object.values(folder);
  if (texts.length > MOST_FILES) return { problems: [`more than ${MOST_FILES} files`] };
  if (texts.reduce((sum, text) => sum + text.length, 0) > MOST_BYTES) return { problems: ["larger than 1 MB"] };
  try {
    return open(folder);
  } catch (error) {
    return { problems: [firstLine(error)] };
  }
};

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split("\n")[0]!;

const open = (folder: Folder): ForeignLesson | { readonly problems: readonly string[] } => {
  const { compiled, reviews, prose, problems } = compileLesson(folder);
  if (!compiled || problems.length > 0) return { problems };
  // What refers to itself has no end, and no place in a link or in a saved run.
  if (JSON.stringify([compiled, reviews]).length > MOST_TEXT)
    return { problems: ["larger than 4 MB when it is written out"] };
  const refused = [...judge(compiled.lesson), ...Object.values(reviews).flatMap((review) => judge(review.lesson))];
  if (refused.length > 0) return { problems: refused };
  const expressions = createExpressions();
  const slips = expressionsOf(compiled.lesson).flatMap(([where, expression]) => {
    const slip = expressions.check(expression);
    return slip === undefined ? [] : [`lesson.yaml: ${where}: ${slip}`];
  });
  if (slips.length > 0) return { problems: slips };
  const named = { ...compiled, lesson: { ...compiled.lesson, id: `${OWN}${compiled.lesson.id}` } };
  // A cluster that the engine does not understand says so here: what shows itself later is said when it does. Beginning it writes, and the
  // page may have nothing to write with yet.
  useParts();
  void new Run({ ...named.scenario, settleMs: 0 });
  return { compiled: named, reviews, prose };
};
