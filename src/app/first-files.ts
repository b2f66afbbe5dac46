// The sandbox's files as they were at first, for whoever has broken them for good.
import type { App } from "./app.ts";
import { sandboxFiles } from "./session/sandbox.ts";

/** Into the editor only: the cluster keeps what was applied. */
export const putFilesBack = (app: App): void => {
  const { activeFile } = app.state;
  for (const { name, text } of sandboxFiles) app.replaceText(name, text);
  app.set({ activeFile });
};
