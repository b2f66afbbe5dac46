// One moment as a picture of its own, with nothing to press.
import type { EmbedWords } from "#app/i18n/embed-en";
import type { ClusterView } from "#app/view-models/graph";
import { describeScene } from "./alt.ts";
import { pictureStyle, type PictureTheme } from "./palette.ts";
import { svgAround } from "./poster.ts";
import { drawScene, inOrder } from "./scene.ts";
import { drawPlayhead, drawStrip, STRIP_HEIGHT, stripX, type Strip } from "./strip.ts";

export interface MomentPictureOptions {
  readonly text: EmbedWords;
  readonly title: string;
  readonly theme: PictureTheme;
  readonly nowMs: number;
  readonly timeText: string;
  readonly strip: Strip;
}

/** The cluster alone, without its timeline. */
export const scenePicture = (
  view: ClusterView,
  { text, title, theme }: Pick<MomentPictureOptions, "text" | "title" | "theme">,
): string => {
  const scene = drawScene(view, { shape: "stage", text, previous: null });
  return svgAround(inOrder(scene), {
    width: scene.width,
    height: scene.height,
    id: "scene",
    title,
    description: describeScene(view, text),
    style: pictureStyle(theme),
  });
};

export const momentPicture = (
  view: ClusterView,
  { text, title, theme, nowMs, timeText, strip }: MomentPictureOptions,
): string => {
  const scene = drawScene(view, { shape: "stage", text, previous: null });
  const place = { shape: "stage", width: scene.width, top: scene.height } as const;
  const inside = [
    inOrder(scene),
    drawStrip(strip, { ...place, text, button: null, nowMs }),
    drawPlayhead(stripX(strip, nowMs, place), timeText, place),
  ].join("");
  return svgAround(inside, {
    width: scene.width,
    height: scene.height + STRIP_HEIGHT.stage,
    id: "moment",
    title,
    description: describeScene(view, text),
    style: pictureStyle(theme),
  });
};
