// The sentence below each lesson's title. It comes with the map: who is in a lesson has its prose.
import { teasers } from "virtual:teasers";
import type { Language } from "../view-models/chrome.ts";
import type { CatalogueEntry, OwnEntry } from "./load.ts";

const NONE = { en: "", ko: "" };

export const teaserOf = (entry: CatalogueEntry | OwnEntry): { readonly [L in Language]: string } =>
  "teaser" in entry ? entry.teaser : (teasers[entry.id] ?? NONE);
