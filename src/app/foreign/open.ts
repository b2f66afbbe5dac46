// Opens a lesson that somebody handed to the page: the files of its folder, or an archive of it. Wherever they come from (dropped, chosen,
// fetched), this is their way in.
import type { App } from "../app.ts";
import { addLesson } from "../session/load.ts";
import { act } from "../sync/perform.ts";
import { entryOf, factsOf, type Facts } from "./entry.ts";
import { keep } from "./kept.ts";
import { noteKept } from "./own.ts";
import { MOST_BYTES, MOST_FILES, readForeign, type Folder } from "./read.ts";
import { wordsOf } from "./words.ts";
import { unzip } from "./unzip.ts";

/** `files`: those of a folder, whatever folders they lie in; or one archive. */
export const openLessonFiles = async (app: App, files: readonly File[]): Promise<void> => {
  const [only] = files;
  if (files.length === 1 && only?.name.endsWith(".zip")) return openArchive(app, only);
  const folder = await readFiles(files);
  if (typeof folder === "string") return refuse(app, [folder]);
  await openFolder(app, folder);
};

const openArchive = async (app: App, file: File): Promise<void> => {
  const folder = await unzip(new Uint8Array(await file.arrayBuffer()));
  if (typeof folder !== "string") return openFolder(app, folder);
  const { refused } = await wordsOf(app.state.language);
  refuse(app, [refused[folder]]);
};

const refuse = (app: App, problems: readonly string[]): void =>
  app.set({ notice: "lesson", noticeDetail: problems.slice(0, 8).join("\n") });

/** It stands for all windows of the room, and is kept. */
export const openFolder = async (app: App, folder: Folder): Promise<void> => {
  const facts = takeFolder(app, folder);
  if (!facts) return;
  const { id } = facts;
  // Before the address names it: a reload finds it.
  const isKept = await keep({ id, facts, folder });
  history.pushState(null, "", `#/lesson/${id}`);
  // Always from its beginning: what is dropped again has been changed.
  act(app, { do: "open", page: { kind: "lesson", id }, drafts: [], lesson: folder });
  if (isKept) noteKept(id);
  else sayWhenOpen(app, id);
};

/** Opening a page takes down what was said before. */
const sayWhenOpen = (app: App, id: string): void => {
  const isOpen = (): boolean => {
    const { page, loading } = app.state;
    return page.kind === "lesson" && page.id === id && loading === "ready" && app.session !== null;
  };
  const say = (): void => app.set({ notice: "notKept" });
  if (isOpen()) return say();
  const stop = app.store.subscribe(() => {
    const isElsewhere = location.hash !== `#/lesson/${id}`;
    if (!isElsewhere && !isOpen()) return;
    stop();
    if (!isElsewhere) say();
  });
};

/** Puts it on the list. null: it is no lesson, and that is said. */
export const takeFolder = (app: App, folder: Folder): Facts | null => {
  const read = readForeign(folder);
  if ("problems" in read) {
    refuse(app, read.problems);
    return null;
  }
  const facts = factsOf(read);
  addLesson(entryOf(facts, folder, read));
  return facts;
};

const readFiles = async (files: readonly File[]): Promise<Folder | string> => {
  if (files.length > MOST_FILES) return `more than ${MOST_FILES} files`;
  if (files.reduce((sum, file) => sum + file.size, 0) > MOST_BYTES) return "larger than 1 MB";
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file.name, await file.text()] as const)));
};
