// Gives the page its hands: what somebody needs who types, writes, or reads a manifest.
import type { App } from "../app.ts";
import { loadHands } from "../session/load-hands.ts";
import { whatALessonNeeds } from "../session/rare.ts";

/** They are asked for once; the page shows what they can see as soon as they are here. */
export const takeHands = async (app: App): Promise<void> => {
  const hands = await loadHands();
  if (app.hands) return;
  app.hands = hands;
  app.session?.lookAgain();
  app.changed(app.state.isStill);
};

/** What has to come before anything is typed here, by somebody or by the lesson; undefined where all of it is here. */
export const handsFor = (app: App): Promise<void> | undefined => {
  const { live, session } = app;
  const rare = session?.lesson && whatALessonNeeds(session.lesson);
  if (!live || live.hasHands()) return rare;
  return Promise.all([takeHands(app), rare]).then(() => undefined);
};

/** Nobody has typed yet who would hear of it: that they did not come is said at once. */
export const bringHands = (app: App): void => {
  handsFor(app)?.catch(() => app.set({ notice: "notLoaded" }));
};
