// Numbers in hexadecimal digits. A text is made of its characters at once: one that is put together of parts stays a tree of them in the
// engine's memory, and ids are what a large cluster holds most of.

const DIGITS = "0123456789abcdef";

/** The codes of the digits of words of 32 bits, eight each. */
export const hexCodes = (words: readonly number[]): number[] => {
  const codes: number[] = [];
  for (const word of words) {
    for (let shift = 28; shift >= 0; shift -= 4) codes.push(DIGITS.charCodeAt((word >>> shift) & 15));
  }
  return codes;
};

export const hexOf = (words: readonly number[]): string => String.fromCharCode(...hexCodes(words));
