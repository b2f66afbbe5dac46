// The control sequences that programs print (watch, clear, stern --color): what of them a page of lines can show.
import { COLOURS } from "#kubectl";
import type { TermSpan } from "../view-models/terminal.ts";

const ESCAPE = "\u001b";
// oxlint-disable-next-line no-control-regex -- that is what is looked for
const SEQUENCE = /\u001b\[([0-9;?]*)([A-Za-z])/g;

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
    const found = COLOURS.findIndex((hues) => hues.some((known) => known === code));
    if (code === "" || code === "0") [hue, isStrong] = [undefined, undefined];
    else if (code === "1") isStrong = true;
    else if (code === "22") isStrong = undefined;
    else if (code === "39") hue = undefined;
    else if (found >= 0) hue = found;
  }
  return { ...(hue === undefined ? {} : { hue }), ...(isStrong === undefined ? {} : { isStrong }) };
};
