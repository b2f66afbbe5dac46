import { expect, it } from "vitest";
import { hueOf } from "./hue.ts";
import { paintWith } from "./line.ts";

// FNV-1 of the empty text is its offset, 2166136261, which is 1 modulo 6; of "a" it is 0x050c5d7e, which is 2.
it.each([
  ["", 1],
  ["a", 2],
])("the hue of %j", (pod, hue) => expect(hueOf(pod)).toBe(hue));

it("writes codes only where they are wanted", () => {
  expect(paintWith(false)("92;1", "+")).toBe("+");
  expect(paintWith(true)("92;1", "+")).toBe("\u001b[92;1m+\u001b[0;22m");
});
