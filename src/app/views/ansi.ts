// The control sequences that programs print (watch, clear, stern --color): what of them a page of lines can show.
import type { TermSpan } from "../view-models/terminal.ts";

/** The other screen of a program such as watch, and the way back. */
export const ENTER_SCREEN = "\u001b[?1049h";
export const LEAVE_SCREEN = "\u001b[?1049l";
/** All that was on the screen goes. */
export const CLEAR = "\u001b[2J";

const ESCAPE = "\u001b";
// oxlint-disable-next-line no-control-regex -- that is what is looked for
const SEQUENCE = /\u001b\[([0-9;?]*)([A-Za-z])/g;

/** stern's colours in its order, bright and plain: cyan, green, magenta, yellow, blue, red. */
const HUES: readonly (readonly string[])[] = [
  ["96", "36"],
  ["92", "32"],
  ["95", "35"],
  ["93", "33"],
  ["94", "34"],
  ["91", "31"],
];

/** A line as pieces of one look; undefined if there is nothing but letters in it. */
export const ansiSpans = (line: string): readonly TermSpan[] | undefined => {
  if (!line.includes(ESCAPE)) return undefined;
  const spans: TermSpan[] = [];
  let look: Pick<TermSpan, "hue" | "isStrong"> = {};
  let from = 0;
  const add = (text: string): void => {
    if (text !== "") spans.push({ text, ...look });
  };
  for (const found of line.matchAll(SEQUENCE)) {
    add(line.slice(from, found.index));
    from = found.index + found[0].length;
    if (found[2] === "m") look = lookAfter(look, found[1] ?? "");
  }
  add(line.slice(from));
  return spans.length > 0 ? spans : [{ text: "" }];
};

const lookAfter = (before: Pick<TermSpan, "hue" | "isStrong">, codes: string): Pick<TermSpan, "hue" | "isStrong"> => {
  let { hue, isStrong } = before;
  for (const code of codes.split(";")) {
    const found = HUES.findIndex((hues) => hues.includes(code));
    if (code === "" || code === "0") [hue, isStrong] = [undefined, undefined];
    else if (code === "1") isStrong = true;
    else if (code === "22") isStrong = undefined;
    else if (code === "39") hue = undefined;
    else if (found >= 0) hue = found;
  }
  return { ...(hue === undefined ? {} : { hue }), ...(isStrong === undefined ? {} : { isStrong }) };
};
