import { expect, it } from "vitest";
import { randomUid } from "../apiserver/names.ts";
import { hexOf } from "./hex.ts";

it("writes words of 32 bits in eight digits each", () => {
  expect(hexOf([0, 0x89ab_cdef, 4_294_967_295])).toBe("0000000089abcdefffffffff");
});

it("makes a UUID of version 4 and its variant from four words", () => {
  const rng = { next: () => 0, int: () => 0, words: () => [0x0123_4567, 0x89ab_cdef, 0xfedc_ba98, 0x7654_3210] };
  expect(randomUid(rng)).toBe("01234567-89ab-4def-bedc-ba9876543210");
});
