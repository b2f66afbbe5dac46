// A picture that tells a lesson before anything is loaded: the cluster as it was broken and as it was mended, one over the other by CSS,
// and the requests of the whole run below.
import type { EmbedWords } from "#app/i18n/embed-en";
import type { ClusterView } from "#app/view-models/graph";
import { describeScene } from "./alt.ts";
import { pictureStyle, type PictureTheme } from "./palette.ts";
import { drawScene, inOrder } from "./scene.ts";
import { drawPlayhead, drawStrip, STRIP_HEIGHT, stripX, type Strip } from "./strip.ts";
import { escapeText, tag } from "./svg.ts";

export interface Moment {
  readonly view: ClusterView;
  readonly atMs: number;
  readonly timeText: string;
}

export interface PosterOptions {
  readonly shape: "stage" | "tall";
  readonly title: string;
  readonly text: EmbedWords;
  readonly before: Moment;
  /** Absent where there is nothing to mend. */
  readonly after?: Moment;
  readonly strip: Strip;
  /** null: the page around it has the style. */
  readonly theme: PictureTheme | null;
  /** Of its title and description: several pictures may lie on one page. */
  readonly id: string;
}

const layer = (look: string | undefined, inside: string): string => tag("g", { class: look }, inside);

export const drawPoster = (options: PosterOptions): string => {
  const { shape, title, text, before, after, strip, theme, id } = options;
  const first = drawScene(before.view, { shape, text, previous: null });
  const is = after && drawScene(after.view, { shape, text, previous: first.layout, leastHeight: first.height });
  const top = is?.height ?? first.height;
  // Both are as high as the higher one.
  const was = drawScene(before.view, { shape, text, previous: null, leastHeight: top });
  const { width } = was;
  const place = { shape, width, top };
  const headOf = ({ atMs, timeText }: Moment, word: string): string =>
    drawPlayhead(stripX(strip, atMs, place), `${timeText} ${word}`, place);
  const inside = [
    layer(is && "was", inOrder(was)),
    is ? layer("is", inOrder(is)) : "",
    drawStrip(strip, { ...place, text, button: "play" }),
    layer(is && "was", headOf(before, after ? text.broken : "")),
    after ? layer("is", headOf(after, text.mended)) : "",
  ].join("");
  return svgAround(inside, {
    width,
    height: top + STRIP_HEIGHT[shape],
    id,
    title,
    description: describeMoments(options),
    style: theme === null ? "" : pictureStyle(theme),
  });
};

const describeMoments = ({ before, after, text }: PosterOptions): string =>
  after
    ? `${text.broken}: ${describeScene(before.view, text)} ${text.mended}: ${describeScene(after.view, text)}`
    : describeScene(before.view, text);

interface Around {
  readonly width: number;
  readonly height: number;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly style: string;
}

export const svgAround = (inside: string, { width, height, id, title, description, style }: Around): string =>
  tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${Math.round(height)}`,
      role: "img",
      "aria-labelledby": `${id}-t ${id}-d`,
      class: "dd",
    },
    `<title id="${id}-t">${escapeText(title)}</title><desc id="${id}-d">${escapeText(description)}</desc>` +
      `${style === "" ? "" : `<style>${style}</style>`}${inside}`,
  );
