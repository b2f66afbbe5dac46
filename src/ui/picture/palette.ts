// The colours of a picture: those of the page, as classes. A picture stands alone on a foreign page, so it carries them.
import tokens from "../styles/tokens.css?raw";

/** Of what may be filled or drawn with: `f-ink`, `s-ink`. */
const NAMES = [
  "paper",
  "sheet",
  "raised",
  "well",
  "water",
  "water-deep",
  "ink",
  "ink-2",
  "ink-3",
  "line",
  "line-strong",
  "on-fill",
  "action",
  "ok",
  "wait",
  "fail",
  "fail-soft",
  "lost",
] as const;

/** `auto` follows the reader's system. */
export type PictureTheme = "auto" | "light" | "dark";

const FONT = `system-ui,-apple-system,"Segoe UI","Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR",sans-serif`;
const MONO = `ui-monospace,Menlo,Consolas,"DejaVu Sans Mono","D2Coding",monospace`;

const pairOf = (name: string): readonly [string, string] => {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]+), (#[0-9a-f]+)\\)`).exec(tokens);
  if (!found) throw new Error(`tokens.css has no --${name}`);
  return [found[1]!, found[2]!];
};

const colours = (scheme: 0 | 1): string =>
  NAMES.map((name) => `.f-${name}{fill:${pairOf(name)[scheme]}}.s-${name}{stroke:${pairOf(name)[scheme]}}`).join("");

/** Motion tells the story by CSS alone; who wants none, and who prints, gets the moment standing still. */
const MOTION = `@keyframes go{to{offset-distance:100%}}@keyframes hit{0%{offset-distance:0%;opacity:1}84%{offset-distance:100%;opacity:1}85%,to{offset-distance:100%;opacity:0}}
@keyframes fall{0%,84%{opacity:0}85%{opacity:1;transform:none}to{opacity:0;transform:translateY(18px)}}
@keyframes was{0%,46%{opacity:1}50%,96%{opacity:0}to{opacity:1}}@keyframes is{0%,46%{opacity:0}50%,96%{opacity:1}to{opacity:0}}
.go{animation:go linear infinite}.hit{animation:hit linear infinite}.fall{animation:fall linear infinite}
.was{animation:was 14s infinite}.is{opacity:0;animation:is 14s infinite}
@media(prefers-reduced-motion:reduce){.go,.hit,.fall,.was,.is{animation:none}.go,.hit{offset-distance:60%}}
@media print{.go,.hit,.fall,.was,.is{animation:none}}`;

/** What a picture says in its own <style>. */
export const pictureStyle = (theme: PictureTheme): string => {
  const base = theme === "dark" ? colours(1) : colours(0);
  const dark = theme === "auto" ? `@media(prefers-color-scheme:dark){${colours(1)}}` : "";
  return `text{font:400 12px ${FONT}}.m{font-family:${MONO}}.b{font-weight:600}.n{fill:none}.dash{stroke-dasharray:4 3}${base}${dark}${MOTION}`;
};

/** The same for the page around a picture, as custom properties. */
export const paletteProperties = (): string =>
  NAMES.map((name) => `--${name}:light-dark(${pairOf(name).join(",")})`).join(";");
