// All side effects of the page, begun once: settings, address, clock, saving.
import { app } from "../store.ts";
import { startClock } from "./clock.ts";
import { startDrop } from "./drop.ts";
import { startDebug } from "./debug.ts";
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
  startSaving(app);
  startClock(app);
  startNarration(app);
  startDebug(app);
  startDrop(app);
  startRouter(app);
};
