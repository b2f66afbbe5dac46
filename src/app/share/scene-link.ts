// Where the site's build puts a lesson's sixty seconds.
import type { Language } from "../view-models/chrome.ts";

export const sceneHref = (lesson: string, language: Language): string => `embed/${lesson}.${language}.html?scene`;
