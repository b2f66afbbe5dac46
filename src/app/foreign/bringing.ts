// What the dialog asks for.
import { closeBringing } from "../actions.ts";
import { openFiles as openFilesIn } from "../share/incoming.ts";
import { app } from "../store.ts";
import { fetchLesson, type Address, type Refused } from "./bring.ts";
import { openFolder } from "./open.ts";
import { wordsOf } from "./words.ts";
import type { ForeignWords } from "../i18n/foreign-en.ts";

export const bringWords = (): Promise<ForeignWords> => wordsOf(app.state.language);

export const openFiles = (files: readonly File[]): void => void openFilesIn(app, files);

/** Fetches it and opens it as if it had been dropped. Answers why not; null: it is open, or the page says what is wrong with it. */
export const bringIn = async (
  address: Address,
  isWanted: () => boolean,
): Promise<{ readonly refused: Refused } | null> => {
  const got = await fetchLesson(address);
  if (!isWanted()) return null;
  if (isRefused(got)) return got;
  closeBringing();
  await openFolder(app, got);
  return null;
};

const isRefused = (got: Awaited<ReturnType<typeof fetchLesson>>): got is { readonly refused: Refused } =>
  !("lesson.yaml" in got);
