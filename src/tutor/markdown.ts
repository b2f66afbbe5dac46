// The little Markdown that lessons are written in, as data: paragraphs, lists, code, and in a line `code`, **strong**, *em* and links.
// Nothing becomes HTML, so nothing in a lesson can run.

export type Inline =
  | string
  | { readonly kind: "code" | "strong" | "em"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

export type RichText = readonly Inline[];

export type Block =
  | { readonly kind: "paragraph" | "note"; readonly text: RichText }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly RichText[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string };

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\((https:\/\/[^\s)]+)\)/g;

/** One paragraph's text. Only https links are links; anything else stays as it was typed. */
export const toInline = (text: string): RichText => {
  const flat = text.replaceAll(/\s*\n\s*/g, " ");
  const parts: Inline[] = [];
  let from = 0;
  for (const m of flat.matchAll(INLINE)) {
    if (m.index > from) parts.push(flat.slice(from, m.index));
    parts.push(toPart(m));
    from = m.index + m[0].length;
  }
  if (from < flat.length) parts.push(flat.slice(from));
  return parts;
};

const toPart = (m: RegExpMatchArray): Inline => {
  if (m[1] !== undefined) return { kind: "code", text: m[1] };
  if (m[2] !== undefined) return { kind: "strong", text: m[2] };
  if (m[3] !== undefined) return { kind: "em", text: m[3] };
  return { kind: "link", text: m[4]!, href: m[5]! };
};

const LIST_ITEM = /^(?:-|(\d+)\.) (.*)$/;

export const toBlocks = (markdown: string): readonly Block[] => {
  const blocks: Block[] = [];
  const lines = markdown.split("\n");
  for (let i = 0; i < lines.length;) {
    const line = lines[i]!;
    const fence = /^```(\S*)$/.exec(line);
    if (line.trim() === "") i++;
    else if (fence) {
      const end = lines.findIndex((l, j) => j > i && l.startsWith("```"));
      const stop = end < 0 ? lines.length : end;
      blocks.push({ kind: "code", language: fence[1]!, text: lines.slice(i + 1, stop).join("\n") });
      i = stop + 1;
    } else {
      const stop = endOfBlock(lines, i);
      blocks.push(textBlock(lines.slice(i, stop)));
      i = stop;
    }
  }
  return blocks;
};

const endOfBlock = (lines: readonly string[], from: number): number => {
  const end = lines.findIndex((l, j) => j > from && (l.trim() === "" || l.startsWith("```")));
  return end < 0 ? lines.length : end;
};

const textBlock = (lines: readonly string[]): Block => {
  const first = LIST_ITEM.exec(lines[0]!);
  if (first) return { kind: "list", ordered: first[1] !== undefined, items: listItems(lines).map(toInline) };
  if (lines[0]!.startsWith("> ")) {
    return { kind: "note", text: toInline(lines.map((l) => l.replace(/^> ?/, "")).join("\n")) };
  }
  return { kind: "paragraph", text: toInline(lines.join("\n")) };
};

/** A line that does not begin an item goes on with the one before. */
const listItems = (lines: readonly string[]): string[] => {
  const items: string[] = [];
  for (const line of lines) {
    const m = LIST_ITEM.exec(line);
    if (m) items.push(m[2]!);
    else items[items.length - 1] += `\n${line.trim()}`;
  }
  return items;
};
