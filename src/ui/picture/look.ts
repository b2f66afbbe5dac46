// What a picture's own classes mean, whatever their colours are: `f-ink` fills, `s-ink` draws, `m` is code.

/** Of what may be filled or drawn with: `f-ink`, `s-ink`. */
export const NAMES = [
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

const FONT = `system-ui,-apple-system,"Segoe UI","Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR",sans-serif`;
const MONO = `ui-monospace,Menlo,Consolas,"DejaVu Sans Mono","D2Coding",monospace`;

/** Motion tells the story by CSS alone; who wants none, and who prints, gets the moment standing still. */
const MOTION = `@keyframes go{to{offset-distance:100%}}@keyframes hit{0%{offset-distance:0%;opacity:1}84%{offset-distance:100%;opacity:1}85%,to{offset-distance:100%;opacity:0}}
@keyframes fall{0%,84%{opacity:0}85%{opacity:1;transform:none}to{opacity:0;transform:translateY(18px)}}
@keyframes was{0%,46%{opacity:1}50%,96%{opacity:0}to{opacity:1}}@keyframes is{0%,46%{opacity:0}50%,96%{opacity:1}to{opacity:0}}
.go{animation:go linear infinite}.hit{animation:hit linear infinite}.fall{animation:fall linear infinite}
.was{animation:was 14s infinite}.is{opacity:0;animation:is 14s infinite}
@media(prefers-reduced-motion:reduce){.go,.hit,.fall,.was,.is{animation:none}.go,.hit{offset-distance:60%}}
@media print{.go,.hit,.fall,.was,.is{animation:none}}`;

/** The rules of every picture but for its colours. */
export const RULES = `text{font:400 12px ${FONT}}.m{font-family:${MONO}}.b{font-weight:600}.n{fill:none}.dash{stroke-dasharray:4 3}${MOTION}`;

/** For a picture on our own page: in the page's colours, and in its scheme. */
export const pageStyle = (): string =>
  RULES + NAMES.map((name) => `.f-${name}{fill:var(--${name})}.s-${name}{stroke:var(--${name})}`).join("");
