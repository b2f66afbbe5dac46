// What comes after the page is alive, when the editor or a line first asks: the meaning of every field and flag, and filters that few use.
import type { SchemaDocs } from "#api/schema/schema";
import type { Lesson } from "#tutor";
import type { SavedRun } from "./session.ts";

let docs: SchemaDocs | undefined;
let coming: Promise<void> | undefined;

/** Loads it once. */
const load = (): Promise<void> => {
  coming ??= Promise.all([import("#api/schema/docs"), import("#kubectl/rare"), import("../live.ts")]).then(
    ([m, { rare }, { live }]) => {
      docs = m.docs;
      live.useFieldDocs(m.docs);
      live.useRareParts(rare);
    },
    (error: unknown) => {
      coming = undefined; // Offline: the next one tries again.
      throw error;
    },
  );
  return coming;
};

/** What is loaded by now; asks for it the first time. */
export const loadDocs = (): SchemaDocs | undefined => {
  load().catch(() => undefined); // The editor does without.
  return docs;
};

/** What a line has to wait for: undefined if it needs nothing that is not there yet. */
export const whatItNeeds = (line: string): Promise<void> | undefined => (needs(line) && !docs ? load() : undefined);

/** The same for a run that is made again. */
export const whatTheyNeed = async (run: Remade): Promise<void> => {
  if (!docs && isRareIn(run)) await load();
};

type Remade = Pick<SavedRun, "commands" | "futures">;

/** In any of its futures. */
export const isRareIn = ({ commands, futures }: Remade): boolean =>
  [commands, ...(futures?.branches ?? []).map((branch) => branch.commands)].some((some) =>
    some.some(({ command }) => typeof command.data["line"] === "string" && needs(command.data["line"])),
  );

/** The same for the lines that a lesson types by itself: nothing can wait between two of them. */
export const whatALessonNeeds = async (lesson: Lesson): Promise<void> => {
  if (!docs && linesOf(lesson).some(needs)) await load();
};

export const linesOf = (lesson: Lesson): readonly string[] => {
  const { steps, reviews, fixes, facts } = lesson;
  const actions = [
    ...[...steps, ...reviews].flatMap((step) => [...step.begins, ...step.show]),
    ...[...fixes.accepted, ...fixes.wrong, ...reviews.flatMap((r) => [...r.accepted, ...r.wrong]), ...facts].flatMap(
      ({ does }) => does,
    ),
  ];
  return actions.flatMap((action) => ("run" in action ? [action.run] : []));
};

/** Aliases, variables and `!!` cannot hide the name: whoever wrote them down named it then. */
const needs = (line: string): boolean =>
  /\b(?:jq|explain|help|options)\b|(?:^|\s)-h\b|(?:^|\s)--?\w*v[= ]?["'$\d]/.test(line);
