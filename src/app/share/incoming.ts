// A file of ours that a person hands to the page: chosen, or dropped anywhere on it.
import type { App } from "../app.ts";
import { MOST_BYTES } from "./codec.ts";
import { receiveFile } from "./receive.ts";

export const openFile = async (app: App, file: File): Promise<void> => {
  const refusal = file.size > MOST_BYTES ? "long" : receiveFile(await file.text());
  if (refusal) app.set({ notice: refusal });
};
