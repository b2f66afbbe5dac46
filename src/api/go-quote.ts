// Models strconv.Quote of Go: the %q of messages.

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\u0007", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
]);

// Control characters, formats, surrogates alone, private and unassigned ones, and every space but the plain one.
const UNPRINTABLE = /[\p{C}\p{Z}]/u;

export const goQuote = (text: string): string =>
  /^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : `"${Array.from(text, quoteCharacter).join("")}"`;

const quoteCharacter = (character: string): string => {
  const escaped = ESCAPES.get(character);
  if (escaped !== undefined) return escaped;
  if (character === " " || !UNPRINTABLE.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x80) return `\\x${hex.padStart(2, "0")}`;
  return code < 0x1_00_00 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
};
