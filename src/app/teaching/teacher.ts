// Help under what a command printed, in one language. Loaded once somebody has a terminal before them.
import type { Run } from "#engine";
import type { teaching } from "../i18n/teaching-en.ts";
import { factsOf } from "./facts.ts";
import type { Printed } from "./rule.ts";
import { lessonOf } from "./rules.ts";

export interface Help {
  readonly text: string;
  /** A command that shows more. */
  readonly run?: string;
}

export type Teacher = (printed: Printed & { readonly terminal: string }, run: Run) => Help | undefined;

export const createTeacher =
  (words: typeof teaching): Teacher =>
  (printed, run) => {
    const found = lessonOf(printed, factsOf(run, printed.terminal));
    if (!found) return undefined;
    return { text: words[found.id](found.names), ...(found.run === undefined ? {} : { run: found.run }) };
  };
