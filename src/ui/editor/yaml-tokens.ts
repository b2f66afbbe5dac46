// Colours for YAML that is only read: a line tokenizer, not a parser. Monaco has its own.

export interface YamlToken {
  readonly kind: "key" | "string" | "number" | "comment" | "plain";
  readonly text: string;
}

const KEY = /^(\s*(?:- +)*)([\w./-]+|"[^"]*"|'[^']*')(?=:(?:\s|$))/;
const FLOW_KEY = /([{,]\s*)([\w./-]+)(:\s)/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$|^(?:true|false|null)$/;

export function tokenizeYamlLine(line: string): readonly YamlToken[] {
  const comment = findComment(line);
  const code = comment < 0 ? line : line.slice(0, comment);
  const tokens = tokenizeCode(code);
  return comment < 0 ? tokens : [...tokens, { kind: "comment", text: line.slice(comment) }];
}

/** A # that begins a comment: at the start or after a space, and outside of quotes. */
function findComment(line: string): number {
  let quote = "";
  for (let index = 0; index < line.length; index += 1) {
    const char = line[index] ?? "";
    if (quote !== "") {
      if (char === quote) quote = "";
      continue;
    }
    if (char === '"' || char === "'") quote = char;
    if (char === "#" && (index === 0 || /\s/.test(line[index - 1] ?? ""))) return index;
  }
  return -1;
}

function tokenizeCode(code: string): readonly YamlToken[] {
  const match = KEY.exec(code);
  if (match === null) return tokenizeValue(code);
  const [whole, lead = "", key = ""] = match;
  const head: readonly YamlToken[] = [
    { kind: "plain", text: lead },
    { kind: "key", text: key },
    { kind: "plain", text: ":" },
  ];
  return [...head.filter((token) => token.text !== ""), ...tokenizeValue(code.slice(whole.length + 1))];
}

function tokenizeValue(value: string): readonly YamlToken[] {
  if (value.trim() === "") return value === "" ? [] : [{ kind: "plain", text: value }];
  const flow = FLOW_KEY.exec(value);
  if (flow !== null && value.trim().startsWith("{")) return tokenizeFlow(value);
  const lead = /^\s*(?:- +)*[|>&*]?/.exec(value)?.[0] ?? "";
  const text = value.slice(lead.length);
  const kind = NUMBER.test(text.trim()) ? "number" : "string";
  return [{ kind: "plain" as const, text: lead }, { kind, text } as YamlToken].filter((token) => token.text !== "");
}

function tokenizeFlow(value: string): readonly YamlToken[] {
  const tokens: YamlToken[] = [];
  for (const part of value.split(/([{}[\],:])/)) {
    if (part === "") continue;
    const isMark = /^[{}[\],:]$/.test(part);
    if (part === ":" && tokens.length > 0) {
      const key = tokens.pop();
      if (key !== undefined) tokens.push({ kind: "key", text: key.text });
    }
    const kind = isMark || part.trim() === "" ? "plain" : NUMBER.test(part.trim()) ? "number" : "string";
    tokens.push({ kind, text: part });
  }
  return tokens;
}
