// Answers every case of a file of vectors. A case at which ours throws is an answer too: one that agrees with nothing.
import { plain } from "./kinds/kind.ts";
import { kinds } from "./kinds/table.ts";
import type { AnsweredVectors, VectorCase, VectorFile } from "./recording.ts";

const DEFAULT_NOW = "2026-06-03T10:20:30Z";

export const answerVectors = (file: VectorFile, only?: number): AnsweredVectors => ({
  kind: file.kind,
  cases: file.cases.map((recorded, index) => ({
    ...(recorded.name === undefined ? {} : { name: recorded.name }),
    got: only === undefined || only === index ? answer(file, recorded) : {},
  })),
});

const answer = (file: VectorFile, recorded: VectorCase): AnsweredVectors["cases"][number]["got"] => {
  const kind = kinds[file.kind];
  if (!kind) return { error: `no kind of vectors is called ${file.kind}` };
  try {
    return plain(kind.answer(recorded, file.now ?? DEFAULT_NOW));
  } catch (error) {
    return { thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

/** The input, and how ours came to its answer. */
export const traceVector = (file: VectorFile, index: number): string => {
  const recorded = file.cases[index];
  if (!recorded) return `there is no case ${index}`;
  const trace = kinds[file.kind]?.trace?.(recorded, file.now ?? DEFAULT_NOW);
  return `in ${JSON.stringify(recorded.in, undefined, 1)}\n${trace ?? ""}`;
};
