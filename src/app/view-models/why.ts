// What the answers to "why?" and the inspector draw. Types only.
import type { RichText, Tone } from "./text.ts";

/** Where a numbered balloon appears beside the popover. */
export type EvidenceTarget =
  | { readonly kind: "pod" | "endpoint" | "hop" | "node"; readonly id: string }
  | { readonly kind: "line"; readonly fileId: string; readonly line: number }
  | { readonly kind: "time"; readonly timeMs: number };

export interface EvidenceView {
  readonly n: number;
  readonly text: RichText;
  readonly targets: readonly EvidenceTarget[];
}

export type WhyLink =
  | { readonly kind: "line"; readonly label: string; readonly fileId: string; readonly line: number }
  | { readonly kind: "command"; readonly label: string; readonly command: string }
  | { readonly kind: "time"; readonly label: string; readonly timeMs: number }
  | { readonly kind: "object"; readonly label: string; readonly id: string };

/** The bays answer the scheduler: a filter's word, or a score. */
export interface VerdictView {
  readonly nodeId: string;
  readonly nodeName: string;
  readonly state: "refused" | "fits" | "chosen";
  readonly text: string;
  /** In plain words: who refused it and over what; of a score, what it is made of. */
  readonly detail: string;
}

/** One link of a chain of causes: what was so, since when, and whom it can be asked of in turn. */
export interface CauseView {
  readonly text: RichText;
  readonly timeMs: number | null;
  readonly timeText: string;
  /** The object that has an answer of its own. */
  readonly askId: string | null;
}

export interface WhyView {
  /** The object it is about: the popover stands beside it. */
  readonly subjectId: string;
  readonly title: string;
  readonly sentence: RichText;
  readonly evidence: readonly EvidenceView[];
  /** From what is seen back to what began it: each because of the next. */
  readonly causes: readonly CauseView[];
  /** What would change it. */
  readonly changes: readonly RichText[];
  readonly verdicts: readonly VerdictView[];
  readonly links: readonly WhyLink[];
}

export interface InspectorView {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** What its tab is called. */
  readonly shortName: string;
  readonly facts: readonly {
    readonly label: string;
    readonly value: string;
    readonly tone: Tone;
    /** What the label means, where that is not plain. */
    readonly note: string | null;
  }[];
  readonly events: readonly {
    readonly id: string;
    readonly timeText: string;
    readonly timeMs: number;
    readonly reason: string;
    readonly message: string;
    readonly tone: Tone;
  }[];
  /** Questions that can be asked about it: "Why here?", "Why pending?" */
  readonly questions: readonly { readonly id: string; readonly label: string }[];
  /** Faults that can be caused by hand: "Pull the power", "Let the application hang" */
  readonly faults: readonly { readonly id: string; readonly label: string }[];
}
