// `?lesson-from=ADDRESS`: somebody's link asks to open a lesson from there. It opens a dialog and nothing else: what is fetched, a person
// decides.
import type { App } from "../app.ts";

const NAME = "lesson-from";

/** Offers it as soon as a page stands on which it can be offered. */
export const startOffer = (app: App): void => {
  const offered = new URLSearchParams(location.search).get(NAME);
  if (offered === null) return;
  const offer = (): boolean => {
    const isReady = app.state.loading === "ready";
    if (isReady) app.set({ bringing: offered });
    return isReady;
  };
  if (offer()) return;
  const stop = app.store.subscribe(() => {
    if (app.state.loading !== "ready") return;
    stop();
    offer();
  });
};

/** It was answered: a reload does not ask again. */
export const stripOffer = (): void => {
  const url = new URL(location.href);
  if (!url.searchParams.has(NAME)) return;
  url.searchParams.delete(NAME);
  history.replaceState(history.state, "", url);
};
