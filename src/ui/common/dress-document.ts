import type { Language, Scheme } from "#app/view-models/chrome";

/** Gives the whole document its language and its colours; `auto` follows the reader's system. */
export function dressDocument(language: Language, scheme: Scheme): void {
  const { dataset } = document.documentElement;
  document.documentElement.lang = language;
  if (scheme === "auto") delete dataset["theme"];
  else dataset["theme"] = scheme;
}
