import { describe, expect, it } from "vitest";
import { qrOf, type QrCode } from "./qr.ts";

const rowsOf = (code: QrCode | null): readonly string[] =>
  (code ?? []).map((row) => row.map((isDark) => (isDark ? "#" : ".")).join(""));
const linkOf = (length: number): string =>
  "https://drydock.example/#"
    .concat(Array.from({ length }, (_, i) => "aZ9-_~%"[(i * 7 + length) % 7]).join(""))
    .slice(0, length);

/** FNV-1a of all rows. */
const hashOf = (code: QrCode | null): string => {
  let hash = 0x811c9dc5;
  for (const letter of rowsOf(code).join("\n")) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash.toString(16);
};

describe("a QR code", () => {
  it("of five letters, module by module", () => {
    expect(rowsOf(qrOf("https"))).toEqual([
      "#######..#.##.#######",
      "#.....#...##..#.....#",
      "#.###.#.#...#.#.###.#",
      "#.###.#.#.....#.###.#",
      "#.###.#.###.#.#.###.#",
      "#.....#.##.#..#.....#",
      "#######.#.#.#.#######",
      "........##...........",
      "#.#####....#..#####..",
      "###.#..#.######..####",
      "##.#.##..#..#.##..##.",
      "..###...#######..##..",
      "###..###..#.#..#.#..#",
      "........#...#..#.##.#",
      "#######..###.#..#.##.",
      "#.....#.##.....#####.",
      "#.###.#.####.#..##.#.",
      "#.###.#.#.######..#..",
      "#.###.#.###.#.##..#..",
      "#.....#..######.###..",
      "#######.##..#..#.#.#.",
    ]);
  });

  // Each was compared with what another encoder (uqr 0.1.2) draws for the same text, level and mask.
  it.each([
    [17, 21, "95da09c5"],
    [60, 33, "ff91746c"],
    [300, 61, "e5e6841c"],
    [1500, 129, "165586b4"],
    [2953, 177, "7a2c6aba"],
  ])("of %i letters is %i modules wide", (length, size, hash) => {
    const code = qrOf(linkOf(length));
    expect([code?.length, hashOf(code)]).toEqual([size, hash]);
  });

  it("counts bytes, not letters", () => expect(qrOf("가".repeat(6))?.length).toBe(25));

  it("ends where no code holds more", () => {
    expect(qrOf(linkOf(2954))).toBe(null);
    expect(qrOf("가".repeat(985))).toBe(null);
  });
});
