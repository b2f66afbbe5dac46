// Everything that can be done on the page, as plain data: a button, a key and another window do the same thing by the same row. What is
// not here (where a pane's edge is, which menu is open) is each window's own.
import type { LessonAction } from "#tutor";
import type { SavedSession } from "../app.ts";
import type { SandboxChoice } from "../session/sandbox-choice.ts";
import type { Wire } from "../share/shared.ts";
import type { Page, WhatIf } from "../state.ts";
import type { TalkOp } from "../talk/talk-op.ts";
import type { Language, Scheme } from "../view-models/chrome.ts";

export type Op =
  | { readonly do: "select" | "why"; readonly id: string | null }
  | { readonly do: "play"; readonly on: boolean }
  /** On the lesson's clock. */
  | { readonly do: "seek"; readonly ms: number }
  /** As if what was done at that moment, and after it, had not been. */
  | { readonly do: "takeBack"; readonly ms: number }
  /** Time has passed, up to here, on the run's own clock. */
  | { readonly do: "advance"; readonly ms: number }
  | { readonly do: "rewind" | "toNext" | "lock" | "hint" | "showFix" | "addTerminal" | "apply" | "undo" | "filesBack" }
  | { readonly do: "speed"; readonly speed: number }
  | { readonly do: "branch" | "mark" | "choose" | "terminal" | "closeTerminal" | "file" | "fix"; readonly id: string }
  | { readonly do: "step"; readonly index: number }
  /** The good state of this step: as if everything before it had gone well. */
  | { readonly do: "rescue"; readonly page: Page; readonly index: number }
  | { readonly do: "whatIf"; readonly to: WhatIf | null }
  | { readonly do: "look"; readonly what: string }
  | { readonly do: "perform"; readonly actions: readonly LessonAction[] }
  | { readonly do: "fault"; readonly id: string; readonly fault: string }
  /** In the terminal that has the focus, where none is named. */
  | { readonly do: "run"; readonly line: string; readonly terminal?: string }
  /** `stops`: Ctrl+Z. */
  | { readonly do: "interrupt"; readonly terminal?: string; readonly stops?: boolean }
  | { readonly do: "tile"; readonly on: boolean }
  | { readonly do: "edit"; readonly file: string; readonly text: string }
  | { readonly do: "scheme"; readonly scheme: Scheme }
  | { readonly do: "language"; readonly language: Language }
  | { readonly do: "rebuild"; readonly sandbox: SandboxChoice }
  | OpenOp
  | { readonly do: "talk"; readonly talk: TalkOp };

/** Another page, or this one from its beginning. */
export interface OpenOp {
  readonly do: "open";
  readonly page: Page;
  readonly saved?: SavedSession;
  /** A moment that the address held, as it stood there, or what a file held: it comes instead of what was kept. */
  readonly shared?: string | Wire;
  readonly drafts: readonly { readonly id: string; readonly text: string }[];
  /** The files of a lesson that is the reader's own: the other windows of the room have no other way to it. */
  readonly lesson?: { readonly [file: string]: string };
}

/** After it nothing of what was done before matters, but for what the windows look like. */
export const isReset = (op: Op): boolean => op.do === "open";

/** Two neighbours of which only the second matters: the log stays short while time passes and somebody types. */
export const isOvertaken = (op: Op, by: Op): boolean => {
  if (op.do === "advance") return by.do === "advance" && by.ms >= op.ms;
  if (op.do === "edit") return by.do === "edit" && by.file === op.file;
  if (op.do === "whatIf") return by.do === "whatIf";
  return op.do === "talk" && op.talk.set === "typed" && by.do === "talk" && by.talk.set === "typed";
};

/** The op of that name. */
export type OpOf<K extends Op["do"], O = Op> = O extends { readonly do: infer D } ? (K extends D ? O : never) : never;
