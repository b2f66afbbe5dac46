// Patterns that a learner typed at the prompt.
import { isEndlessPattern } from "#api/pattern";

/** The compiled pattern, or what is wrong with it in words that follow the program's name. */
export const compilePattern = (source: string, flags = ""): RegExp | { readonly error: string } => {
  if (isEndlessPattern(source)) return { error: "a repetition within a repetition is not understood here" };
  try {
    return new RegExp(source, flags);
  } catch {
    return { error: "Invalid regular expression" };
  }
};

/** In a basic pattern `|`, `+`, `?`, `(` and `{` are plain, and special after a backslash. */
export const fromBasic = (pattern: string): string =>
  pattern.replaceAll(/\\?[|+?(){}]/g, (m) => (m.length === 2 ? m[1]! : `\\${m}`));
