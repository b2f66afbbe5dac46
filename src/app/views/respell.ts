// The quick fix for a slip of the pen: one word at one place of the text. Its id says it all, so that it means the same in every window.

export const respellId = (offset: number, name: string, field: string): string => `respell ${offset} ${name} ${field}`;

/** The text with that word mended; as it is where another word stands there by now, or where this is another fix's id. */
export const respelled = (text: string, fixId: string): string => {
  const [, at = "", name = "", field = ""] = /^respell (\d+) (\S+) (\S+)$/.exec(fixId) ?? [];
  if (name === "") return text;
  // A key may stand in quotes.
  const from = Number(at) + (/["']/.test(text.charAt(Number(at))) ? 1 : 0);
  return text.startsWith(name, from) ? text.slice(0, from) + field + text.slice(from + name.length) : text;
};
