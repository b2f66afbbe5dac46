import { describe, expect, it } from "vitest";
import { qrOf, type QrCode } from "./qr.ts";

const linkOf = (length: number): string =>
  "https://drydock.example/#"
    .concat(Array.from({ length }, (_, i) => "aZ9-_~%"[(i * 7 + length) % 7]).join(""))
    .slice(0, length);

/** The pattern of seven by seven by which a camera finds a corner. */
const cornerOf = (code: QrCode | null): readonly string[] =>
  (code ?? []).slice(0, 7).map((row) =>
    row
      .slice(0, 7)
      .map((isDark) => (isDark ? "#" : "."))
      .join(""),
  );

describe("a QR code", () => {
  it("begins with the corner, and has no margin of its own", () =>
    expect(cornerOf(qrOf("https"))).toEqual([
      "#######",
      "#.....#",
      "#.###.#",
      "#.###.#",
      "#.###.#",
      "#.....#",
      "#######",
    ]));

  it.each([
    [17, 21],
    [60, 33],
    [300, 61],
    [1500, 129],
    [2953, 177],
  ])("of %i letters is %i modules wide", (length, size) => expect(qrOf(linkOf(length))?.length).toBe(size));

  it("counts bytes, not letters", () => expect(qrOf("가".repeat(6))?.length).toBe(25));

  it("ends where no code holds more", () => {
    expect(qrOf(linkOf(2954))).toBe(null);
    expect(qrOf("가".repeat(985))).toBe(null);
  });
});
