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
