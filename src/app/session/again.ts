// What a page's id names: a lesson, a review of it (`ID/review/WHICH`), or its variation of a seed (`ID/again/SEED`).
import type { CompiledLesson, Prose } from "#tutor";
import type { Live } from "../live.ts";
import type { Language } from "../view-models/chrome.ts";
import { lessonEntry } from "./load.ts";

const read = (id: string): { readonly kind: "lesson" | "review" | "again"; readonly which: string } => {
  const [, kind, which = ""] = id.split("/");
  return { kind: kind === "review" || kind === "again" ? kind : "lesson", which };
};

/** Cuts runs and prose out of a lesson's: asked for only where that is needed. */
type LoadLive = () => Promise<Live>;

/** It is the lesson itself, with a still of its first moment. */
export const isWhole = (id: string): boolean => read(id).kind === "lesson";

/** The run; undefined where there is none of this name. */
export const loadRun = async (id: string): Promise<CompiledLesson | undefined> => {
  const entry = lessonEntry(id);
  const { kind, which } = read(id);
  if (kind === "review") return (await entry?.loadReviews())?.[which];
  const lesson = await entry?.load();
  if (kind === "lesson") return lesson;
  const variation = lesson?.lesson.variation;
  return variation && (await import("#tutor/vary")).vary(lesson, variation, Number(which));
};

/** Its words. */
export const loadProse = async (id: string, language: Language, live: LoadLive): Promise<Prose | null> => {
  const entry = lessonEntry(id);
  if (!entry) return null;
  if (isWhole(id)) return entry.loadProse(language);
  const { reviewProse, variationProse } = await live();
  const { kind, which } = read(id);
  const [prose, variation] = await Promise.all([
    entry.loadProse(language),
    kind === "again" ? entry.load().then((l) => l.lesson.variation) : undefined,
  ]);
  if (kind === "review") return reviewProse(prose, which) ?? null;
  return variation ? (variationProse(prose, { variation, steps: entry.varied, seed: Number(which) }) ?? null) : null;
};
