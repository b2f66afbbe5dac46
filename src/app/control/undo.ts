// Back to what was applied last.
import type { App } from "../app.ts";
import { selectEditorView } from "../store.ts";

export const undoToApplied = (app: App): void => {
  const { activeId, diff } = selectEditorView(app.state) ?? {};
  if (activeId === undefined || diff === undefined) return;
  const lines = diff.filter((line) => line.kind !== "added");
  app.replaceText(activeId, lines.map((line) => line.text).join("\n"));
};
