// SHA-256 (FIPS 180-4), for names that are made of the hash of what they stand for.
import { utf8 } from "#api/utf8";

/** The first 32 bits of the fractional parts of roots of the first primes. */
const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 0x1_0000_0000) | 0;

const PRIMES: readonly number[] = Array.from({ length: 310 }, (_, index) => index + 2).filter((number) => {
  for (let by = 2; by * by <= number; by++) if (number % by === 0) return false;
  return true;
});

const ROUNDS = PRIMES.slice(0, 64).map((prime) => fraction(Math.cbrt(prime)));
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

const padded = (bytes: Uint8Array): Uint8Array => {
  const out = new Uint8Array((((bytes.length + 8) >> 6) + 1) * 64);
  out.set(bytes);
  out[bytes.length] = 0x80;
  new DataView(out.buffer).setUint32(out.length - 4, bytes.length * 8);
  return out;
};

const schedule = (view: DataView, at: number): Int32Array => {
  const words = new Int32Array(64);
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + i * 4);
  for (let i = 16; i < 64; i++) {
    const [a = 0, b = 0] = [words[i - 15], words[i - 2]];
    const small = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const large = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    words[i] = ((words[i - 16] ?? 0) + small + (words[i - 7] ?? 0) + large) | 0;
  }
  return words;
};

const compress = (state: readonly number[], words: Int32Array): number[] => {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g);
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (ROUNDS[i] ?? 0) + (words[i] ?? 0)) | 0;
    const most = (a & b) ^ (a & c) ^ (b & c);
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + most) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + (state[index] ?? 0)) | 0);
};

/** The hash of a text's UTF-8 bytes, as eight words. */
const wordsOf = (text: string): readonly number[] => {
  const bytes = padded(Uint8Array.from(utf8(text)));
  const view = new DataView(bytes.buffer);
  let state: readonly number[] = START;
  for (let at = 0; at < bytes.length; at += 64) state = compress(state, schedule(view, at));
  return state;
};

/** The hash of a text's UTF-8 bytes, in hexadecimal. */
export const sha256 = (text: string): string =>
  wordsOf(text)
    .map((word) => (word >>> 0).toString(16).padStart(8, "0"))
    .join("");

/** The same, as 32 bytes. */
export const sha256Bytes = (text: string): Uint8Array => {
  const out = new DataView(new ArrayBuffer(32));
  for (const [index, word] of wordsOf(text).entries()) out.setInt32(index * 4, word);
  return new Uint8Array(out.buffer);
};
