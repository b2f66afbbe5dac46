// What the lesson panel draws. Types only.
import type { Block, RichText } from "./text.ts";

export interface GoalView {
  readonly id: string;
  readonly text: RichText;
  readonly detail: string | null;
  /** "35 failed", "2 of 4", "18 s of 60 s" */
  readonly value: string;
  readonly state: "met" | "open" | "partly" | "failing";
  /** 0 to 1 while it must still hold; null where it has no duration. */
  readonly held: number | null;
}

export interface PredictView {
  readonly id: string;
  readonly question: RichText;
  readonly options: readonly {
    readonly id: string;
    readonly text: RichText;
    /** Known only after the guess is locked and the thing has happened. */
    readonly verdict: "right" | "wrong" | null;
  }[];
  readonly chosenId: string | null;
  readonly isLocked: boolean;
  /** Time stands still for it. */
  readonly isHeld: boolean;
  readonly outcome: readonly Block[] | null;
}

export interface HintView {
  /** Those that are open, in the order in which they were asked for: each may be read again. */
  readonly open: readonly RichText[];
  /** Of each that is open: it fitted when it was asked for, and no longer does. */
  readonly isPast: readonly boolean[];
  readonly hasNext: boolean;
  /** There are others, which what happens may bring within reach. */
  readonly mayCome: boolean;
  /** What a press puts in: a line that is typed, or a file that is written. */
  readonly fix: { readonly file: string | null; readonly line: string } | null;
}

export interface FeedbackView {
  readonly id: string;
  readonly tone: "ok" | "wait" | "fail";
  readonly title: string;
  readonly text: RichText;
}

export interface LessonStepView {
  readonly id: string;
  readonly title: string;
  readonly state: "done" | "now" | "ahead";
}

/** Another moment, or another future, than the one that the step speaks of. */
export type LessonPlace =
  | { readonly kind: "before"; readonly eventText: string; readonly backText: string; readonly backMs: number }
  | { readonly kind: "elsewhere"; readonly eventText: string; readonly backText: string; readonly branchId: string };

export interface LessonView {
  readonly id: string;
  /** "Case 10" */
  readonly label: string;
  readonly title: string;
  readonly steps: readonly LessonStepView[];
  readonly stepIndex: number;
  readonly heading: string;
  /** null: the step speaks of what is on the screen. */
  readonly place: LessonPlace | null;
  readonly prose: readonly Block[];
  readonly goals: readonly GoalView[];
  readonly predict: PredictView | null;
  readonly feedback: FeedbackView | null;
  readonly hint: HintView | null;
  /** Steps may be walked freely; `isNextReady` makes the button the filled one. */
  readonly isNextReady: boolean;
  /** Said once all goals are met. */
  readonly answer: readonly Block[];
  /** What differs in real operation. */
  readonly realLife: readonly Block[];
}

/** What is offered at the end of a lesson, and within what was offered. */
export interface AgainView {
  readonly rows: readonly {
    readonly id: string;
    readonly title: string;
    readonly href: string;
    readonly isHere: boolean;
    readonly isDone: boolean;
  }[];
  /** The lesson that it belongs to, where this is a part of what it offers. */
  readonly lesson: { readonly href: string } | null;
  /** The lesson in sixty seconds, where it has that: a page of its own. */
  readonly scene: { readonly title: string; readonly href: string } | null;
}
