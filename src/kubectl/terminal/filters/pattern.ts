// Patterns that a learner typed at the prompt.
import { isEndlessPattern } from "#api/pattern";

/** `[[:space:]]`: what stands for them within brackets. */
const CLASSES: ReadonlyMap<string, string> = new Map([
  ["alpha", "A-Za-z"],
  ["digit", "0-9"],
  ["alnum", "A-Za-z0-9"],
  ["upper", "A-Z"],
  ["lower", "a-z"],
  ["space", "\\s"],
  ["blank", " \\t"],
  ["punct", "!-/:-@\\[-`{-~"],
  ["xdigit", "0-9A-Fa-f"],
]);

/** The compiled pattern, or what is wrong with it in words that follow the program's name. */
export const compilePattern = (source: string, flags = ""): RegExp | { readonly error: string } => {
  const plain = source.replaceAll(/\[:(\w+):\]/g, (whole, name: string) => CLASSES.get(name) ?? whole);
  if (isEndlessPattern(plain)) return { error: "a repetition within a repetition is not understood here" };
  try {
    return new RegExp(plain, flags);
  } catch {
    return { error: "Invalid regular expression" };
  }
};

/** In a basic pattern `|`, `+`, `?`, `(` and `{` are plain, and special after a backslash. */
export const fromBasic = (pattern: string): string =>
  pattern.replaceAll(/\\?[|+?(){}]/g, (m) => (m.length === 2 ? m[1]! : `\\${m}`));
