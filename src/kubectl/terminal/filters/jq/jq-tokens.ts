// The words of a program of jq (src/lexer.l), and its texts, which may have programs in them.

export class JqSyntaxError extends Error {}

const TOKEN =
  /\s*(?:#[^\n]*\s*)*(?:(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|(")|(\.\.|\?\/\/=?|\/\/=?|\|=|[-+*/%]=|[=!<>]=|[|,.:;()[\]{}+\-*/%<>?=])|([@$]?[A-Za-z_]\w*))/y;

export const tokenize = (program: string): readonly string[] => {
  const tokens: string[] = [];
  for (let at = 0; program.slice(at).replace(/^(?:\s|#[^\n]*)+/, "") !== "";) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(program);
    if (!found) throw new JqSyntaxError("syntax error, unexpected INVALID_CHARACTER (Unix shell quoting issues?)");
    at = TOKEN.lastIndex;
    if (found[2] === undefined) tokens.push(found[1] ?? found[3] ?? found[4] ?? "");
    else {
      const end = textEnd(program, at);
      tokens.push(program.slice(at - 1, end));
      at = end;
    }
  }
  return tokens;
};

const unterminated = (): never => {
  throw new JqSyntaxError("syntax error, unexpected $end (Unix shell quoting issues?)");
};

/** Behind the quote that closes the text whose first letter is at `from`; what stands in \( ) may have texts of its own. */
const textEnd = (program: string, from: number): number => {
  for (let i = from; i < program.length; i++) {
    if (program[i] === '"') return i + 1;
    if (program[i] === "\\") i = program[i + 1] === "(" ? closingOf(program, i + 1) : i + 1;
  }
  return unterminated();
};

/** Where the bracket at `from` is closed. */
export const closingOf = (text: string, from: number): number => {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '"') i = textEnd(text, i + 1) - 1;
    else if (text[i] === "(") depth++;
    else if (text[i] === ")" && --depth === 0) return i;
  }
  return unterminated();
};

export const unescaped = (text: string): string => {
  try {
    return JSON.parse(`"${text.replaceAll("\n", String.raw`\n`).replaceAll("\t", String.raw`\t`)}"`) as string;
  } catch {
    throw new JqSyntaxError(`syntax error, invalid escape in "${text}"`);
  }
};
