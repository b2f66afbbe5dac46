// What a backslash and a letter stand for, as echo -e and printf have it.

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["e", "\u001B"],
  ["a", "\u0007"],
  ["\\", "\\"],
  ['"', '"'],
]);
export const unescaped = (text: string): string =>
  text
    .replaceAll(/\\(?:0?33|x1[bB])/g, "\u001B")
    .replaceAll(/\\([ntrea\\"])/g, (whole, letter: string) => ESCAPES.get(letter) ?? whole);
