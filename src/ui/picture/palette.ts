// The colours of a picture: those of the page, as classes. A picture stands alone on a foreign page, so it carries them.
import tokens from "../styles/tokens.css?raw";
import { NAMES, RULES } from "./look.ts";

/** `auto` follows the reader's system. */
export type PictureTheme = "auto" | "light" | "dark";

const pairOf = (name: string): readonly [string, string] => {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]+), (#[0-9a-f]+)\\)`).exec(tokens);
  if (!found) throw new Error(`tokens.css has no --${name}`);
  return [found[1]!, found[2]!];
};

const colours = (scheme: 0 | 1): string =>
  NAMES.map((name) => `.f-${name}{fill:${pairOf(name)[scheme]}}.s-${name}{stroke:${pairOf(name)[scheme]}}`).join("");

/** What a picture says in its own <style>. */
export const pictureStyle = (theme: PictureTheme): string => {
  const base = theme === "dark" ? colours(1) : colours(0);
  const dark = theme === "auto" ? `@media(prefers-color-scheme:dark){${colours(1)}}` : "";
  return RULES + base + dark;
};

/** The same for the page around a picture, as custom properties. */
export const paletteProperties = (): string =>
  NAMES.map((name) => `--${name}:light-dark(${pairOf(name).join(",")})`).join(";");
