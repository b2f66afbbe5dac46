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
  /** The step without which it was only read; null where reading is all. */
  readonly act: string | null;
  readonly title: { readonly [L in Language]: string };
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

/** A lesson of the reader's own: dropped on the page, or fetched. */
export interface OwnEntry extends CatalogueEntry {
  readonly teaser: { readonly [L in Language]: string };
  /** Its files by name: what another window of the room is given, and what is kept. */
  readonly folder: { readonly [file: string]: string };
}

/** Every lesson of the reader's own is called so, so that none takes the name of one of the course. */
export const OWN = "dropped-";
const own = new Map<string, OwnEntry>();
export const addLesson = (entry: OwnEntry): void => void own.set(entry.id, entry);
export const removeLesson = (id: string): void => void own.delete(id);
export const ownLesson = (id: string): OwnEntry | undefined => own.get(id.split("/")[0] ?? "");
export const ownLessons = (): readonly OwnEntry[] => [...own.values()];

/** Of a lesson, and of what is offered after it: `brief-outage/review/stuck-rollout`. */
export const lessonEntry = (id: string): CatalogueEntry | undefined => {
  const [first = ""] = id.split("/");
  return lessons.find((l) => l.id === first) ?? own.get(first);
};
