// Recorded cases for the tests beside the code, which answer them as the runner does.
import { readFileSync } from "node:fs";

export interface RecordedCase<In, Want> {
  /** `12 pod with two containers`. */
  readonly title: string;
  readonly in: In;
  readonly want: Want;
}

export const recordedNow = (kind: string): string => (read(kind) as { readonly now: string }).now;

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what its kind holds
export const recorded = <In, Want = object>(kind: string): readonly RecordedCase<In, Want>[] => {
  const { cases } = read(kind) as { readonly cases: readonly { name?: string; theme?: string; in: In; want: Want }[] };
  return cases.map(({ name, theme, in: input, want }, i) => ({
    title: `${i} ${theme ?? name ?? ""}`,
    in: input,
    want,
  }));
};

/** The recording compares what it holds; an answer may say more. */
export const onlyWanted = (answer: object, want: object): object =>
  Object.fromEntries(Object.entries(answer).filter(([key]) => key in want));

const read = (kind: string): unknown =>
  JSON.parse(readFileSync(new URL(`../recordings/vectors/${kind}.json`, import.meta.url), "utf8"));
