// What the small script of an embed and the simulation that it loads on play say to each other.
import type { EmbedWords } from "#app/i18n/embed-en";
import type { Words } from "#app/i18n/words";
import type { Language } from "#app/view-models/chrome";
import type { EmbedParams } from "./params.ts";

/** To the page around the embed; `drydock: 1` stands beside it. */
export type Outgoing =
  | { readonly type: "height"; readonly height: number }
  | { readonly type: "ready" }
  | { readonly type: "time"; readonly t: number; readonly isPlaying: boolean; readonly failed: number }
  /** Of two futures beside each other: how many failed on the left, and on the right. */
  | {
      readonly type: "compare";
      readonly t: number;
      readonly isPlaying: boolean;
      readonly failed: readonly [number, number];
    }
  | { readonly type: "step"; readonly step: string; readonly isDone: boolean }
  | { readonly type: "done" }
  | { readonly type: "refused"; readonly why: string };

export interface Bridge {
  readonly root: HTMLElement;
  readonly language: Language;
  readonly words: Words;
  readonly text: EmbedWords;
  /** The moment of the picture, ms on the lesson's clock. */
  readonly atMs: number;
  readonly params: EmbedParams;
  /** The letters of a moment that was handed on, as they stand in the address. */
  readonly moment: string | null;
  readonly post: (message: Outgoing) => void;
  /** Brings what is needed to type and to write (hands.ts). */
  readonly loadHands: () => Promise<void>;
  /** Somebody pressed play; a message may have asked for something else. */
  readonly isPlaying: boolean;
}

/** Name of the error that says in words why a moment is not shown: the lesson can still be played from its beginning. The scripts share no class. */
export const REFUSED = "Refused";

/** Answers who takes the messages of the page around. */
export type StartPlayer = (bridge: Bridge, scene: unknown) => Promise<(message: unknown) => void>;

/** In the language of the embed. */
interface PlayerWords {
  readonly words: Words;
  readonly text: EmbedWords;
}

declare global {
  interface Window {
    drydockWords?: PlayerWords;
    drydockPlayer?: StartPlayer;
    drydockScene?: unknown;
  }
}
