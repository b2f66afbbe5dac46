// A QR code (ISO/IEC 18004, model 2, bytes) of a link: drawn here, so that no other site learns of it and no network is needed.
import { withCheck } from "./reed-solomon.ts";

/** Rows of modules; true is dark. */
export type QrCode = readonly (readonly boolean[])[];

/** How much may be lost: about 7 % (L) or 15 % (M) of the letters. */
export type QrLevel = "L" | "M";

const LEVEL_BITS: { readonly [L in QrLevel]: number } = { L: 1, M: 0 };

/** By version from 1 on: check bytes of each block, and how many blocks there are. */
const CHECK_BYTES: { readonly [L in QrLevel]: readonly number[] } = {
  L: [
    7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30,
    30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
  ],
  M: [
    10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28,
    28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
  ],
};
const BLOCKS: { readonly [L in QrLevel]: readonly number[] } = {
  L: [
    1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19,
    20, 21, 22, 24, 25,
  ],
  M: [
    1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33,
    35, 37, 38, 40, 43, 45, 47, 49,
  ],
};
const VERSIONS = 40;

const sizeOf = (version: number): number => 17 + 4 * version;

/** Modules that carry data, by what the patterns and the format leave. */
const modulesOf = (version: number): number => {
  const align = version < 2 ? 0 : Math.floor(version / 7) + 2;
  const aligned = version < 2 ? 0 : (25 * align - 10) * align - 55;
  return (16 * version + 128) * version + 64 - aligned - (version < 7 ? 0 : 36);
};
const bytesOf = (version: number): number => Math.floor(modulesOf(version) / 8);
const roomOf = (version: number, level: QrLevel): number =>
  bytesOf(version) - CHECK_BYTES[level][version - 1]! * BLOCKS[level][version - 1]!;

const lengthBits = (version: number): number => (version < 10 ? 8 : 16);

/** Null: longer than any code. The smallest that holds it; the safer level where that takes no larger one. */
export const qrOf = (text: string): QrCode | null => {
  const bytes = new TextEncoder().encode(text);
  const needs = (version: number): number => Math.ceil((4 + lengthBits(version) + 8 * bytes.length) / 8);
  let version = 1;
  while (version <= VERSIONS && needs(version) > roomOf(version, "L")) version += 1;
  if (version > VERSIONS) return null;
  const level = needs(version) <= roomOf(version, "M") ? "M" : "L";
  return draw(version, level, interleaved(padded(bytes, version, level), version, level));
};

/** With its mode and length before it, and filled up to the room there is. */
const padded = (bytes: Uint8Array, version: number, level: QrLevel): readonly number[] => {
  const bits: number[] = [];
  const put = (value: number, count: number): void => {
    for (let i = count - 1; i >= 0; i--) bits.push((value >> i) & 1);
  };
  put(4, 4);
  put(bytes.length, lengthBits(version));
  for (const byte of bytes) put(byte, 8);
  const room = roomOf(version, level);
  put(0, Math.min(4, room * 8 - bits.length));
  while (bits.length % 8 > 0) bits.push(0);
  const all: number[] = [];
  for (let i = 0; i < bits.length; i += 8) all.push(bits.slice(i, i + 8).reduce((sum, bit) => sum * 2 + bit, 0));
  for (let fill = 0xec; all.length < room; fill ^= 0xec ^ 0x11) all.push(fill);
  return all;
};

/** Cut into blocks, each with its check, and a byte of each in turn. */
const interleaved = (data: readonly number[], version: number, level: QrLevel): readonly number[] => {
  const count = BLOCKS[level][version - 1]!;
  const check = CHECK_BYTES[level][version - 1]!;
  const short = Math.floor(bytesOf(version) / count) - check;
  const shorts = count - (bytesOf(version) % count);
  const blocks: { readonly data: readonly number[]; readonly check: readonly number[] }[] = [];
  let from = 0;
  for (let i = 0; i < count; i++) {
    const to = from + short + (i < shorts ? 0 : 1);
    const own = data.slice(from, to);
    blocks.push({ data: own, check: withCheck(own, check) });
    from = to;
  }
  const turns = (of: (block: (typeof blocks)[number]) => readonly number[], length: number): number[] =>
    Array.from({ length }, (_, i) => blocks.flatMap((block) => of(block)[i] ?? [])).flat();
  return [...turns((b) => b.data, short + 1), ...turns((b) => b.check, check)];
};

type Grid = (boolean | null)[][];

