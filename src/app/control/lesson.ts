// The lesson: steps, guesses, hints, and what a hint puts in.
import type { LessonAction } from "#tutor";
import type { App } from "../app.ts";
import { saveDrafts } from "./typing.ts";

export const goToStep = (app: App, index: number): void => {
  const { lesson } = app.session ?? {};
  if (!lesson || index < 0 || index >= lesson.steps.length) return;
  const { predict, still } = lesson.steps[index]!;
  app.set({ guess: null, whatIf: null });
  app.act((s) => {
    s.goToStep(index);
    // An answer that stands open has been looked at in this step too.
    if (app.state.whyId !== null) s.look("why");
  });
  // A guess is to be made before one sees what happens, or reads why.
  if (predict && app.session?.progress?.predictions[predict.id] === undefined)
    app.set({ isPlaying: false, whyId: null });
  if (still === true) app.set({ isPlaying: false });
  app.openStepFile();
};

export const lock = (app: App): void => {
  const { guess } = app.state;
  const card = app.session?.step?.predict;
  if (!card || guess === null) return;
  app.session?.predict(card.id, guess);
  app.set({ guess: null });
  app.changed(false);
};

export const nextHint = (app: App): void => {
  app.session?.openHint();
  app.changed(false);
};

/** Does what a lesson says, as somebody would who has just saved all files. */
export const performActions = (app: App, actions: readonly LessonAction[]): void =>
  app.act((s) => {
    saveDrafts(app, s);
    s.perform(actions);
  });

/** Puts in what the open hint offers; without one, what the step shows. */
export const showFix = (app: App): void => {
  const { step, progress } = app.session ?? {};
  if (!step || !progress) return;
  const open = step.hints.find((h) => h.id === progress.hints.at(-1));
  performActions(app, open?.offers ? [open.offers] : step.show);
};
