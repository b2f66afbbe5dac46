// The same cause in another dress: other names, other numbers, another seed. What is replaced by what is a table in lesson.yaml; here it is
// applied to the lesson and its files. Prose is dressed by `dressProse`, which a page needs before it has the simulator.
import { assemble, type CompiledLesson } from "./manifests.ts";
import type { Lesson, Step, Variation } from "./lesson.ts";
import { dress, tableOf } from "./dress.ts";

/** The run of this seed: the alarm and the mending, no hints, no guesses. */
export const vary = ({ lesson, files }: CompiledLesson, variation: Variation, seed: number): CompiledLesson => {
  const table = tableOf(variation, seed);
  const { symptom, cluster, scene: _, ...rest } = lesson;
  const varied: Lesson = dress(
    {
      ...rest,
      ...(symptom ? { symptom } : {}),
      cluster: { ...cluster, seed: Number(cluster["seed"] ?? 0) + seed },
      steps: variedSteps(lesson, variation).map(bare),
    },
    table,
  );
  const id = `${lesson.id}/again/${seed}`;
  return assemble({ ...varied, id, after: [], reviews: [] }, dress(files, table));
};

/** The steps of the lesson that a variation plays. */
export const variedSteps = ({ steps }: Lesson, variation: Variation): readonly Step[] =>
  variation.steps ? steps.filter((s) => variation.steps!.includes(s.id)) : steps.filter((s, i) => i === 0 || s.mends);

const bare = ({ id, begins, goals, feedback, show, mends, opens }: Step): Step => ({
  id,
  begins,
  goals,
  feedback,
  show,
  mends,
  hints: [],
  suggests: [],
  ...(opens ? { opens } : {}),
});
