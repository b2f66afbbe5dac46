// The cluster of this very moment as a picture in a file.
import { download } from "#app/share/download";
import { app, selectClusterView, selectTimelineView, selectTopBarView } from "#app/store";
import { momentPicture } from "../picture/moment.ts";

const wordsOf = async (): Promise<Parameters<typeof momentPicture>[1]["text"]> =>
  app.state.language === "ko" ? (await import("#app/i18n/embed-ko")).embed : (await import("#app/i18n/embed-en")).embed;

export const takePicture = async (): Promise<void> => {
  const view = selectClusterView(app.state);
  const timeline = selectTimelineView(app.state);
  if (!view || !timeline) return;
  const svg = momentPicture(view, {
    text: await wordsOf(),
    title: `${selectTopBarView(app.state)?.title ?? "Drydock"}, ${timeline.nowText}`,
    theme: app.state.scheme,
    nowMs: timeline.nowMs,
    timeText: timeline.nowText,
    strip: { bins: timeline.bins, fromMs: 0, toMs: Math.max(timeline.seenMs, 1000) },
  });
  download("drydock.svg", svg, "image/svg+xml");
};
