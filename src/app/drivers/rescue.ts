// Rescue: the good state of a step is made while the page goes on, and then taken in at once. Where a talk is given, all of them are made
// beforehand, while nobody waits: then a rescue takes no time at all.
import type { App } from "../app.ts";
import { GoodStates, type GoodState } from "../session/rescue.ts";
import type { Session } from "../session/session.ts";
import type { Page } from "../state.ts";
import type { ClusterView } from "../view-models/graph.ts";
import { handsFor } from "./hands.ts";
import { inSlices, QUIET } from "./slices.ts";

/** Answers when it is done, or given up: somebody went elsewhere, or asked for another step. */
export const rescue = async (app: App, step: number): Promise<void> => {
  const { session } = app;
  const good = session && goodOf(app, session);
  if (!session || !good || step >= good.count) return;
  const rescuing = (done: number) => ({ step, done, of: step + 1 });
  let mine = rescuing(0);
  app.set({ isPlaying: false, rescuing: mine });
  const isAsked = (): boolean => app.session === session && app.state.rescuing === mine;
  try {
    const state = await inSlices(good.upTo(step), (done) => {
      if (!isAsked()) return false;
      if (done !== mine.done) app.set({ rescuing: (mine = rescuing(done)) });
      return true;
    });
    if (state && isAsked()) app.takeGoodState(step, state);
  } finally {
    if (isAsked()) app.set({ rescuing: null });
  }
};

/** The cluster at the beginning of each step of that page, if all goes well; one after the other. Answers how to stop. */
export const prepare = (app: App, page: Page, onPicture?: (view: ClusterView) => void): (() => void) => {
  const { session } = app;
  const good = session && goodOf(app, session);
  let isOver = false;
  const isWanted = (): boolean => !isOver && app.session === session && app.state.page === page;
  const makeAll = async (states: GoodStates): Promise<void> => {
    for (let step = 0; step < states.count; step++) {
      // oxlint-disable-next-line no-await-in-loop
      const state = await inSlices(states.upTo(step), isWanted, QUIET);
      if (!state || !isWanted()) return;
      const view = onPicture ? pictureOf(app, states, state) : null;
      if (view) onPicture?.(view);
    }
  };
  if (good) {
    void Promise.resolve(handsFor(app)).then(
      () => makeAll(good),
      () => undefined, // A rescue asks for them again.
    );
  }
  return () => {
    isOver = true;
  };
};

export const goodOf = (app: App, session: Session): GoodStates | null => {
  if (!app.options?.lesson) return null;
  return (app.good ??= new GoodStates(app.options, session.run.untouched()));
};

const pictureOf = ({ live, state: { texts } }: App, good: GoodStates, state: GoodState): ClusterView | null =>
  live && texts && live.createViews().make(good.show(state).run, texts.words, true, true);
