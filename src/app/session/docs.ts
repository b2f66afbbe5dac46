// The meaning of every field and flag: 42 kB that come after the page is alive, when the editor, `kubectl explain` or `--help` first asks.
import type { SchemaDocs } from "#api/schema/schema";

let docs: SchemaDocs | undefined;
let coming: Promise<void> | undefined;

/** Loads them once. `explain` prints them from then on, so a line that asks for it waits for this first. */
export const ensureDocs = (): Promise<void> => {
  coming ??= Promise.all([import("#api/schema/docs"), import("#kubectl/flag-help"), import("../live.ts")]).then(
    ([m, { helpOfFlag }, { live }]) => {
      docs = m.docs;
      live.useFieldDocs(m.docs);
      live.useFlagHelp(helpOfFlag);
    },
    () => {
      coming = undefined; // Offline: the next key press tries again.
    },
  );
  return coming;
};

/** What is loaded by now; asks for it the first time. */
export const loadDocs = (): SchemaDocs | undefined => {
  void ensureDocs();
  return docs;
};

/** A line that prints them. */
export const needsDocs = (line: string): boolean => /\b(?:explain|help|options)\b|(?:^|\s)-h\b/.test(line);
