// What commands open in the editor: `vi FILE` a file, `kubectl edit` an object, for which it waits until the text is applied.
import type { LoggedEntry } from "#engine";
import type { App } from "../app.ts";
import type { Session } from "../session/session.ts";

interface Edit {
  readonly terminal: string;
  readonly path: string;
  readonly text: string;
}

const editsOf = (session: Session): readonly Edit[] =>
  session.terminals().flatMap((terminal) => {
    const { edit } = session.terminal(terminal);
    return edit ? [{ terminal, ...edit }] : [];
  });

/** What the command that opened this text waits for; undefined if it is a file of the working directory. */
export const editOf = (session: Session, path: string): Edit | undefined =>
  editsOf(session).find((edit) => edit.path === path);

/** Puts texts that commands have opened into the editor, and takes those away that nobody waits for any more. */
export class OpenEdits {
  #shown: readonly Edit[] = [];

  update(app: App, session: Session): void {
    const now = editsOf(session);
    if (now.length === 0 && this.#shown.length === 0) return;
    const before = this.#shown;
    this.#shown = now;
    for (const { path } of before) if (!now.some((edit) => edit.path === path)) app.removeText(path);
    for (const edit of now) {
      if (!before.some(({ path, text }) => path === edit.path && text === edit.text))
        app.replaceText(edit.path, edit.text);
    }
  }
}

/** The file that an editor's command named, of what has just been logged. */
export const openedFile = (entries: readonly LoggedEntry[]): string | undefined => {
  const opened = entries.findLast((entry) => entry.type === "machine" && entry.what === "open");
  return opened?.type === "machine" && typeof opened.data === "string" ? opened.data : undefined;
};
