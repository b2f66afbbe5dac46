// What `[` and `[[` ask.
import type { ProgramContext } from "../program.ts";
import { isFolder } from "./folders.ts";

const NUMBERS: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ["-eq", (order) => order === 0],
  ["-ne", (order) => order !== 0],
  ["-gt", (order) => order > 0],
  ["-lt", (order) => order < 0],
  ["-ge", (order) => order >= 0],
  ["-le", (order) => order <= 0],
]);

/** What holds of the words, by -o, -a and !, as `[` reads them. */
export const holds = (context: ProgramContext, words: readonly string[]): boolean => {
  for (const [sign, isEnough] of JOINTS) {
    const at = words.length > 3 ? words.indexOf(sign) : -1;
    if (at <= 0) continue;
    const isFirst = holds(context, words.slice(0, at));
    return isFirst === isEnough ? isFirst : holds(context, words.slice(at + 1));
  }
  const [a = "", op = "", b = ""] = words;
  const order = NUMBERS.get(op);
  if (order) return order(Number(a) - Number(b));
  if (op === "=" || op === "==" || op === "!=") return (a === b) === (op !== "!=");
  if (a === "!") return !holds(context, words.slice(1));
  if (words.length === 2 && /^-[a-z]$/.test(a)) return isSo(context, a, op);
  return words.length === 1 && a !== "";
};

/** What binds loosest comes first; the other side is not looked at when one is enough. */
const JOINTS: readonly (readonly [string, boolean])[] = [
  ["-o", true],
  ["-a", false],
];

const isSo = (context: ProgramContext, letter: string, word: string): boolean => {
  const text = context.readFile(word);
  switch (letter) {
    case "-z":
      return word === "";
    case "-n":
      return word !== "";
    case "-d":
      return text === undefined && isFolder(context, word);
    case "-s":
      return text !== undefined && text !== "";
    case "-e":
      return text !== undefined || isFolder(context, word);
    default:
      return text !== undefined;
  }
};
