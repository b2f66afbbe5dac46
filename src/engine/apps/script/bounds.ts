// How much a script may hold at once. A text that doubles in a loop would else grow until there is no memory left, and not in its container only.

/** The shell says why, and ends. */
export class Fatal extends Error {}

/** Of one value, and of the words of one command together. */
export const MOST_TEXT = 65_536;

/** The text, if there is room for it. */
export const bounded = (text: string): string => {
  if (text.length > MOST_TEXT) throw new Fatal("out of memory");
  return text;
};

/** As join, but it stops where there is no more room. */
export const boundedJoin = (texts: Iterable<string>): string => {
  let out = "";
  for (const text of texts) out = bounded(out + text);
  return out;
};
