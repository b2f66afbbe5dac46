// What answers a kind of vectors: our function for the real one's, case by case.
import type { JsonObject } from "#api/meta";
import type { VectorCase } from "../recording.ts";

export interface Kind {
  /** What ours says, in the form of the case's `want`. */
  answer(recorded: VectorCase, now: string): object;
  /** How it came to that, for whoever looks at one case. */
  trace?(recorded: VectorCase, now: string): string;
}

/** A kind whose cases are all of one type. */
export const kindOf = (answer: (input: never, now: string) => object): Kind => ({
  answer: (recorded, now) => answer(recorded.in as never, now),
});

/** What remains when an object is written as JSON and read again. */
export const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value));
