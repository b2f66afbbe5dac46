// Running text of a lesson as plain elements. References to objects are words here: there is nothing yet that they could point at.
import type { Block, RichText } from "#app/view-models/text";
import { make } from "../embed/dom.ts";

const NAMES = { code: "code", strong: "b", em: "em", ref: "span" } as const;

/** `element`, with the text in it. */
export const drawText = <E extends HTMLElement>(element: E, text: RichText): E => {
  for (const part of text) {
    if (typeof part === "string") element.append(part);
    else if (part.kind === "link") element.append(make("a", { href: part.href, textContent: part.text }));
    else element.append(make(NAMES[part.kind], { textContent: part.text }));
  }
  return element;
};

export const drawBlocks = (blocks: readonly Block[]): HTMLElement[] => blocks.map(drawBlock);

const drawBlock = (block: Block): HTMLElement => {
  if (block.kind === "code") return make("pre", { textContent: block.text });
  if (block.kind !== "list") return drawText(make("p"), block.text);
  const list = make(block.ordered ? "ol" : "ul");
  list.append(...block.items.map((item) => drawText(make("li"), item)));
  return list;
};
