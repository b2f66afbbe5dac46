// The words of help under what commands print: they come after the page is alive, in the language that is spoken.
import type { Teacher } from "../teaching/teacher.ts";
import type { Language } from "../view-models/chrome.ts";

let loaded: { readonly language: Language; readonly teacher: Teacher } | undefined;
let coming: Language | undefined;

const wordsOf = {
  en: () => import("../i18n/teaching-en.ts"),
  ko: () => import("../i18n/teaching-ko.ts"),
};

/** Undefined until it has come; `ready` is called then. */
export const teacherFor = (language: Language, ready: () => void): Teacher | undefined => {
  if (loaded?.language === language) return loaded.teacher;
  if (coming === language) return undefined;
  coming = language;
  Promise.all([import("../teaching/teacher.ts"), wordsOf[language]()]).then(
    ([{ createTeacher }, { teaching }]) => {
      loaded = { language, teacher: createTeacher(teaching) };
      coming = undefined;
      ready();
    },
    () => {
      coming = undefined; // Offline: the next look tries again.
    },
  );
  return undefined;
};
