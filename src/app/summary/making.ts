// What the summary's dialog asks for.
import { isStepDone, stepOf } from "#tutor";
import type { SummaryWords } from "../i18n/summary-en.ts";
import type { Session } from "../session/session.ts";
import { app } from "../store.ts";
import type { Language } from "../view-models/chrome.ts";
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

const doneSteps = ({ lesson, progress }: Session): number => {
  if (!lesson || !progress) return 0;
  const done = new Set(progress.done);
  if (isStepDone(lesson, progress)) done.add(stepOf(lesson, progress).id);
  return done.size;
};

/** Of the moment at which it is asked; null where there is no lesson. */
export const makeSummary = async (): Promise<MadeSummary | null> => {
  const words = await wordsOf(app.state.language);
  const { session } = app;
  const { lesson, progress } = session ?? {};
  if (!session || !lesson || !progress) return null;
  const summary = summarize(session.run, app.zeroMs);
  const headline = {
    title: app.state.texts?.prose?.title ?? lesson.id,
    done: doneSteps(session),
    steps: lesson.steps.length,
  };
  return { words, summary, headline, markdown: toMarkdown(summary, headline, words) };
};
