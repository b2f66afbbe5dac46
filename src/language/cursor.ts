// Where the cursor is, by indentation: works on half-typed text, of which no parser makes anything.
import type { Path } from "./documents.ts";

export interface Cursor {
  readonly apiVersion: string;
  readonly kind: string;
  /** Names of the fields above the cursor. */
  readonly path: Path;
  /** The key on the cursor's line, as far as it is typed. */
  readonly key: string;
  readonly isInValue: boolean;
  /** What is typed of the value. */
  readonly value: string;
  /** Keys that stand beside the cursor already. */
  readonly siblings: ReadonlySet<string>;
  /** Where the word under the cursor begins and ends. */
  readonly from: number;
  readonly to: number;
  /** Spaces before the key on this line. */
  readonly indent: number;
}

const LINE = /^(\s*(?:- +)*)([\w./-]*)(\s*:\s*)?(.*)$/;
const KEY_LINE = /^(\s*(?:- +)*)([\w./-]+):(.*)$/;

export const cursorAt = (text: string, offset: number): Cursor => {
  const lines = text.split("\n");
  const before = text.slice(0, offset);
  const row = before.split("\n").length - 1;
  const lineStart = before.lastIndexOf("\n") + 1;
  const column = offset - lineStart;
  const [first, last] = documentAround(lines, row);
  const line = lines[row] ?? "";
  const m = LINE.exec(line)!;
  const [, lead = "", key = "", colon = "", value = ""] = m;
  const indent = line.trim() === "" ? column : lead.length;
  const isInValue = colon !== "" && column >= lead.length + key.length + colon.trimEnd().length;
  const above = climb(lines.slice(first, row), indent);
  const from = isInValue
    ? lineStart + lead.length + key.length + colon.length
    : lineStart + Math.min(lead.length, column);
  return {
    apiVersion: headerOf(lines.slice(first, last), "apiVersion"),
    kind: headerOf(lines.slice(first, last), "kind"),
    path: above.path,
    key,
    isInValue,
    value,
    siblings: new Set([...above.siblings, ...siblingsBelow(lines.slice(row + 1, last), indent)]),
    from,
    to: isInValue ? lineStart + line.length : lineStart + lead.length + key.length,
    indent,
  };
};

const documentAround = (lines: readonly string[], row: number): readonly [number, number] => {
  let first = row;
  while (first > 0 && !lines[first - 1]!.startsWith("---")) first--;
  let last = row;
  while (last < lines.length && (last === row || !lines[last]!.startsWith("---"))) last++;
  return [first, last];
};

const headerOf = (lines: readonly string[], name: string): string => {
  const line = lines.find((l) => l.startsWith(`${name}:`));
  return line
    ? line
        .slice(name.length + 1)
        .trim()
        .replaceAll(/["']/g, "")
    : "";
};

/** Up through lines that stand further left, to the top of the document. */
const climb = (above: readonly string[], indent: number): { path: string[]; siblings: string[] } => {
  const path: string[] = [];
  const siblings: string[] = [];
  let wanted = indent;
  let isItemSeen = false;
  for (const line of above.toReversed()) {
    const m = KEY_LINE.exec(line);
    if (!m || line.trimStart().startsWith("#")) continue;
    const [, lead = "", name = ""] = m;
    const dash = lead.indexOf("-");
    if (lead.length === wanted && path.length === 0 && !isItemSeen) {
      siblings.push(name);
      if (dash < 0) continue;
      // The first key of a list item: what is above belongs to other items, or holds the list.
      isItemSeen = true;
      wanted = dash + 1;
    } else if (lead.length < wanted || (isItemSeen && dash < 0 && lead.length <= wanted - 1)) {
      path.unshift(name);
      isItemSeen = false;
      wanted = dash < 0 ? lead.length : dash + 1;
      if (wanted === 0) break;
    }
  }
  return { path, siblings };
};

const siblingsBelow = (below: readonly string[], indent: number): string[] => {
  const siblings: string[] = [];
  for (const line of below) {
    const m = KEY_LINE.exec(line);
    if (!m) continue;
    const [, lead = "", name = ""] = m;
    if (lead.length < indent || (lead.length === indent && lead.includes("-"))) break;
    if (lead.length === indent) siblings.push(name);
  }
  return siblings;
};
