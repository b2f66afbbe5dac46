// What the terminal shows. Types only.
import type { Tone } from "./text.ts";

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
  readonly kind: "command" | "output" | "error" | "note";
  readonly spans: readonly TermSpan[];
  /** The row is about this object: drawn on --action-soft while it is selected. */
  readonly objectId?: string;
}

interface TerminalTabView {
  readonly id: string;
  readonly title: string;
  readonly canClose: boolean;
}

export interface TerminalView {
  readonly tabs: readonly TerminalTabView[];
  readonly activeId: string;
  readonly lines: readonly TermLine[];
  readonly prompt: string;
  /** A command is running (watch, logs -f): Ctrl+C ends it, input goes nowhere. */
  readonly isBusy: boolean;
  readonly history: readonly string[];
  /** Commands offered as chips on phones. */
  readonly chips: readonly { readonly label: string; readonly command: string }[];
}

/** Answer to Tab: what may stand instead of input[from..]. */
export interface TerminalCompletion {
  readonly from: number;
  readonly options: readonly { readonly text: string; readonly detail: string }[];
}
