// Runs a lesson to its first moment while the page is built. The simulator is bundled once, as run-ts.mjs does, and then asked for each
// lesson and language. A development server keeps the one of its start: where the code has changed since, the page jumps once.
import type { makeStill as MakeStill } from "../src/app/still.ts";
import { bundleForNode } from "./node-bundle.ts";

interface StillModule {
  readonly makeStill: typeof MakeStill;
}

let bundled: Promise<StillModule> | undefined;
/** Made once, though the page and the page of text both ask. */
const made = new Map<string, ReturnType<typeof MakeStill>>();

export const makeStill = async (
  root: string,
  ...lesson: Parameters<typeof MakeStill>
): Promise<ReturnType<typeof MakeStill>> => {
  bundled ??= bundleForNode<StillModule>(root, "src/app/still.ts");
  const { makeStill: make } = await bundled;
  const key = JSON.stringify(lesson);
  const still = made.get(key) ?? make(...lesson);
  made.set(key, still);
  return still;
};
