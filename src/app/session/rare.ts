// What comes after the page is alive, when the editor or a line first asks: the meaning of every field and flag, filters that few use, and what explain reads.
import type { SchemaDocs } from "#api/schema/schema";
import type { Lesson } from "#tutor";
import type { Hands } from "../hands.ts";
import { loadHands } from "./load-hands.ts";
import type { SavedRun } from "./session.ts";

interface Part {
  /** It is here. */
  isIn?: true;
  /** Loads it once. */
  load(): Promise<void>;
}

const partOf = (bring: () => Promise<unknown>): Part => {
  let coming: Promise<void> | undefined;
  const part: Part = {
    load: () =>
      (coming ??= bring().then(
        () => void (part.isIn = true),
        (error: unknown) => {
          coming = undefined; // Offline: the next one tries again.
          throw error;
        },
      )),
  };
  return part;
};

const use = async (coming: Promise<Parameters<Hands["useRareParts"]>[0]>): Promise<void> => {
  const [hands, parts] = await Promise.all([loadHands(), coming]);
  hands.useRareParts(parts);
};

let docs: SchemaDocs | undefined;
const texts = partOf(() =>
  Promise.all([
    import("#api/schema/docs").then((m) => (docs = m.docs)),
    use(import("#kubectl/rare").then(({ rare }) => rare)),
  ]),
);
/** Shells on other machines. */
const host = partOf(() => use(import("#kubectl/host").then(({ hostPart }) => hostPart)));
/** What the server says of its kinds. */
const explained = partOf(() => use(import("#kubectl/explained").then(({ explainedPart }) => explainedPart)));

/** What is loaded by now; asks for it the first time. */
export const loadDocs = (): SchemaDocs | undefined => {
  texts.load().catch(() => undefined); // The editor does without.
  return docs;
};

/** What a line has to wait for: undefined if it needs nothing that is not there yet. */
export const whatItNeeds = (line: string): Promise<void> | undefined => missing((one) => one(line));

/** The same for a run that is made again. */
export const whatTheyNeed = async (run: Remade): Promise<void> => {
  await missing((one) => isIn(run, one));
};

type Remade = Pick<SavedRun, "commands" | "futures">;

/** In any of its futures. */
export const isRareIn = (run: Remade): boolean => isIn(run, needs);

const isIn = ({ commands, futures }: Remade, isRare: (line: string) => boolean): boolean =>
  [commands, ...(futures?.branches ?? []).map((branch) => branch.commands)].some((some) =>
    some.some(({ command }) => typeof command.data["line"] === "string" && isRare(command.data["line"])),
  );

/** The same for the lines that a lesson types by itself: nothing can wait between two of them. */
export const whatALessonNeeds = (lesson: Lesson): Promise<void> | undefined =>
  missing((one) => linesOf(lesson).some(one));

/** What has to be here before a lesson is done by itself, from its first line on, where no page has opened it. */
export const whatADoingNeeds = async (lesson: Lesson): Promise<void> => {
  await Promise.all([loadHands(), whatALessonNeeds(lesson)]);
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

/** `source x`, `. x`: what it types is in a file. */
const isScript = (line: string): boolean =>
  /(?:^|[;&|({]|\b(?:do|else|then|time|command)\b)\s*(?:\.|source)\s/.test(line);

/**
 * Aliases, variables and `!!` cannot hide the name: whoever wrote them down named it then. A script can: its words are in a file.
 */
const needsDocs = (line: string): boolean =>
  isScript(line) ||
  /\b(?:awk|basename|bash|bg|column|cut|date|diff|dirname|disown|env|expr|find|fold|help|jobs|jq|kill|man|nl|nohup|paste|printenv|printf|rev|sed|seq|sh|sort|sudo|tac|timeout|tr|uniq|wait|xargs|yes|options|port-forward|append-hash|set-(?:cluster|context|credentials)|config\s+set|auth)(?:\b|\.)|\s--(?:as|token)\b|(?:^|\s)-h\b|(?:^|\s)--?\w*v[= ]?["'$\d]/.test(
    line,
  );
const needsHost = (line: string): boolean =>
  isScript(line) || /\b(?:ssh|exec)\b|\brun\b.*\s-(?:\w*[it]|-stdin|-tty)/.test(line);
const needsExplained = (line: string): boolean => isScript(line) || /\bexplain\b/.test(line);
const needs = (line: string): boolean => needsDocs(line) || needsHost(line) || needsExplained(line);

/** Loads what is needed and not there; `isWanted` asks the lines in question. */
const NEEDS = [
  [texts, needsDocs],
  [host, needsHost],
  [explained, needsExplained],
] as const;

const missing = (isWanted: (needed: (line: string) => boolean) => boolean): Promise<void> | undefined => {
  const wanted = NEEDS.flatMap(([part, needed]) => (part.isIn || !isWanted(needed) ? [] : [part.load()]));
  return wanted.length === 0 ? undefined : Promise.all(wanted).then(() => undefined);
};
