// Makes two futures ready to be looked at beside each other, a slice a frame.
import { handsFor } from "../drivers/hands.ts";
import { goodOf } from "../drivers/rescue.ts";
import { inSlices } from "../drivers/slices.ts";
import type { WhatIfWords } from "../i18n/what-if-en.ts";
import { app } from "../store.ts";
import type { Language } from "../view-models/chrome.ts";
import { makingPair, type MadePair, type SideIds } from "./making-pair.ts";
import { choicesOf, firstPair, type SideChoice } from "./sides.ts";

export const wordsOf = async (language: Language): Promise<WhatIfWords> =>
  (language === "ko" ? await import("../i18n/what-if-ko.ts") : await import("../i18n/what-if-en.ts")).whatIf;

/** What there is to choose from; none: there is only one future, and no lesson that mends. */
export const choices = (): readonly SideChoice[] => (app.session ? choicesOf(app.session) : []);

/** `isOpen`: the lesson's own fixes may be shown before the learner has found one. */
export const defaultPair = (isOpen: boolean): SideIds | null => (app.session ? firstPair(app.session, isOpen) : null);

/** Undefined where `isWanted` gave up. */
export const makePair = async (wanted: SideIds, isWanted: () => boolean): Promise<MadePair | undefined> => {
  const { session, options, zeroMs, live } = app;
  if (!session || !options || !live) return undefined;
  await handsFor(app);
  const source = { session, options, good: goodOf(app, session) };
  return inSlices(makingPair(wanted, { source, zeroMs, live }), () => isWanted() && app.session === session);
};
