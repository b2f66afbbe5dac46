// Makes two futures ready to be looked at beside each other, a slice a frame.
import { handsFor } from "../drivers/hands.ts";
import { goodOf } from "../drivers/rescue.ts";
import { inSlices } from "../drivers/slices.ts";
import type { WhatIfWords } from "../i18n/what-if-en.ts";
import { app } from "../store.ts";
import type { Language } from "../view-models/chrome.ts";
import { Pair, type PairContext } from "./pair.ts";
import { choicesOf, firstPair, makeSide, until, type SideChoice, type SideSource } from "./sides.ts";

export const wordsOf = async (language: Language): Promise<WhatIfWords> =>
  (language === "ko" ? await import("../i18n/what-if-ko.ts") : await import("../i18n/what-if-en.ts")).whatIf;

/** What there is to choose from; none: there is only one future, and no lesson that mends. */
export const choices = (): readonly SideChoice[] => (app.session ? choicesOf(app.session) : []);

export interface MadePair {
  readonly pair: Pair;
  /** Of the sides. */
  readonly ids: SideIds;
}
type SideIds = readonly [string, string];

/** `isOpen`: the lesson's own fixes may be shown before the learner has found one. */
export const defaultPair = (isOpen: boolean): SideIds | null => (app.session ? firstPair(app.session, isOpen) : null);

/** Undefined where `isWanted` gave up. */
export const makePair = async (wanted: SideIds, isWanted: () => boolean): Promise<MadePair | undefined> => {
  const { session, options, zeroMs, live } = app;
  if (!session || !options || !live) return undefined;
  await handsFor(app);
  const source = { session, options, good: goodOf(app, session) };
  return inSlices(work(wanted, { source, zeroMs, live }), () => isWanted() && app.session === session);
};

function* work(
  ids: SideIds,
  { source, ...context }: PairContext & { readonly source: SideSource },
): Generator<void, MadePair> {
  const left = yield* makeSide(ids[0], source);
  const right = yield* makeSide(ids[1], source);
  const end = Math.max(left.nowMs, right.nowMs);
  yield* until(left, end);
  yield* until(right, end);
  return { pair: new Pair(left, right, context), ids };
}
