// What the instructor's page needs: words, lessons, the titles of their steps, and what was pasted last.
import { loadClass, saveClass } from "../drivers/storage.ts";
import type { ClassWords } from "../i18n/class-en.ts";
import { lessonEntry, lessons } from "../session/load.ts";
import type { Language } from "../view-models/chrome.ts";
import { readCode } from "./code.ts";
import { readRoom, type Room } from "./room.ts";

export const classWords = async (language: Language): Promise<ClassWords> =>
  language === "ko" ? (await import("../i18n/class-ko.ts")).classroom : (await import("../i18n/class-en.ts")).classroom;

/** What was pasted last. */
export const keptCodes = loadClass;

/** Reads the codes, and keeps the text for a reload of the page. */
export const readClass = (text: string): Room => {
  saveClass(text);
  return readRoom(text, lessons);
};

export interface LessonTitles {
  readonly title: string;
  readonly steps: readonly string[];
}

export const titlesOf = async (id: string, language: Language): Promise<LessonTitles> => {
  const entry = lessonEntry(id)!;
  const prose = await entry.loadProse(language);
  return { title: entry.title[language], steps: entry.steps.map((step) => prose.steps[step]?.title ?? step) };
};

/** What is known of it without its words. */
export const bareTitles = (id: string, language: Language): LessonTitles => {
  const entry = lessonEntry(id)!;
  return { title: entry.title[language], steps: entry.steps };
};

/** What a scanned address holds behind it, if that is a code. */
export const scannedCode = (hash: string): string | null => {
  const text = hash.slice(1);
  return readCode(text).ok ? text : null;
};
