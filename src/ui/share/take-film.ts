// A span of the run as a short film: the pictures of its moments on a canvas, recorded by the browser while they pass.
import { downloadBlob } from "#app/share/download";
import { makeFilm, type Film, type FilmMoment } from "#app/share/film";
import { app, selectTopBarView } from "#app/store";
import { momentPicture } from "../picture/moment.ts";
import { paint } from "../picture/paint.ts";
import { filmType } from "./film-type.ts";
import { embedWords } from "./take-picture.ts";

const FRAMES_PER_S = 12;
const BITS_PER_S = 4_000_000;
const SCALE = 1.25;

export interface Taking {
  /** In seconds of the run. */
  readonly seconds: number;
  /** How much of it is done, 0 to 1. False: it is not wanted any more. */
  readonly onShare: (share: number) => boolean;
}

/** Answers whether there is a film now. Recording takes as long as watching. */
export const takeFilm = async ({ seconds, onShare }: Taking): Promise<boolean> => {
  const film = makeFilm(seconds);
  const type = filmType();
  if (!film || type === undefined) return false;
  const text = await embedWords();
  const title = selectTopBarView(app.state)?.title ?? "Drydock";
  const draw = (canvas: HTMLCanvasElement, { view, nowMs, timeText }: FilmMoment): Promise<void> => {
    const strip = { bins: film.bins, fromMs: 0, toMs: Math.max(film.toMs, 1000) };
    const svg = momentPicture(view, { text, title, theme: app.state.scheme, nowMs, timeText, strip });
    return paint(canvas, svg, SCALE);
  };
  const blob = await record(film, { type, draw, onShare });
  if (blob) downloadBlob(blob.type.startsWith("video/mp4") ? "drydock.mp4" : "drydock.webm", blob);
  return blob !== null;
};

interface Recording extends Pick<Taking, "onShare"> {
  readonly type: string;
  readonly draw: (canvas: HTMLCanvasElement, moment: FilmMoment) => Promise<void>;
}

const record = async (film: Film, { type, draw, onShare }: Recording): Promise<Blob | null> => {
  const canvas = document.createElement("canvas");
  await draw(canvas, film.look(0));
  const stream = canvas.captureStream(FRAMES_PER_S);
  const recorder = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: BITS_PER_S });
  const parts: Blob[] = [];
  const ended = new Promise<void>((done) => {
    recorder.addEventListener("stop", () => done());
  });
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.start();
  try {
    const isWhole = await play(film, (moment) => draw(canvas, moment), onShare);
    recorder.stop();
    await ended;
    return isWhole ? new Blob(parts, { type: type.split(";")[0]! }) : null;
  } finally {
    // Whatever threw: nothing records on.
    for (const track of stream.getTracks()) track.stop();
  }
};

/** The clock on the wall decides which moment is drawn: a slow machine leaves some out, and the film keeps its pace. */
const play = async (
  film: Film,
  draw: (moment: FilmMoment) => Promise<void>,
  onShare: Taking["onShare"],
): Promise<boolean> => {
  const began = performance.now();
  for (;;) {
    const at = Math.min(1, (performance.now() - began) / film.lengthMs);
    if (!onShare(at)) return false;
    // One frame after the other is what a film is.
    // oxlint-disable-next-line no-await-in-loop
    await draw(film.look(at));
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 1000 / FRAMES_PER_S));
    if (at === 1) return true;
  }
};
