// The answers to "why?", as the page shows them. They come when the question is asked first.
import { locate } from "#language";
import type { WhyWords } from "./i18n/why-words.ts";
import { once } from "./once.ts";
import type { AppState } from "./state.ts";
import { app } from "./store.ts";
import type { WhyView } from "./view-models/why.ts";
import { Diagnoses } from "./views/editor-view.ts";
import { Identity } from "./views/memo.ts";
import { whyView } from "./views/why-view.ts";

const diagnoses = new Diagnoses();

/** Made anew with every language. */
export const answersIn = (why: WhyWords): ((s: AppState) => WhyView | null) => {
  const same = new Identity<WhyView>();
  return once(
    (s) => [s.revision, s.texts, s.whyId, s.activeFile, s.drafts],
    (s) => {
      const { session } = app;
      if (!session || !s.texts || s.whyId === null) return null;
      const view = whyView(session.run, s.whyId, {
        words: s.texts.words,
        why,
        zeroMs: app.zeroMs,
        lineOf: (path) => lineOf(s, path),
      });
      const kept = view && same.keep("why", view);
      same.keepAll();
      return kept;
    },
  );
};

/** The line of a Deployment's manifest at which a path of it stands. */
const lineOf = (
  s: AppState,
  path: readonly (string | number)[],
): { readonly fileId: string; readonly line: number } | null => {
  for (const draft of s.drafts) {
    const { manifest } = diagnoses.of(draft.id, draft.text);
    const document = manifest.documents.find((d) => d.kind === "Deployment");
    const range = document && locate(document, path, "key");
    if (range) return { fileId: draft.id, line: manifest.position(range.from).line };
  }
  return null;
};
