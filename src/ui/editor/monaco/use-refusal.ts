import { useEffect } from "react";
import type { EditorView } from "#app/view-models/editor";
import type { Editor } from "./use-monaco.ts";

/** What was refused comes into view: with every press of Apply, and when the refusal comes. */
export function useRefusal(editor: Editor | null, { applied, activeId }: EditorView, applies: number): void {
  const line = applied.state === "refused" ? applied.line : undefined;
  const refusal = applied.state === "refused" ? applied.text : "";
  useEffect(() => {
    if (editor === null || line === undefined) return;
    // The refusal's own words have just taken room from below, of which the editor knows only at the next frame.
    editor.layout();
    editor.revealLineInCenterIfOutsideViewport(line);
    // Whatever of these changes, it was refused anew.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [editor, activeId, line, refusal, applies]);
}
