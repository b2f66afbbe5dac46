// Hands the reader a folder with the lesson that they have just done.
import { app } from "../store.ts";
import { downloadBlob } from "../share/download.ts";
import { record } from "./record.ts";
import { zip } from "./zip.ts";

const NAME = "my-lesson";

export const saveLesson = (): void => {
  const { session } = app;
  if (!session) return;
  const files = Object.entries(record(session, NAME)).map(([name, text]) => [`${NAME}/${name}`, text] as const);
  downloadBlob(`${NAME}.zip`, zip(Object.fromEntries(files)));
};
