// All side effects of the page, begun once: settings, address, clock, saving.
import { faceOf } from "../face.ts";
import { app } from "../store.ts";
import { act } from "../sync/perform.ts";
import { startAnswers } from "./answers.ts";
import { startClock } from "./clock.ts";
import { startDrop } from "./drop.ts";
import { startDebug } from "./debug.ts";
import { startOffer } from "./offer.ts";
import { startFaults } from "./faults.ts";
import { startNarration } from "./narration.ts";
import { startRouter } from "./router.ts";
import { loadSettings, startSaving } from "./storage.ts";

export const startDrivers = (): void => {
  const { language, scheme, speed } = loadSettings();
  app.store.setState({
    ...(language ? { language } : {}),
    ...(scheme ? { scheme } : {}),
    ...(speed === undefined ? {} : { speed }),
  });
  startFaults(app);
  startSaving(app);
  startClock(app);
  startAnswers(app);
  startNarration(app);
  startDebug(app);
  startDrop(app);
  startOffer(app);
  const { face, room } = faceOf(location.search);
  // A window that goes in step with others is told what to open; nobody else loads that.
  if (room === null) startRouter((op) => act(app, op));
  else void import("../sync/start.ts").then(({ startSync }) => startSync(app, face, room));
};
