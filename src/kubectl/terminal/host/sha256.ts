// SHA-256 (FIPS 180-4) of a text of ASCII letters: kube-proxy names its chains by it.

const MASK = 0xff_ff_ff_ff;

const isPrime = (n: number): boolean => {
  for (let i = 2; i * i <= n; i++) if (n % i === 0) return false;
  return true;
};
const firstPrimes = (count: number): number[] => {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (isPrime(n)) found.push(n);
  return found;
};
const fraction = (x: number): number => ((x - Math.floor(x)) * 2 ** 32) >>> 0;
const K = firstPrimes(64).map((p) => fraction(Math.cbrt(p)));
const START = firstPrimes(8).map((p) => fraction(Math.sqrt(p)));

const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

const padded = (text: string): Uint8Array => {
  const bytes = new Uint8Array((Math.floor((text.length + 8) / 64) + 1) * 64);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  bytes[text.length] = 0x80;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, text.length * 8);
  return bytes;
};

const schedule = (view: DataView, from: number): number[] => {
  const w: number[] = [];
  for (let i = 0; i < 16; i++) w.push(view.getUint32(from + i * 4));
  for (let i = 16; i < 64; i++) {
    const [a, b] = [w[i - 15]!, w[i - 2]!];
    const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    w.push((w[i - 16]! + s0 + w[i - 7]! + s1) & MASK);
  }
  return w;
};

const compress = (h: readonly number[], w: readonly number[]): number[] => {
  let [a, b, c, d, e, f, g, last] = h as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const t1 = (last + s1 + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0;
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [last, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  return [a, b, c, d, e, f, g, last].map((x, i) => (h[i]! + x) | 0);
};

export const sha256 = (text: string): Uint8Array => {
  const bytes = padded(text);
  const view = new DataView(bytes.buffer);
  let h: readonly number[] = START;
  for (let from = 0; from < bytes.length; from += 64) h = compress(h, schedule(view, from));
  const out = new Uint8Array(32);
  const words = new DataView(out.buffer);
  h.forEach((word, i) => words.setUint32(i * 4, word >>> 0));
  return out;
};

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** encoding/base32 of Go's standard library, without its padding. */
export const base32 = (bytes: Uint8Array): string => {
  let [text, held, bits] = ["", 0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += LETTERS[(held >>> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + LETTERS[(held << (5 - bits)) & 31] : text;
};
