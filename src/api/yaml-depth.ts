// How deep a text nests, guessed before any parser reads it: all of them go down by recursion, and near the end of its stack the
// browser does not throw but takes the page down.

/** No object of Kubernetes is a tenth as deep. Go's reader stops at 10000. */
const DEEPEST = 300;

/** Brackets that are open at once, outside of comments, and blocks within blocks by their indentation. */
export const isTooDeep = (source: string): boolean => {
  let brackets = 0;
  const indents: number[] = [];
  for (const line of source.split("\n")) {
    const { starts, text } = startsOf(line);
    for (const column of starts) {
      while ((indents.at(-1) ?? -1) >= column) indents.pop();
      indents.push(column);
    }
    if (indents.length > DEEPEST) return true;
    for (const letter of text.startsWith("#") ? "" : text) {
      if (letter === "{" || letter === "[") brackets++;
      else if (letter === "}" || letter === "]") brackets = Math.max(0, brackets - 1);
      if (brackets > DEEPEST) return true;
    }
  }
  return false;
};

/** The columns at which a line begins a block: that of each dash, and that of what follows; none for an empty line. */
const startsOf = (line: string): { readonly starts: readonly number[]; readonly text: string } => {
  const [lead = ""] = /^(?: |- )*/.exec(line) ?? [];
  const text = line.slice(lead.length);
  const dashes = Array.from(lead, (letter, at) => (letter === "-" ? at : -1)).filter((at) => at >= 0);
  return { starts: text === "" ? dashes : [...dashes, lead.length], text };
};

/** In the words of kubectl. Simplified: it is said from 300 levels on. */
export const TOO_DEEP = "yaml: exceeded max depth of 10000";
