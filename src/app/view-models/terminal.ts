// What the terminal shows.
import type { Tone } from "./text.ts";

/** Ids of the lines of one entry of the log follow each other; more than this it cannot hold. */
export const LINES_AN_ENTRY = 10_000_000;

export interface TermSpan {
  readonly text: string;
  readonly tone?: Tone;
  readonly isStrong?: boolean;
  /** Names an object: pressing it selects the object. */
  readonly objectId?: string;
  /** stern's own hues, 0 to 5. */
  readonly hue?: number;
}

export interface TermLine {
  readonly id: number;
  /** help: a line of ours under what a command printed. */
  readonly kind: "command" | "output" | "error" | "note" | "help";
  /** Before a command: what stood there when it was typed. */
  readonly prompt?: string;
  readonly spans: readonly TermSpan[];
  /** With help: a command that shows more. */
  readonly suggests?: string;
  /** The row is about this object: drawn on --action-soft while it is selected. */
  readonly objectId?: string;
}

/** Lines that stand together: the same object for as long as none is added to it. */
export interface TermChunk {
  readonly id: number;
  readonly lines: readonly TermLine[];
}

interface TerminalTabView {
  readonly id: string;
  readonly title: string;
  readonly canClose: boolean;
}

/** One terminal, as it is drawn: alone, or beside others. */
export interface TerminalPaneView {
  readonly id: string;
  readonly title: string;
  readonly chunks: readonly TermChunk[];
  readonly prompt: string;
  /** A command is running (watch, logs -f): Ctrl+C ends it, input waits for its end. */
  readonly isBusy: boolean;
  /** It is a shell on another machine, which Ctrl+D leaves. */
  readonly isRemote: boolean;
  readonly history: readonly string[];
}

export interface TerminalView {
  readonly tabs: readonly TerminalTabView[];
  readonly activeId: string;
  /** All terminals stand side by side, instead of one alone. */
  readonly isTiled: boolean;
  /** Those that are drawn. */
  readonly panes: readonly TerminalPaneView[];
  /** Commands offered as chips on phones. */
  readonly chips: readonly { readonly label: string; readonly command: string }[];
}

/** Answer to Tab: what may stand instead of input[from..]. */
export interface TerminalCompletion {
  readonly from: number;
  readonly options: readonly { readonly text: string; readonly detail: string }[];
}
