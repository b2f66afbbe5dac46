// The cluster of this very moment as a picture in a file.
import { download, downloadBlob } from "#app/share/download";
import { app, selectClusterView, selectTimelineView, selectTopBarView } from "#app/store";
import { paint } from "../picture/paint.ts";
import { momentPicture } from "../picture/moment.ts";

export const embedWords = async (): Promise<Parameters<typeof momentPicture>[1]["text"]> =>
  app.state.language === "ko" ? (await import("#app/i18n/embed-ko")).embed : (await import("#app/i18n/embed-en")).embed;

/** Null where there is no cluster. */
const picture = async (): Promise<string | null> => {
  const view = selectClusterView(app.state);
  const timeline = selectTimelineView(app.state);
  if (!view || !timeline) return null;
  return momentPicture(view, {
    text: await embedWords(),
    title: `${selectTopBarView(app.state)?.title ?? "Drydock"}, ${timeline.nowText}`,
    theme: app.state.scheme,
    nowMs: timeline.nowMs,
    timeText: timeline.nowText,
    strip: { bins: timeline.bins, fromMs: 0, toMs: Math.max(timeline.seenMs, 1000) },
  });
};

export const takePicture = async (): Promise<void> => {
  const svg = await picture();
  if (svg !== null) download("drydock.svg", svg, "image/svg+xml");
};

/** Twice as large as it is drawn: sharp on a slide. */
const SCALE = 2;

/** The same in points, for those who cannot use an SVG. */
export const takePng = async (): Promise<void> => {
  const svg = await picture();
  if (svg === null) return;
  const canvas = document.createElement("canvas");
  await paint(canvas, svg, SCALE);
  const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (png) downloadBlob("drydock.png", png);
};
