// Loads what is asked for rarely: the answers to "why?" and their words, in the page's language, when the question is asked first; and what
// is known about an object, when the first one is selected.
import type { App } from "../app.ts";
import type { WhyWords } from "../i18n/why-words.ts";
import type { Language } from "../view-models/chrome.ts";

const wordsIn: Readonly<Record<Language, () => Promise<{ readonly why: WhyWords }>>> = {
  en: () => import("../i18n/why-en.ts"),
  ko: () => import("../i18n/why-ko.ts"),
};

export const startAnswers = (app: App): void => {
  startWhy(app);
  startInspector(app);
};

const startInspector = (app: App): void => {
  let isAsked = false;
  app.store.subscribe(({ selection }) => {
    if (selection === null || isAsked) return;
    isAsked = true;
    void import("../inspect.ts").then(
      ({ selectInspectorView }) => {
        app.inspect = selectInspectorView;
        app.changed(false);
      },
      () => {
        isAsked = false;
      },
    );
  });
};

const startWhy = (app: App): void => {
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
