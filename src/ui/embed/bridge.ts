// What the small script of an embed and the simulation that it loads on play say to each other.
import type { Language } from "#app/view-models/chrome";
import type { EmbedParams } from "./params.ts";

/** To the page around the embed; `drydock: 1` stands beside it. */
export type Outgoing =
  | { readonly type: "height"; readonly height: number }
  | { readonly type: "ready" }
  | { readonly type: "time"; readonly t: number; readonly isPlaying: boolean; readonly failed: number }
  | { readonly type: "step"; readonly step: string; readonly isDone: boolean }
  | { readonly type: "done" }
  | { readonly type: "refused"; readonly why: string };

export interface Bridge {
  readonly root: HTMLElement;
  readonly language: Language;
  /** The moment of the picture, ms on the lesson's clock. */
  readonly atMs: number;
  readonly params: EmbedParams;
  readonly post: (message: Outgoing) => void;
  /** Brings what is needed to type and to write (hands.ts). */
  readonly loadHands: () => Promise<void>;
  /** Somebody pressed play; a message may have asked for something else. */
  readonly isPlaying: boolean;
}

/** Answers who takes the messages of the page around. */
export type StartPlayer = (bridge: Bridge, scene: unknown) => Promise<(message: unknown) => void>;

declare global {
  interface Window {
    drydockPlayer?: StartPlayer;
    drydockScene?: unknown;
  }
}
