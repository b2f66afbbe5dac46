// Models staging/src/k8s.io/apiserver/pkg/storage/names/generate.go and apimachinery/pkg/util/rand (v1.36).
import { hex8, type Rng } from "../clock/rng.ts";

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

/** A version 4 UUID. */
export const randomUid = (rng: Rng, stream = "uid"): string => {
  const [a = 0, b = 0, c = 0, d = 0] = rng.words(stream, 4);
  const h = hex8(b);
  const k = hex8(c);
  return `${hex8(a)}-${h.slice(0, 4)}-4${h.slice(5)}-${"89ab"[c >>> 30]}${k.slice(1, 4)}-${k.slice(4)}${hex8(d)}`;
};
