// What is not simulated, for the page's list of it. Loaded when the list is opened.
import { compareStrings } from "#api/compare";
import { supportRows } from "#engine/checks";
import { supportReasonKo } from "./i18n/support-ko.ts";
import type { Language } from "./view-models/chrome.ts";

export interface SupportGroup {
  readonly why: string;
  readonly fields: readonly string[];
}

/** Fields without effect, by what does not happen. */
export const supportGroups = (language: Language): readonly SupportGroup[] => {
  const byWhy = new Map<string, string[]>();
  for (const [field, { why }] of Object.entries(supportRows)) {
    const reason = why.replace(/^Not simulated: /, "");
    const text = language === "ko" ? supportReasonKo(reason) : reason;
    byWhy.set(text, [...(byWhy.get(text) ?? []), field]);
  }
  return [...byWhy]
    .map(([why, fields]) => ({ why, fields: fields.toSorted(compareStrings) }))
    .toSorted((a, b) => compareStrings(a.fields[0] ?? "", b.fields[0] ?? ""));
};
