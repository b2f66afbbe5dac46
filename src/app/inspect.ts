// The inspector's view.
import { inspect as en } from "./i18n/inspect-en.ts";
import { inspect as ko } from "./i18n/inspect-ko.ts";
import type { AppState } from "./state.ts";
import { app } from "./store.ts";
import type { InspectorView } from "./view-models/why.ts";
import { inspectorView } from "./views/inspector-view.ts";
import { Identity } from "./views/memo.ts";

const same = new Identity<InspectorView>();
let made: { readonly key: readonly unknown[]; readonly view: InspectorView | null } | undefined;

/** What is known about the selected object; null if nothing is selected, or nothing is known about it. */
export const selectInspectorView = (s: AppState): InspectorView | null => {
  const key = [s.revision, s.texts, s.selection];
  if (made?.key.every((x, i) => x === key[i])) return made.view;
  const { session } = app;
  const view =
    session && s.texts && s.selection !== null
      ? inspectorView(session.run, s.selection, {
          words: s.texts.words,
          said: s.texts.language === "ko" ? ko : en,
          zeroMs: app.zeroMs,
        })
      : null;
  made = { key, view: view && same.keep(view.id, view) };
  same.sweep();
  return made.view;
};
