// Tells screen readers what begins and ends in the cluster: at most once in a while, and nothing about a moment that was jumped to.
import type { App } from "../app.ts";
import { selectClusterView, selectLessonView } from "../store.ts";
import { narrate, sceneOf, type Scene } from "../views/narration.ts";

/** Longer than a short sentence takes to be said. */
const PAUSE_MS = 2500;

/** Answers how to stop. */
export const startNarration = (app: App): (() => void) => {
  let before: Scene | null = null;
  let page = "";
  const look = (): void => {
    const { state } = app;
    const words = state.texts?.words;
    const cluster = words ? selectClusterView(state) : null;
    const now = JSON.stringify([state.page, state.language]);
    if (!words || !cluster) return void (before = null);
    const scene = sceneOf(cluster, selectLessonView(state), words);
    const isJump = now !== page || state.isStill;
    const said = before && !isJump ? narrate(before, scene, words) : "";
    [before, page] = [scene, now];
    if (said !== "") app.narrate(said);
  };
  const timer = setInterval(look, PAUSE_MS);
  return () => clearInterval(timer);
};
