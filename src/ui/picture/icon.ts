import { ICONS, type Symbol } from "../common/icons.ts";
import { tag } from "./svg.ts";

/** A mark of the vocabulary, its middle at (x, y). `tone` is a colour's name. */
export const icon = (
  name: keyof typeof ICONS,
  at: { readonly x: number; readonly y: number },
  size: number,
  tone: string,
): string => {
  const { fill, d, dash, cut, width = 1.6, cutWidth = 1.6 }: Symbol = ICONS[name];
  const scale = size / 16;
  const line = { class: `n s-${tone}`, "stroke-width": width };
  const parts = [
    fill === undefined ? "" : tag("path", { d: fill, class: `f-${tone}` }),
    d === undefined ? "" : tag("path", { d, ...line }),
    dash === undefined ? "" : tag("path", { d: dash, ...line, "stroke-dasharray": "2.5 2.2" }),
    cut === undefined ? "" : tag("path", { d: cut, class: "n s-raised", "stroke-width": cutWidth }),
  ];
  const transform = `translate(${Math.round(at.x - size / 2)} ${Math.round(at.y - size / 2)}) scale(${Math.round(scale * 100) / 100})`;
  return tag("g", { transform }, parts.join(""));
};

/** The colour of a tone: ink has shades. */
export const toneColour = (tone: "ink" | "dim" | "ok" | "wait" | "fail" | "lost"): string =>
  tone === "dim" ? "ink-3" : tone;
