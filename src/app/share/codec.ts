// Text into an address and back: deflated, in letters that an address may hold.
import { readAll } from "./read-all.ts";

/** What one may hold, unpacked: a few kB of a forged link can unfold to gigabytes. */
export const MOST_BYTES = 4_000_000;

export const pack = async (text: string): Promise<string> =>
  toLetters(await pipe(new TextEncoder().encode(text), new CompressionStream("deflate-raw")));

/** Throws where the letters are none of ours, are cut off, or unfold to more than a session holds. */
export const unpack = async (letters: string): Promise<string> =>
  new TextDecoder("utf-8", { fatal: true }).decode(
    await pipe(toBytes(letters), new DecompressionStream("deflate-raw")),
  );

const pipe = async (
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array> => {
  const piped = await readAll(new Blob([bytes]).stream().pipeThrough(through), MOST_BYTES);
  if (!piped) throw new RangeError("more than a session holds");
  return piped;
};

const toLetters = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const toBytes = (letters: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
