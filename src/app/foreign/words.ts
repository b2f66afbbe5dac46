import type { ForeignWords } from "../i18n/foreign-en.ts";
import type { Language } from "../view-models/chrome.ts";

export const wordsOf = async (language: Language): Promise<ForeignWords> =>
  language === "ko" ? (await import("../i18n/foreign-ko.ts")).foreign : (await import("../i18n/foreign-en.ts")).foreign;
