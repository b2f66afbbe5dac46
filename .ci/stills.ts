// Runs a lesson to its first moment while the page is built. The simulator is bundled once, as run-ts.mjs does, and then asked for each
// lesson and language. A development server keeps the one of its start: where the code has changed since, the page jumps once.
import type { makeStill as MakeStill, rehearse as Rehearse } from "../src/app/still.ts";
import { bundleForNode } from "./node-bundle.ts";

interface StillModule {
  readonly makeStill: typeof MakeStill;
  readonly rehearse: typeof Rehearse;
}

let bundled: Promise<StillModule> | undefined;
/** Made once, though the page, the embeds and the page of text all ask. */
const stills = new Map<string, ReturnType<typeof MakeStill>>();
const rehearsals = new Map<string, ReturnType<typeof Rehearse>>();

const theModule = (root: string): Promise<StillModule> =>
  (bundled ??= bundleForNode<StillModule>(root, "src/app/still.ts"));

const once = <T>(made: Map<string, T>, key: string, make: () => T): T => {
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as T;
};

export const makeStill = async (
  root: string,
  ...lesson: Parameters<typeof MakeStill>
): Promise<ReturnType<typeof MakeStill>> => {
  const { makeStill: make } = await theModule(root);
  return once(stills, JSON.stringify(lesson), () => make(...lesson));
};

/** The lesson with what its beginning comes to. */
export const rehearsed = async (
  root: string,
  ...[lesson, from]: Parameters<typeof Rehearse>
): Promise<Parameters<typeof Rehearse>[0]> => {
  const { rehearse } = await theModule(root);
  const rehearsal = once(rehearsals, JSON.stringify([lesson, from]), () => rehearse(lesson, from));
  return rehearsal ? { ...lesson, rehearsal } : lesson;
};
