import { expect, it } from "vitest";
import { linesOf, problemsOf } from "./lines.ts";

/** Seeds that once found a fault stay here. */
const KEPT: readonly number[] = [];

it.each([...KEPT, 1, 2, 3])("seed %i: whatever is typed, nothing throws or hangs, and the invariants hold", (seed) =>
  expect(problemsOf(linesOf(seed))).toEqual([]),
);
