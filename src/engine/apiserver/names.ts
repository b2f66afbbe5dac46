// Models staging/src/k8s.io/apiserver/pkg/storage/names/generate.go and apimachinery/pkg/util/rand (v1.36).
import { hexCodes } from "../clock/hex.ts";
import type { Rng } from "../clock/rng.ts";

/** No vowels and none of 0, 1, 3: so that no word comes out by chance. */
const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
const SUFFIX = 5;
const MAX_BASE = 63 - SUFFIX;
const UINT32 = 4_294_967_296;

export const randomSuffix = (rng: Rng, stream: string, length = SUFFIX): string => {
  let text = "";
  for (const word of rng.words(stream, length)) text += ALPHABET[Math.floor((word / UINT32) * ALPHABET.length)];
  return text;
};

/** `base` cut to 58 characters, and five at random. */
export const generateName = (rng: Rng, base: string): string => base.slice(0, MAX_BASE) + randomSuffix(rng, "names");

/** rand.SafeEncodeString: the digits of a hash in the same alphabet, so only 456789bcdf occur. */
export const safeEncode = (digits: string): string =>
  digits.replaceAll(/./g, (c) => ALPHABET[c.charCodeAt(0) % ALPHABET.length]!);

const DASH = 45;
const FOUR = 52;

/** A version 4 UUID. Made in one call of its characters: put together of parts it would stay a tree of them, eight times as large. */
export const randomUid = (rng: Rng, stream = "uid"): string => {
  const words = rng.words(stream, 4);
  const codes = hexCodes(words);
  codes[12] = FOUR;
  codes[16] = "89ab".charCodeAt((words[2] ?? 0) >>> 30);
  for (const at of [20, 16, 12, 8]) codes.splice(at, 0, DASH);
  return String.fromCharCode(...codes);
};
