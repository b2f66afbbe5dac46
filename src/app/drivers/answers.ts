// Loads the answers to "why?" and their words, in the page's language, when the question is asked first.
import type { App } from "../app.ts";
import type { WhyWords } from "../i18n/why-words.ts";
import type { Language } from "../view-models/chrome.ts";

const wordsIn: Readonly<Record<Language, () => Promise<{ readonly why: WhyWords }>>> = {
  en: () => import("../i18n/why-en.ts"),
  ko: () => import("../i18n/why-ko.ts"),
};

export const startAnswers = (app: App): void => {
  let asked: Language | null = null;
  app.store.subscribe(({ whyId, language }) => {
    if (whyId === null || language === asked) return;
    asked = language;
    void Promise.all([import("../why.ts"), wordsIn[language]()]).then(
      ([{ answersIn }, { why }]) => {
        if (asked !== language) return;
        app.answers = answersIn(why);
        app.changed(false);
      },
      () => {
        // Asked again, it is tried again.
        asked = null;
        app.set({ whyId: null });
      },
    );
  });
};
