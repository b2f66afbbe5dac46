// Numbers in hexadecimal digits. A text is made of its characters at once: one that is put together of parts stays a tree of them in the
// engine's memory, and ids are what a large cluster holds most of.

const code = (word: number, shift: number): number => {
  const digit = (word >>> shift) & 15;
  return digit < 10 ? 48 + digit : 87 + digit;
};

/** Writes the codes of the words' digits, eight each, into `codes`: one after the other, or each at its place. */
export const writeHex = (codes: number[], words: readonly number[], places?: readonly number[]): void => {
  for (let i = 0; i < words.length * 8; i++) codes[places ? places[i]! : i] = code(words[i >> 3]!, 28 - 4 * (i & 7));
};

/** Eight hex digits of 32 bits each. */
export const hexOf = (words: readonly number[]): string => {
  const codes: number[] = [];
  writeHex(codes, words);
  return String.fromCharCode(...codes);
};
