// What is offered after a lesson: questions answered by acting, and the same cause in another dress.
import type { LessonProgress } from "#tutor";
import { lessonEntry } from "../session/load.ts";
import { sceneHref } from "../share/scene-link.ts";
import type { Texts } from "../state.ts";
import type { AgainView } from "../view-models/lesson.ts";

/** `seed`: that of the variation on offer. */
export const againView = (
  pageId: string,
  { words, prose, language }: Texts,
  { progressOf, seed }: { readonly progressOf: (id: string) => LessonProgress | undefined; readonly seed: number },
): AgainView | null => {
  const entry = lessonEntry(pageId);
  if (!entry) return null;
  const row = (path: string, title: string): AgainView["rows"][number] => {
    const id = `${entry.id}/${path}`;
    return { id, title, href: `#/lesson/${id}`, isHere: id === pageId, isDone: isMet(progressOf(id)) };
  };
  const reviews = entry.reviews.map((id, i) =>
    row(`review/${id}`, prose?.reviews[id]?.title ?? words.again.review(i + 1)),
  );
  const varied = entry.varied.length > 0 ? [row(`again/${seed}`, words.again.variation)] : [];
  const isWhole = pageId === entry.id;
  return {
    rows: [...reviews, ...varied],
    lesson: isWhole ? null : { href: `#/lesson/${entry.id}` },
    scene: entry.hasScene ? { title: words.again.scene, href: sceneHref(entry.id, language) } : null,
  };
};

const isMet = (progress: LessonProgress | undefined): boolean => {
  const goals = Object.values(progress?.goals ?? {});
  return goals.length > 0 && goals.every((g) => g.isMet);
};
