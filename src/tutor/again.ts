// What is offered after a lesson, in words: a review or a variation is a lesson of its own, whose prose is cut out of the lesson's.
import { dress, tableOf } from "./dress.ts";
import type { Variation } from "./lesson.ts";
import type { Prose, StepProse } from "./prose.ts";

/** The prose of one review; undefined where the language has none. */
export const reviewProse = (prose: Prose, id: string): Prose | undefined => {
  const step = prose.reviews[id];
  return step && { ...prose, title: step.title, steps: { [id]: step } };
};

/** The prose of a variation: its own words above the goals of the steps that it plays. The last step is the one that mends. */
export const variationProse = (
  prose: Prose,
  {
    variation,
    steps,
    seed,
  }: { readonly variation: Variation; readonly steps: readonly string[]; readonly seed: number },
): Prose | undefined => {
  const own = prose.variation;
  if (!own) return undefined;
  const last = steps.at(-1);
  const stepOf = (id: string): StepProse => {
    const { goals, feedback } = prose.steps[id] ?? { goals: {}, feedback: {} };
    return {
      title: own.title,
      body: id === last && steps.length > 1 ? own.mend : own.body,
      goals,
      feedback,
      hints: {},
    };
  };
  const bare = { ...prose, title: own.title, steps: Object.fromEntries(steps.map((id) => [id, stepOf(id)])) };
  return dress(bare, tableOf(variation, seed));
};
