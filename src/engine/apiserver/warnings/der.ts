// Models golang.org/x/crypto/cryptobyte as far as certificates and keys are read by it: the values of a DER text, one after another.

export interface DerValue {
  readonly tag: number;
  readonly bytes: readonly number[];
}

export const SEQUENCE = 0x30;
export const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
export const OBJECT_ID = 0x06;
/** `[0]`, `[1]` around a value. */
export const CONTEXT = 0xa0;

const LONG = 0x80;

/** What stands one after another; undefined: it is cut off, or no DER. */
export const derValues = (bytes: readonly number[]): readonly DerValue[] | undefined => {
  const found: DerValue[] = [];
  let at = 0;
  while (at < bytes.length) {
    const size = sizeAt(bytes, at + 1);
    if (!size || size.start + size.length > bytes.length) return undefined;
    found.push({ tag: bytes[at] ?? 0, bytes: bytes.slice(size.start, size.start + size.length) });
    at = size.start + size.length;
  }
  return found;
};

const sizeAt = (
  bytes: readonly number[],
  at: number,
): { readonly start: number; readonly length: number } | undefined => {
  const first = bytes[at];
  if (first === undefined) return undefined;
  if (first < LONG) return { start: at + 1, length: first };
  const count = first - LONG;
  if (count === 0 || count > 4 || at + count >= bytes.length) return undefined;
  const length = bytes.slice(at + 1, at + 1 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  return { start: at + 1 + count, length };
};

/** The values in a sequence; undefined: it is none. */
export const inSequence = (value: DerValue | undefined): readonly DerValue[] | undefined =>
  value?.tag === SEQUENCE ? derValues(value.bytes) : undefined;

export const hexOf = (bytes: readonly number[]): string =>
  bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
