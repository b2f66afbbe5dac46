// What the summary's dialog asks for.
import type { SummaryWords } from "../i18n/summary-en.ts";
import { app } from "../store.ts";
import type { Language } from "../view-models.ts";
import { toMarkdown, type Headline } from "./markdown.ts";
import { summarize, type Summary } from "./summarize.ts";

export interface MadeSummary {
  readonly words: SummaryWords;
  readonly summary: Summary;
  readonly headline: Headline;
  readonly markdown: string;
}

const wordsOf = async (language: Language): Promise<SummaryWords> =>
  (language === "ko" ? await import("../i18n/summary-ko.ts") : await import("../i18n/summary-en.ts")).summary;

/** Of the moment at which it is asked; null where there is no lesson. */
export const makeSummary = async (): Promise<MadeSummary | null> => {
  const words = await wordsOf(app.state.language);
  const { session } = app;
  const { lesson, progress } = session ?? {};
  if (!session || !lesson || !progress) return null;
  const summary = summarize(session.run, app.zeroMs);
  const headline = {
    title: app.state.texts?.prose?.title ?? lesson.id,
    done: progress.step + 1,
    steps: lesson.steps.length,
  };
  return { words, summary, headline, markdown: toMarkdown(summary, headline, words) };
};
