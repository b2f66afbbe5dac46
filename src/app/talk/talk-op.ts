// What a speaker sets for the room, as plain data. Types only: the page knows of it without loading it.
export type Captions = "one" | "en" | "ko" | "both";
export type StagePane = "none" | "editor" | "terminal";

export type TalkOp =
  /** Flipped when its turn comes, not when it was pressed: two quick presses undo each other. A step forward or back ends it as well. */
  | { readonly set: "blank" | "agenda" | "zoom" | "frozen" | "contrast" | "qr"; readonly on: boolean | "flip" }
  | { readonly set: "captions"; readonly captions: Captions }
  | { readonly set: "pane"; readonly pane: StagePane }
  /** What stands at the prompt while it is typed. */
  | { readonly set: "typed"; readonly text: string }
  /** One hand more or fewer. Never the sum: a press may come before the one ahead of it was drawn. */
  | { readonly set: "hand"; readonly card: string; readonly option: string; readonly by: 1 | -1 }
  /** The talk begins, or begins anew. */
  | { readonly set: "clock"; readonly isRunning: boolean };
