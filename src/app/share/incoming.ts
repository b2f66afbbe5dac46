// A file of ours that a person hands to the page: chosen, or dropped anywhere on it.
import type { App } from "../app.ts";
import { readAddress } from "../drivers/router.ts";
import { act } from "../sync/perform.ts";
import { MOST_BYTES } from "./codec.ts";
import { readFile } from "./receive.ts";

/** Files that belong together are a lesson's; a folder is one, and so is an archive. */
export const openDropped = async (
  app: App,
  entries: readonly (FileSystemEntry | null)[],
  files: readonly File[],
): Promise<void> => {
  const folder = entries.find((entry) => entry?.isDirectory);
  return openFiles(app, folder ? await filesIn(folder as FileSystemDirectoryEntry) : files);
};

export const openFiles = async (app: App, files: readonly File[]): Promise<void> => {
  const [file] = files;
  if (files.length > 1 || file?.name === "lesson.yaml" || file?.name.endsWith(".zip")) {
    const { openLessonFiles } = await import("../foreign/open.ts");
    return openLessonFiles(app, files);
  }
  if (file) await openFile(app, file);
};

/** Those that lie in it, and not in folders of its own. The browser hands them out by the hundred: that is more than a lesson has. */
const filesIn = async (folder: FileSystemDirectoryEntry): Promise<readonly File[]> => {
  const reader = folder.createReader();
  const entries = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => {
    reader.readEntries(resolve, reject);
  });
  const files = entries.filter((entry) => entry.isFile && !entry.name.startsWith("."));
  return Promise.all(
    files.map(
      (entry) =>
        new Promise<File>((resolve, reject) => {
          (entry as FileSystemFileEntry).file(resolve, reject);
        }),
    ),
  );
};

export const openFile = async (app: App, file: File): Promise<void> => {
  const wire = file.size > MOST_BYTES ? "long" : readFile(await file.text());
  if (typeof wire === "string") return app.set({ notice: wire });
  // Its page is gone to without a word to the router: what the file holds travels with the op, to every window of the room.
  history.pushState(null, "", `#/${wire.page}`);
  act(app, { ...readAddress(), shared: wire });
};
