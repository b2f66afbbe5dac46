// Strings of SVG. Everything that comes from a cluster is escaped here, in one place.

type Attributes = { readonly [name: string]: string | number | undefined };

export const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export const tag = (name: string, attributes: Attributes, inside = ""): string => {
  const said = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : ` ${key}="${escapeText(String(round(value)))}"`))
    .join("");
  return inside === "" ? `<${name}${said}/>` : `<${name}${said}>${inside}</${name}>`;
};

export interface TextLook {
  readonly size: number;
  /** Classes: a fill, and `m` for code, `b` for strong. */
  readonly look: string;
  readonly anchor?: "middle" | "end";
  /** It is cut to this width. */
  readonly width?: number;
}

export const words = (x: number, y: number, text: string, { size, look, anchor, width }: TextLook): string => {
  const fitting = width === undefined ? text : fit(text, width / size, / m\b|^m\b/.test(look));
  return fitting === ""
    ? ""
    : tag("text", { x, y, "font-size": size, class: look, "text-anchor": anchor }, escapeText(fitting));
};

/** What has room, in ems. Nobody can measure type where there is no page: letters are taken as wide as they mostly are. */
const fit = (text: string, ems: number, isCode: boolean): string => {
  let used = 0;
  let out = "";
  for (const letter of text) {
    used += letter > "\u1100" ? 1 : isCode ? 0.61 : 0.54;
    if (used > ems) return `${out.slice(0, -1)}…`;
    out += letter;
  }
  return out;
};

const round = (value: string | number): string | number =>
  typeof value === "number" ? Math.round(value * 10) / 10 : value;
