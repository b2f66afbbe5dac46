// What the snippet page needs: words, lessons, and how one reads them.
import type { SnippetWords } from "../i18n/snippet-en.ts";
import { lessonEntry, lessons } from "../session/load.ts";
import { DEFAULT_SANDBOX } from "../session/sandbox-choice.ts";
import { sandboxScenario } from "../session/sandbox.ts";
import { teaserOf } from "../session/teasers.ts";
import type { Language } from "../view-models/chrome.ts";
import { clockText } from "../views/format.ts";
import { lettersOf } from "./letters.ts";
import { momentIn, presentOf, readLink } from "./link.ts";

export interface SnippetLesson {
  readonly id: string;
  readonly title: { readonly [L in Language]: string };
  readonly teaser: { readonly [L in Language]: string };
  readonly hasScene: boolean;
}

export const snippetLessons: readonly SnippetLesson[] = lessons.map((l) => ({ ...l, teaser: teaserOf(l) }));

export const snippetWords = async (language: Language): Promise<SnippetWords> =>
  language === "ko" ? (await import("../i18n/snippet-ko.ts")).snippet : (await import("../i18n/snippet-en.ts")).snippet;

export interface SnippetMoment {
  /** `sandbox`, or the lesson's id. */
  readonly lesson: string;
  readonly letters: string;
  readonly timeText: string;
}

/** The moment of a link that somebody pasted, or why it has no embed. */
export const readMomentLink = async (text: string): Promise<SnippetMoment | "momentBroken" | "momentNoVariation"> => {
  const hash = text.slice(text.indexOf("#")).trim();
  if (/^#\/lesson\/[^/?]+\//.test(hash)) return "momentNoVariation";
  const wire = await readLink(hash);
  if (typeof wire === "string") return "momentBroken";
  const moment = await momentIn(wire);
  if (typeof moment === "string") return "momentBroken";
  const lesson = moment.page.replace("lesson/", "");
  const known = lessons.some(({ id }) => id === lesson) ? await lessonEntry(lesson)?.load() : undefined;
  if (!known && lesson !== "sandbox") return "momentBroken";
  const { settleMs = 0 } = known?.scenario ?? sandboxScenario(DEFAULT_SANDBOX);
  // An embed shows one future: whatever else the link holds would only make the snippet long.
  const letters = wire.futures ? await lettersOf(presentOf(wire)) : hash.slice(hash.indexOf("?s=") + 3);
  return { lesson, letters, timeText: clockText(moment.nowMs - settleMs) };
};