const draw = (version: number, level: QrLevel, bytes: readonly number[]): QrCode => {
  const size = sizeOf(version);
  const bare: Grid = Array.from({ length: size }, () => Array.from({ length: size }, () => null));
  drawPatterns(bare, version);
  const places = placesOf(bare);
  let best: { readonly grid: boolean[][]; readonly faults: number } | null = null;
  for (let mask = 0; mask < MASKS.length; mask++) {
    const grid = bare.map((row) => row.map((module) => module ?? false));
    for (const [i, [x, y]] of places.entries()) {
      const bit = ((bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1;
      grid[y]![x] = (bit === 1) !== MASKS[mask]!(x, y);
    }
    drawFormat(grid, (LEVEL_BITS[level] << 3) | mask);
    const faults = faultsOf(grid);
    if (best === null || faults < best.faults) best = { grid, faults };
  }
  return best!.grid;
};

// ---- What every code has ----
const drawPatterns = (grid: Grid, version: number): void => {
  const size = grid.length;
  for (let i = 0; i < size; i++) {
    grid[6]![i] = i % 2 === 0;
    grid[i]![6] = i % 2 === 0;
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    drawSquares(grid, { x, y, reach: 4, light: [2, 4] });
  const lines = alignmentOf(version);
  const last = lines.length - 1;
  for (const [i, x] of lines.entries()) {
    for (const [j, y] of lines.entries()) {
      const isCorner = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
      if (!isCorner) drawSquares(grid, { x, y, reach: 2, light: [1] });
    }
  }
  // The format comes last, when the mask is known.
  drawFormat(grid, 0);
  if (version >= 7) drawVersion(grid, version);
};

interface Squares {
  readonly x: number;
  readonly y: number;
  readonly reach: number;
  readonly light: readonly number[];
}

const drawSquares = (grid: Grid, { x, y, reach, light }: Squares): void => {
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const row = grid[y + dy];
      if (row && x + dx >= 0 && x + dx < grid.length)
        row[x + dx] = !light.includes(Math.max(Math.abs(dx), Math.abs(dy)));
    }
  }
};

const alignmentOf = (version: number): readonly number[] => {
  if (version < 2) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const lines = [6];
  for (let at = sizeOf(version) - 7; lines.length < count; at -= step) lines.splice(1, 0, at);
  return lines;
};

/** What remains of a value, shifted up, after division by a polynomial. */
const remainder = (value: number, bits: number, by: number): number => {
  let rest = value;
  for (let i = 0; i < bits; i++) rest = (rest << 1) ^ ((rest >>> (bits - 1)) * by);
  return rest;
};

const FORMAT_MASK = 0x5412;

const drawFormat = (grid: Grid, data: number): void => {
  const size = grid.length;
  const bits = ((data << 10) | remainder(data, 10, 0x537)) ^ FORMAT_MASK;
  const bit = (i: number): boolean => ((bits >>> i) & 1) === 1;
  for (let i = 0; i < 15; i++) {
    // Around the first corner: down its right side, then along its lower one; both step over the line of the clock.
    if (i < 8) grid[i < 6 ? i : i + 1]![8] = bit(i);
    else grid[8]![i === 8 ? 7 : 14 - i] = bit(i);
    // And again beside the two others.
    if (i < 8) grid[8]![size - 1 - i] = bit(i);
    else grid[size - 15 + i]![8] = bit(i);
  }
  grid[size - 8]![8] = true;
};

const drawVersion = (grid: Grid, version: number): void => {
  const size = grid.length;
  const bits = (version << 12) | remainder(version, 12, 0x1f25);
  for (let i = 0; i < 18; i++) {
    const [far, near] = [size - 11 + (i % 3), Math.floor(i / 3)];
    const isDark = ((bits >>> i) & 1) === 1;
    grid[near]![far] = isDark;
    grid[far]![near] = isDark;
  }
};

/** Where data goes: up and down in columns of two, from the right. */
const placesOf = (grid: Grid): readonly (readonly [number, number])[] => {
  const size = grid.length;
  const places: (readonly [number, number])[] = [];
  let isUp = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i++) {
      const y = isUp ? size - 1 - i : i;
      places.push(...([right, right - 1] as const).flatMap((x) => (grid[y]![x] === null ? [[x, y] as const] : [])));
    }
    isUp = !isUp;
  }
  return places;
};

// ---- Masks: the one that a camera has least trouble with ----
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

const FINDERS = ["10111010000", "00001011101"];

const faultsOf = (grid: readonly (readonly boolean[])[]): number => {
  const size = grid.length;
  const rows = grid.map(textOf);
  const columns = grid.map((_, x) => textOf(grid.map((row) => row[x]!)));
  let faults = 0;
  for (const line of [...rows, ...columns]) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) faults += run.length - 2;
    for (const like of FINDERS)
      for (let at = line.indexOf(like); at >= 0; at = line.indexOf(like, at + 1)) faults += 40;
  }
  for (let y = 0; y + 1 < size; y++) {
    for (let x = 0; x + 1 < size; x++) {
      const here = grid[y]![x];
      if (here === grid[y]![x + 1] && here === grid[y + 1]![x] && here === grid[y + 1]![x + 1]) faults += 3;
    }
  }
  const dark = grid.flat().filter(Boolean).length;
  return faults + Math.floor(Math.abs(dark * 20 - size * size * 10) / (size * size)) * 10;
};

const textOf = (line: readonly boolean[]): string => line.map((isDark) => (isDark ? "1" : "0")).join("");
