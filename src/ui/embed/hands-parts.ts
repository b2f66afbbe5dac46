// What only the second script of the simulation has; it leaves it here when it has come.
import type { EmbedMoment } from "#app/embed/embed-moment";
import type { Broken } from "#app/embed/embed-report";
import type { Words } from "#app/i18n/words";
import type { EmbedWords } from "#app/i18n/embed-en";
import type { EmbedRun } from "#app/embed/embed-run";
import type { Language } from "#app/view-models/chrome";
import type { EmbedParams } from "./params.ts";

export interface CompareOptions {
  readonly run: EmbedRun;
  readonly language: Language;
  readonly words: Words;
  readonly text: EmbedWords;
  /** What is compared at first. */
  readonly wanted: EmbedParams["whatIf"];
  readonly isPlaying: boolean;
  readonly speed: number;
  /** Something else is seen than before. */
  readonly onShown: (shown: { readonly atMs: number; readonly isPlaying: boolean; readonly failed: Sides }) => void;
}
/** Of the left and the right. */
type Sides = readonly [number, number];

/** Two futures in place of the picture. */
export interface Comparison {
  readonly element: HTMLElement;
  pass(wallMs: number, now: number): void;
  play(isPlaying: boolean): void;
  seek(atMs: number): void;
  setSpeed(speed: number): void;
  /** Takes it away. */
  close(): void;
}

export interface HandsParts {
  /** null: there is only one future. */
  readonly compare: (options: CompareOptions) => Comparison | null;
  /** Makes a moment again, or says in words why not. */
  readonly openMoment: (
    letters: string | null,
    scene: unknown,
    language: Language,
  ) => Promise<EmbedMoment | { readonly why: string }>;
  /** A file that opens where it broke, and the same to copy: a sandboxed frame may save nothing. */
  readonly report: (broken: Broken, fault: Error, place: Element) => void;
  /** Does a shell go on reading behind this text and Enter? */
  readonly goesOn: (text: string) => boolean;
  /** Says that a moment came to something else than what was handed on. */
  readonly differs: (language: Language) => string;
}

let here: HandsParts | null = null;

export const leaveParts = (parts: HandsParts): void => {
  here = parts;
};

/** For those who waited for the script. */
export const handsParts = (): HandsParts => {
  if (!here) throw new Error("The second script has not come.");
  return here;
};
