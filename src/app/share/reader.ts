// How one reads a page that is no part of the app: language and colours, kept for all pages.
import { loadSettings, saveSettings } from "../drivers/storage.ts";
import type { Language, Scheme } from "../view-models/chrome.ts";

export interface ReadersWish {
  readonly language: Language;
  readonly scheme: Scheme;
}

export const readerLanguage = (): Language =>
  loadSettings().language ?? (navigator.language.startsWith("ko") ? "ko" : "en");

export const readersWish = (): ReadersWish => ({
  language: readerLanguage(),
  scheme: loadSettings().scheme ?? "auto",
});

export const keepWish = (wish: ReadersWish): void => saveSettings({ ...loadSettings(), ...wish });
