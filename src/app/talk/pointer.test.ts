import { expect, it } from "vitest";
import { pointedOf } from "./pointer.ts";

it.each([
  [
    { id: "a", x: 0.5, y: 2 },
    { id: "a", x: 0.5, y: 2 },
  ],
  [
    { id: "a", x: 0.5, y: 2, more: 1 },
    { id: "a", x: 0.5, y: 2 },
  ],
  [null, null],
  ["a", null],
  [{ id: 1, x: 0, y: 0 }, null],
  [{ id: "a", x: "0", y: 0 }, null],
  [{ id: "a", x: 0, y: Number.NaN }, null],
])("%j points at %j", (said, at) => expect(pointedOf(said)).toEqual(at));
