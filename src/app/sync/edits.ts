// Typing in a file that is in step. The editor shows at once what is typed in it; the text that counts comes back with its place in the
// order. A text that another window typed replaces what the editor shows; one's own does not, or the cursor would jump.
import type { App } from "../app.ts";

interface Edit {
  readonly file: string;
  readonly text: string;
}

export class Edits {
  readonly #app: App;
  readonly #id: string;
  /** By file: own texts that are still under way. */
  readonly #underWay = new Map<string, number>();
  /** Files in which another window's text came between one's own. */
  readonly #mixed = new Set<string>();

  constructor(app: App, id: string) {
    this.#app = app;
    this.#id = id;
  }

  /** The editor says that its text is another one when it takes over what came from elsewhere, too. */
  isNews({ file, text }: Edit): boolean {
    const draft = this.#app.state.drafts.find((d) => d.id === file);
    return draft?.text !== text || (this.#underWay.get(file) ?? 0) > 0;
  }

  asked(file: string): void {
    this.#underWay.set(file, (this.#underWay.get(file) ?? 0) + 1);
  }

  done(file: string, from: string): void {
    const left = this.#underWay.get(file) ?? 0;
    if (from !== this.#id) {
      if (left > 0) this.#mixed.add(file);
      return this.#app.showText(file);
    }
    this.#underWay.set(file, Math.max(0, left - 1));
    if (left <= 1 && this.#mixed.delete(file)) this.#app.showText(file);
  }
}
