// The words of the preview, for authors: they come with it.
export const preview = {
  title: "Preview",
  intro: "Every state of every step, as the simulation makes it. It is drawn again when a file of the lesson changes.",
  play: "Play it",
  missing: "There is no such lesson.",
  drawing: (done: number) => `${done} states, and more to come …`,
  drawn: (done: number) => `${done} states`,
  kinds: { start: "As it begins", hint: "Hint", guess: "Guess", wrong: "Wrong way", done: "Done" },
  noHint: (id: string) => `The hint “${id}” did not come up here. npm run prove says whether it can.`,
  notAnswered: "This way should have been answered by its feedback, and was not.",
  notDone: "The goals were not reached.",
  at: (time: string) => `at ${time}`,
};

type Texts = typeof preview;

export interface PreviewWords extends Readonly<
  Record<"title" | "intro" | "play" | "missing" | "notAnswered" | "notDone", string>
> {
  readonly kinds: Readonly<Record<keyof Texts["kinds"], string>>;
  readonly drawing: (done: number) => string;
  readonly drawn: (done: number) => string;
  readonly noHint: (id: string) => string;
  readonly at: (time: string) => string;
}
