// The page of an embed, as the site's build writes it: it reads without a script, and asks nothing of anybody else.
import type { EmbedWords } from "#app/i18n/embed-en";
import type { Language } from "#app/view-models/chrome";
import { paletteProperties, pictureStyle } from "../picture/palette.ts";
import { escapeText as e } from "../picture/svg.ts";
import pageStyle from "./page.css?raw";

export interface EmbedPage {
  /** Its id, or `sandbox`. */
  readonly lesson: string;
  /** Where it is opened in the playground. */
  readonly page: string;
  readonly language: Language;
  readonly title: string;
  readonly teaser: string;
  readonly atMs: number;
  /** Where its strip ends. */
  readonly toMs: number;
  /** The sentence below its sixty seconds, if it has them. */
  readonly scene: string | null;
  /** Drawings without a style of their own. */
  readonly wide: string;
  readonly tall: string;
  readonly text: EmbedWords;
  /** How high its sixty seconds are drawn at most. */
  readonly room: { readonly stage: number; readonly tall: number } | null;
  /** Said where the panes will stand, and on the way from its own window to the course. */
  readonly soon: string;
  readonly back: string;
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'";
const MARK =
  '<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.7" aria-hidden="true"><path d="M2 1.5v6a6 6 0 0 0 12 0v-6M.8 14.6h14.4"/></svg>';

export const embedPage = ({
  lesson,
  page,
  language,
  title,
  teaser,
  atMs,
  toMs,
  scene,
  wide,
  tall,
  text,
  soon,
  back,
  room,
}: EmbedPage): string =>
  `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${e(title)} · Drydock</title>
<link rel="icon" type="image/svg+xml" href="../mark.svg">
<meta name="description" content="${e(teaser)}">
<link rel="alternate" type="application/json+oembed" href="${lesson}.${language}.json" title="${e(title)}">
<style>:root{color-scheme:light dark;${paletteProperties()}}${pageStyle.replaceAll(/\/\*.*?\*\/|\s+/gs, " ")}</style>
<style>${pictureStyle("auto")}</style>
</head>
<body>
<main aria-label="Drydock: ${e(title)}"><figure class="embed" data-lesson="${lesson}" data-language="${language}" data-at="${atMs}" data-to="${toMs}"${scene === null ? "" : ` data-scene="${e(scene)}"`}${room === null ? "" : ` data-stage="${room.stage}" data-tall="${room.tall}"`} data-back="${e(back)}" data-loading="${e(text.loading)}" data-not-loaded="${e(text.notLoaded)}">
<div class="picture"><div class="wide">${wide}</div><div class="tall">${tall}</div><a class="play" href="../#/${page}" target="_blank" rel="noopener">${e(text.play)}</a></div>
<div class="panes" data-soon="${e(soon)}" hidden></div>
<figcaption class="bar"><span class="caption"><h1>${e(title)}.</h1> ${e(teaser)}</span><span class="said"></span><span class="tools"></span><a href="../#/${page}" target="_blank" rel="noopener">${MARK}${e(text.open)}</a></figcaption>
</figure></main>
<script src="frame.js" defer></script>
</body>
</html>
`;

/** What oEmbed asks for: a provider's answer about one scene, as a file. `site` is empty where nobody said where it will stand. */
export const oEmbed = ({
  lesson,
  language,
  title,
  teaser,
  site,
  width,
  height,
}: Pick<EmbedPage, "lesson" | "language" | "title" | "teaser"> & {
  readonly site: string;
  readonly width: number;
  readonly height: number;
}): string => {
  const src = `${site}embed/${lesson}.${language}.html`;
  const html = `<iframe src="${src}" width="${width}" height="${height}" style="width:100%;border:0" loading="lazy" title="${e(title)}"></iframe>`;
  const answer = {
    version: "1.0",
    type: "rich",
    provider_name: "Drydock",
    ...(site === "" ? {} : { provider_url: site }),
    title,
    description: teaser,
    html,
    width,
    height,
    thumbnail_url: `${site}embed/${lesson}.${language}.svg`,
    thumbnail_width: width,
    thumbnail_height: height,
  };
  return `${JSON.stringify(answer, null, 1)}\n`;
};
