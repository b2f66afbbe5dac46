// Models staging/src/k8s.io/apiserver/pkg/storage/names/generate.go and apimachinery/pkg/util/rand (v1.36).
import type { Rng } from "../clock/rng.ts";

/** No vowels and none of 0, 1, 3: so that no word comes out by chance. */
const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
const SUFFIX = 5;
const MAX_BASE = 63 - SUFFIX;

export const randomSuffix = (rng: Rng, stream: string, length = SUFFIX): string => {
  let text = "";
  for (let i = 0; i < length; i++) text += ALPHABET[rng.int(stream, ALPHABET.length)];
  return text;
};

/** `base` cut to 58 characters, and five at random. */
export const generateName = (rng: Rng, base: string): string => base.slice(0, MAX_BASE) + randomSuffix(rng, "names");

/** rand.SafeEncodeString: the digits of a hash in the same alphabet, so only 456789bcdf occur. */
export const safeEncode = (digits: string): string =>
  digits.replaceAll(/./g, (c) => ALPHABET[c.charCodeAt(0) % ALPHABET.length]!);

const hex = (n: number, width: number): string => (n >>> 0).toString(16).padStart(width, "0");

/** A version 4 UUID. */
export const randomUid = (rng: Rng): string => {
  const a = rng.int("uid", 4_294_967_296);
  const b = rng.int("uid", 4_294_967_296);
  const c = rng.int("uid", 4_294_967_296);
  const d = rng.int("uid", 4_294_967_296);
  const h = hex(b, 8);
  const k = hex(c, 8);
  return `${hex(a, 8)}-${h.slice(0, 4)}-4${h.slice(5)}-${"89ab"[c >>> 30]}${k.slice(1, 4)}-${k.slice(4)}${hex(d, 8)}`;
};
