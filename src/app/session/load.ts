// Lessons and sandboxes as the page loads them. The list is small and comes with the page; a lesson and its prose come when asked for.
import { catalogue } from "virtual:lessons";
import type { CompiledLesson, Lesson, Prose } from "#tutor";
import type { Still } from "../state.ts";
import type { Language } from "../view-models/chrome.ts";

export interface CatalogueEntry {
  readonly id: string;
  readonly number: number | null;
  readonly part: Lesson["part"];
  readonly minutes: number;
  /** Lessons that are better taken first. */
  readonly after: readonly string[];
  readonly steps: readonly string[];
  readonly title: { readonly [L in Language]: string };
  readonly teaser: { readonly [L in Language]: string };
  /** What is offered after it. */
  readonly reviews: readonly string[];
  /** Steps that its variation plays; none where it has no variation. */
  readonly varied: readonly string[];
  /** There is a scene of it: itself in sixty seconds. */
  readonly hasScene: boolean;
  load(): Promise<CompiledLesson>;
  loadReviews(): Promise<{ readonly [id: string]: CompiledLesson }>;
  loadProse(language: Language): Promise<Prose>;
  /** Its first moment as the page shows it until the cluster is alive. */
  loadStill(language: Language): Promise<Still>;
}

export const lessons: readonly CatalogueEntry[] = catalogue;

/** Lessons that were dropped on the page. */
const dropped = new Map<string, CatalogueEntry>();
export const addLesson = (entry: CatalogueEntry): void => void dropped.set(entry.id, entry);

/** Of a lesson, and of what is offered after it: `brief-outage/review/stuck-rollout`. */
export const lessonEntry = (id: string): CatalogueEntry | undefined => {
  const [first = ""] = id.split("/");
  return lessons.find((l) => l.id === first) ?? dropped.get(first);
};
