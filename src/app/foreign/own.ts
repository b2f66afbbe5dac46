// The list of the reader's own lessons: what is kept of them, put where the course's own lie, and taken away again.
import type { App } from "../app.ts";
import { dropWork } from "../drivers/storage.ts";
import { addLesson, ownLesson, ownLessons, removeLesson } from "../session/load.ts";
import { entryOf } from "./entry.ts";
import { allKept, forget } from "./kept.ts";

/** Those of this page that are kept: what another window took away is taken away here. */
const wasKept = new Set<string>();
export const noteKept = (id: string): void => void wasKept.add(id);

export const loadOwn = async (app: App): Promise<void> => {
  const all = await allKept();
  if (!all) return;
  for (const { facts, folder } of all) {
    noteKept(facts.id);
    if (!ownLesson(facts.id)) addLesson(entryOf(facts, folder));
  }
  const here = new Set(all.map(({ id }) => id));
  for (const { id } of ownLessons()) if (wasKept.has(id) && !here.has(id)) removeLesson(id);
  app.set({ own: app.state.own + 1 });
};

export const removeOwn = async (app: App, id: string): Promise<void> => {
  removeLesson(id);
  dropWork(`lesson/${id}`);
  app.set({ own: app.state.own + 1 });
  await forget(id);
};
