// Patterns that a learner typed, for the matcher of the browser. It tries every way through `(a+)+b`, and a line of thirty
// letters has more ways than there are seconds: such a pattern is refused rather than let the page stand still.

const REPEATED_REPETITION = /\((?:[^()\\]|\\.|\([^()]*\))*[+*}](?:[^()\\]|\\.|\([^()]*\))*\)\s*[+*{]/;

/** The compiled pattern, or what is wrong with it in words that follow the program's name. */
export const compilePattern = (source: string, flags = ""): RegExp | { readonly error: string } => {
  if (REPEATED_REPETITION.test(source)) return { error: "a repetition within a repetition is not understood here" };
  try {
    return new RegExp(source, flags);
  } catch {
    return { error: "Invalid regular expression" };
  }
};
