// What the timeline draws. Types only.
import type { RichText } from "./text.ts";

export interface TimelineBin {
  readonly fromMs: number;
  readonly served: number;
  readonly failed: number;
}

export interface TimelineMark {
  readonly id: string;
  readonly timeMs: number;
  readonly kind: "command" | "event" | "warn" | "fail" | "goal";
  readonly label: string;
  /** Drawn beside the mark; the others tell it on focus. */
  readonly isLabelShown: boolean;
  readonly objectId: string | null;
}

/** The ruler in order. A cut is a stretch without an event: it is drawn as a break line of fixed width. */
export interface TimelineSegment {
  readonly kind: "run" | "cut";
  readonly fromMs: number;
  readonly toMs: number;
  /** Of a cut: "1 min 40 s without an event". */
  readonly text: string;
}

export interface BranchView {
  readonly id: string;
  /** A, B, C in the order in which they were made. */
  readonly name: string;
  readonly label: string;
  readonly isCurrent: boolean;
  /** Where it parts from the present one. */
  readonly partsMs: number;
  readonly endMs: number;
  readonly bins: readonly TimelineBin[];
}

export interface TimelineView {
  readonly nowMs: number;
  readonly nowText: string;
  /** How far this future has been seen. */
  readonly seenMs: number;
  readonly seenText: string;
  readonly isPlaying: boolean;
  /** It stands still for a guess. */
  readonly isHeld: boolean;
  readonly speed: number;
  /** 0 stands for "as fast as it goes". */
  readonly speeds: readonly number[];
  readonly binMs: number;
  readonly bins: readonly TimelineBin[];
  /** Requests in a full bin: the height of the strip. */
  readonly fullBin: number;
  readonly segments: readonly TimelineSegment[];
  readonly ticks: readonly { readonly timeMs: number; readonly text: string | null }[];
  readonly marks: readonly TimelineMark[];
  readonly branches: readonly BranchView[];
  readonly next: {
    readonly text: RichText;
    readonly inText: string;
    readonly timeMs: number;
  } | null;
}
