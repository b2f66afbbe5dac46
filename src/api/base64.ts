// Models encoding/base64.StdEncoding as far as Secrets and ConfigMaps need it: encoding text, and finding where a text is no base64.
import { fromUtf8, utf8 } from "./utf8.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export const encodeBase64 = (text: string): string => {
  const bytes = utf8(text);
  let encoded = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    encoded += ALPHABET.charAt(bits >> 18) + ALPHABET.charAt((bits >> 12) & 63);
    encoded +=
      (b === undefined ? "=" : ALPHABET.charAt((bits >> 6) & 63)) +
      (c === undefined ? "=" : ALPHABET.charAt(bits & 63));
  }
  return encoded;
};

/** How many bytes a base64 text stands for. */
export const base64Length = (text: string): number => {
  const clean = text.replaceAll(/[\r\n]/g, "");
  const padding = clean.endsWith("==") ? 2 : clean.endsWith("=") ? 1 : 0;
  return (clean.length / 4) * 3 - padding;
};

/** Undefined if `text` is base64; else the byte at which Go's decoder gives up. */
export const corruptByte = (text: string): number | undefined => {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === "\n" || character === "\r") continue;
    if (character === "=") return corruptPadding(text, i, count);
    if (!ALPHABET.includes(character)) return i;
    count = (count + 1) % 4;
  }
  return count === 0 ? undefined : text.length - count;
};

/** `=` at `at` after `count` letters of a group of four: two of them after two letters, one after three, then nothing. */
const corruptPadding = (text: string, at: number, count: number): number | undefined => {
  if (count < 2) return at;
  let next = afterNewlines(text, at + 1);
  if (count === 2) {
    if (next >= text.length) return text.length;
    if (text.charAt(next) !== "=") return next - 1;
    next = afterNewlines(text, next + 1);
  }
  return next < text.length ? next : undefined;
};

const afterNewlines = (text: string, from: number): number => {
  let i = from;
  while (text.charAt(i) === "\n" || text.charAt(i) === "\r") i++;
  return i;
};

/** The text that a base64 text stands for; bytes that are no UTF-8 become U+FFFD. */
export const decodeBase64 = (encoded: string): string => fromUtf8(base64Bytes(encoded));

export const base64Bytes = (encoded: string): number[] => {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of encoded.replaceAll(/[=\r\n]/g, "")) {
    bits = ((bits << 6) | ALPHABET.indexOf(character)) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return bytes;
};
