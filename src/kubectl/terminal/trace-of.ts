// What `set -x` says before a command runs. Simplified: loops, functions and assignments by themselves are not told.
import type { ReadyStage } from "./frames.ts";
import { quoted } from "./programs/inner.ts";

export const traceOf = (stages: readonly ReadyStage[]): string =>
  stages.map(({ words }) => `+ ${words.map(traced).join(" ")}\n`).join("");

/** Quoted as bash does, where that is needed. */
const traced = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : quoted(word));
