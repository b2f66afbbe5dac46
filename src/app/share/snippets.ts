// What the snippet page needs: words, lessons, and how one reads them.
import { loadSettings } from "../drivers/storage.ts";
import type { SnippetWords } from "../i18n/snippet-en.ts";
import { lessons } from "../session/load.ts";
import type { Language } from "../view-models/chrome.ts";

export interface SnippetLesson {
  readonly id: string;
  readonly title: { readonly [L in Language]: string };
  readonly teaser: { readonly [L in Language]: string };
  readonly hasScene: boolean;
}

export const snippetLessons: readonly SnippetLesson[] = lessons;

export const readerLanguage = (): Language =>
  loadSettings().language ?? (navigator.language.startsWith("ko") ? "ko" : "en");

export const readerScheme = (): "auto" | "light" | "dark" => loadSettings().scheme ?? "auto";

export const snippetWords = async (language: Language): Promise<SnippetWords> =>
  language === "ko" ? (await import("../i18n/snippet-ko.ts")).snippet : (await import("../i18n/snippet-en.ts")).snippet;
