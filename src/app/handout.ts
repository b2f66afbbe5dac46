// What a handout is made of: a lesson's agenda and text, and the cluster at the beginning of each step as it is if all goes well.
import { toBlocks, toInline, type Block, type RichText, type StepProse } from "#tutor";
import { inSlices } from "./drivers/slices.ts";
import type { EmbedWords } from "./i18n/embed-en.ts";
import type { HandoutWords } from "./i18n/handout-en.ts";
import { lessonEntry } from "./session/load.ts";
import { whatADoingNeeds } from "./session/rare.ts";
import { GoodStates } from "./session/rescue.ts";
import { readerLanguage } from "./share/reader.ts";
import type { Language } from "./view-models/chrome.ts";
import type { ClusterView } from "./view-models/graph.ts";
import { ClusterViews } from "./views/cluster-view.ts";
import { spanText } from "./views/format.ts";

interface HandoutStep {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly goals: readonly RichText[];
  readonly realLife: readonly Block[];
  /** On the agenda: when it begins if all goes by plan, and how long it is to take. */
  readonly startsText: string;
  readonly takesText: string;
}

export interface Handout {
  readonly words: HandoutWords;
  readonly picture: EmbedWords;
  readonly language: Language;
  readonly title: string;
  readonly teaser: string;
  readonly takesText: string;
  readonly steps: readonly HandoutStep[];
  /** Draws the cluster of each step, one after the other; a piece at a time, so that the page can be read meanwhile. */
  readonly draw: (onView: (view: ClusterView) => boolean) => Promise<void>;
}

const wordsIn = async (language: Language) => {
  const isKorean = language === "ko";
  const [{ handout }, { embed }, { words }] = await Promise.all([
    isKorean ? import("./i18n/handout-ko.ts") : import("./i18n/handout-en.ts"),
    isKorean ? import("./i18n/embed-ko.ts") : import("./i18n/embed-en.ts"),
    isKorean ? import("./i18n/words-ko.ts") : import("./i18n/words-en.ts"),
  ]);
  return { handout, embed, words };
};

/** Undefined if there is no such lesson. */
export const openHandout = async (id: string): Promise<Handout | undefined> => {
  const entry = lessonEntry(id);
  if (!entry) return undefined;
  const language = readerLanguage();
  const [texts, prose, compiled] = await Promise.all([wordsIn(language), entry.loadProse(language), entry.load()]);
  const plan = entry.steps.map((step) => prose.steps[step]?.notes?.ms ?? 0);
  const startOf = (i: number): number => plan.slice(0, i).reduce((sum, ms) => sum + ms, 0);
  return {
    words: texts.handout,
    picture: texts.embed,
    language,
    title: prose.title,
    teaser: prose.teaser,
    takesText: spanText(startOf(plan.length)),
    steps: entry.steps.map((step, i) =>
      stepOf(step, prose.steps[step], { startsText: spanText(startOf(i)), takesText: spanText(plan[i] ?? 0) }),
    ),
    draw: async (onView) => {
      await whatADoingNeeds(compiled.lesson);
      const states = new GoodStates(compiled);
      for (let step = 0; step < states.count; step++) {
        // oxlint-disable-next-line no-await-in-loop
        const state = await inSlices(states.upTo(step), () => true);
        if (!state || !onView(new ClusterViews().make(states.show(state).run, texts.words, true, true))) return;
      }
    },
  };
};

const stepOf = (
  id: string,
  prose: StepProse | undefined,
  times: Pick<HandoutStep, "startsText" | "takesText">,
): HandoutStep => ({
  id,
  title: prose?.title ?? id,
  blocks: toBlocks(prose?.body ?? ""),
  goals: Object.values(prose?.goals ?? {}).map(toInline),
  realLife: toBlocks(prose?.realLife ?? ""),
  ...times,
});
