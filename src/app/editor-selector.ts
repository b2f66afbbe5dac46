// The view of the editor, made once per change: with what is wrong in its text, which only the API server's checks can say.
import { once } from "./once.ts";
import type { Session } from "./session/session.ts";
import type { AppState } from "./state.ts";
import { app } from "./store.ts";
import type { EditorView } from "./view-models/editor.ts";
import { Causes, Diagnoses, editorView } from "./views/editor-view.ts";
import { Identity } from "./views/memo.ts";
import { podByUid } from "./views/pod-by-uid.ts";

const diagnoses = new Diagnoses();
const causes = new Causes();
const same = new Identity<EditorView>();

export const selectEditorView: (s: AppState) => EditorView | null = once(
  (s) => [s.editorRevision, s.texts, s.drafts, s.activeFile, s.selection, s.isPlaying],
  (s) => {
    const { session } = app;
    if (!session || !s.texts) return null;
    const view = editorView(
      session.run,
      { diagnoses, causes },
      {
        words: s.texts.words,
        language: s.texts.language,
        drafts: s.drafts,
        activeFile: s.activeFile,
        appliedText: (file) => session.file(file),
        selectedName: nameOf(s.selection),
        step: session.step,
        causesEveryMs: tellsCauses(session) ? (s.isPlaying ? CAUSES_EVERY_MS * Math.max(1, s.speed) : 0) : null,
      },
    );
    const kept = same.keep("editor", view);
    same.keepAll();
    return kept;
  },
);

/** While time runs, at its usual speed. */
const CAUSES_EVERY_MS = 250;

/** Whoever is still looking for the cause finds it without the editor's word: from the step on that opens a file, it speaks. */
const tellsCauses = ({ lesson, progress }: Session): boolean =>
  !lesson || !progress || lesson.steps.slice(0, progress.step + 1).some((step) => step.opens !== undefined);

/** The name of the object that a page's id stands for. */
const nameOf = (id: string | null): string | null => {
  if (id === null) return null;
  const pod = app.session && podByUid(app.session.run, id);
  if (pod) return pod.metadata.labels?.["app"] ?? pod.metadata.name;
  return id.slice(id.lastIndexOf("/") + 1);
};
