// A window that follows may look around alone: what it selects and opens is its own until it comes back, or leads. The run, the files and
// the terminals stay in step all the while. What the others do is done here as if this window looked where they look, for some of it
// depends on that (a line without a terminal's name, the file to apply): so all end equal.
import type { App } from "../app.ts";
import type { AppState } from "../state.ts";
import type { Op } from "./op.ts";

export type View = Pick<AppState, "selection" | "whyId" | "activeFile" | "terminal" | "isTiled">;
type Look =
  | { readonly do: "select" | "why"; readonly id: string | null }
  | { readonly do: "file" | "terminal"; readonly id: string }
  | { readonly do: "tile"; readonly on: boolean };

const LOOKS: ReadonlySet<Op["do"]> = new Set(["select", "why", "file", "terminal", "tile"]);
/** It changes what a window looks at, and nothing else that the others would miss. */
export const isLook = (op: Op): op is Op & Look => LOOKS.has(op.do);

/** Time that passes, and how the page is dressed, say nothing of who drives. */
const UNDRIVEN: ReadonlySet<Op["do"]> = new Set(["advance", "language", "scheme"]);
export const drives = (op: Op): boolean => !UNDRIVEN.has(op.do);

const viewOf = ({ selection, whyId, activeFile, terminal, isTiled }: AppState): View => ({
  selection,
  whyId,
  activeFile,
  terminal,
  isTiled,
});

export class Apart {
  readonly #app: App;
  readonly #onChange: (isApart: boolean) => void;
  /** What the others look at, while this window looks at something else. */
  #theirs: View | null = null;
  /** Looks of this window that were shown to the others and have no place in the order yet: with the last one it is back. */
  #shown = 0;
  /** What this window looks at, while it does for a while what all agreed on, with the others' eyes. */
  #own: View | null = null;

  constructor(app: App, onChange: (isApart: boolean) => void) {
    this.#app = app;
    this.#onChange = onChange;
  }

  get isApart(): boolean {
    return this.#theirs !== null && this.#shown === 0;
  }

  /** A look of this window alone. */
  look(op: Look): void {
    if (this.#theirs === null) {
      this.#theirs = viewOf(this.#app.state);
      this.#onChange(true);
    }
    if (this.#own) this.#own = { ...this.#own, ...seen(this.#own, op) };
    else this.#app.set(seen(this.#app.state, op));
  }

  /** To what the others look at. */
  back(): void {
    const theirs = this.#theirs;
    if (theirs === null || this.#shown > 0) return;
    // With the others' eyes already.
    const isThere = this.#own !== null;
    this.#end();
    if (!isThere) this.#app.set(theirs);
    this.#app.changed(true);
  }

  /** What the others have to do to look at what this window looks at. It is back when the last of it comes round (`done`). */
  show(): readonly Look[] {
    const theirs = this.#theirs;
    if (theirs === null || this.#shown > 0) return [];
    const looks = way(theirs, this.#own ?? viewOf(this.#app.state));
    this.#shown = looks.length;
    if (looks.length === 0) this.#end();
    else this.#onChange(false);
    return looks;
  }

  /** One look more on the way to the others, while those before it are. */
  shows(): boolean {
    if (this.#shown === 0) return false;
    this.#shown += 1;
    return true;
  }

  /** Does what all agreed on, with the others' eyes. */
  during(op: Op, isOwn: boolean, does: () => void | Promise<void>): void | Promise<void> {
    // Another page, or all of it anew: nothing is left of what was looked at.
    if (op.do === "open" || op.do === "rescue") this.forget();
    const { state } = this.#app;
    if (this.#theirs === null) return does();
    this.#own = viewOf(state);
    this.#app.set(this.#theirs);
    const doing = does();
    if (!doing) return this.#turnBack(isOwn && isLook(op));
    return doing.then(() => this.#turnBack(isOwn && isLook(op)));
  }

  forget(): void {
    if (this.#theirs !== null) this.#end();
  }

  #turnBack(isOwnLook: boolean): void {
    const own = this.#own;
    this.#own = null;
    // Forgotten meanwhile, or back.
    if (this.#theirs === null || own === null) return;
    const theirs = viewOf(this.#app.state);
    this.#theirs = theirs;
    if (isOwnLook && this.#shown > 0) this.#shown -= 1;
    else if (this.#shown === 0) return this.#app.set(still(own, theirs, this.#app));
    if (this.#shown === 0) this.#end();
    else this.#app.set(own);
  }

  #end(): void {
    this.#theirs = null;
    this.#own = null;
    this.#shown = 0;
    this.#onChange(false);
  }
}

/** What is no longer there cannot be looked at. */
const still = (own: View, theirs: View, { state, session }: App): View => ({
  ...own,
  activeFile: state.drafts.some(({ id }) => id === own.activeFile) ? own.activeFile : theirs.activeFile,
  terminal: session?.terminals().includes(own.terminal) ? own.terminal : theirs.terminal,
});

const seen = (state: View, op: Look): Partial<View> => {
  switch (op.do) {
    case "select":
      return { selection: op.id, ...(op.id === state.selection ? {} : { whyId: null }) };
    case "why":
      return { whyId: op.id, ...(op.id === null ? {} : { selection: op.id }) };
    case "file":
      return { activeFile: op.id };
    case "terminal":
      return { terminal: op.id };
    case "tile":
      return { isTiled: op.on };
  }
};

/** The looks that lead from one view to another. */
const way = (from: View, to: View): readonly Look[] => [
  ...(from.activeFile === to.activeFile ? [] : [{ do: "file", id: to.activeFile } as const]),
  ...(from.terminal === to.terminal ? [] : [{ do: "terminal", id: to.terminal } as const]),
  ...(from.isTiled === to.isTiled ? [] : [{ do: "tile", on: to.isTiled } as const]),
  ...(from.selection === to.selection ? [] : [{ do: "select", id: to.selection } as const]),
  ...(from.whyId === to.whyId ? [] : [{ do: "why", id: to.whyId } as const]),
];
