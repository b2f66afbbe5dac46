// The tutor's door: what a lesson is, how far a learner is in it, and what the tutor makes of the cluster.
export type { Goal, Hint, Lesson, LessonAction, Scene, Step, Variation } from "./lesson.ts";
export { toBlocks, toInline } from "./markdown.ts";
export type { Block, Inline, RichText } from "./markdown.ts";
export { parseProse } from "./prose.ts";
export type { PredictProse, Prose, StepProse } from "./prose.ts";
export type { CompiledLesson } from "./manifests.ts";
export { reviewProse, variationProse } from "./again.ts";
export { lengthOf, timetable } from "./scene.ts";
export type { Timed } from "./scene.ts";
export { newExpressions, useExpressions } from "./observed.ts";
export type { Expressions, Observed } from "./observed.ts";
export { observe } from "./observe.ts";
export {
  LOOK_EVERY_MS,
  goToStep,
  isNewStep,
  isStepDone,
  nextHint,
  noteAct,
  noteLook,
  openHint,
  predict,
  startLesson,
  stepOf,
} from "./progress.ts";
export type { GoalProgress, LessonProgress, Rollout } from "./progress.ts";
export { countRequests, isServed, isTraffic } from "./requests.ts";
export type { RequestCounts } from "./requests.ts";
