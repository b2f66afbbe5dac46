// What a speaker reads: each sentence of the notes is a line of its own, found again at a glance. And the plan: how long each step is to be.
import { toBlocks, toInline, type Block, type Prose, type RichText } from "#tutor";

/** A sentence ends before a space, quotation mark included; not inside code. */
const SENTENCE_END = /(?<=[.!?][”"’)]?)\s+/;

export const sentences = (text: string): readonly string[] => {
  const found: string[] = [];
  for (const part of text.split(/\n\n+/).flatMap((p) => p.split(SENTENCE_END))) {
    const last = found.at(-1);
    const isInCode = last !== undefined && (last.split("`").length - 1) % 2 === 1;
    if (isInCode) found[found.length - 1] = `${last} ${part}`;
    else if (part.trim() !== "") found.push(part.trim());
  }
  return found;
};

export interface StepNotes {
  readonly title: string;
  readonly lines: readonly RichText[];
  readonly plannedMs: number;
  readonly realLife: readonly Block[];
}

const notesOf = (prose: Prose, step: string): StepNotes => {
  const text = prose.steps[step];
  return {
    title: text?.title ?? step,
    lines: sentences(text?.notes?.text ?? "").map(toInline),
    plannedMs: text?.notes?.ms ?? 0,
    realLife: toBlocks(text?.realLife ?? ""),
  };
};

const planOf = (prose: Prose, steps: readonly string[]): readonly number[] =>
  steps.map((id) => prose.steps[id]?.notes?.ms ?? 0);

export interface CaptionView {
  readonly title: string;
  /** The first sentence of the step, for those who came late. */
  readonly line: RichText;
}

const captionOf = (prose: Prose, step: string): CaptionView => {
  const text = prose.steps[step];
  const first = toBlocks(text?.body ?? "").length > 0 ? sentences(text?.body.split(/\n\n+/)[0] ?? "")[0] : undefined;
  return { title: text?.title ?? step, line: toInline(first ?? "") };
};

export interface CardView {
  readonly question: RichText;
  readonly options: readonly { readonly id: string; readonly text: RichText }[];
}

/** A question to the room. */
const cardOf = (prose: Prose, step: string): CardView | null => {
  const card = prose.steps[step]?.predict;
  if (!card) return null;
  const options = Object.entries(card.options).map(([id, text]) => ({ id, text: toInline(text) }));
  return { question: toInline(card.question), options };
};

/** A lesson's words as the windows of a talk ask for them. */
export interface TalkProse {
  readonly titleOf: (step: string) => string;
  readonly notesOf: (step: string) => StepNotes;
  readonly planOf: (steps: readonly string[]) => readonly number[];
  readonly captionOf: (step: string) => CaptionView;
  readonly cardOf: (step: string) => CardView | null;
}

export const talkProse = (prose: Prose): TalkProse => ({
  titleOf: (step) => prose.steps[step]?.title ?? step,
  notesOf: (step) => notesOf(prose, step),
  planOf: (steps) => planOf(prose, steps),
  captionOf: (step) => captionOf(prose, step),
  cardOf: (step) => cardOf(prose, step),
});
