// All files of a lesson's embeds, in every language. Runs when the site is built (.ci/embed-plugin.ts).
import { capture, captureSandbox } from "#app/capture";
import { SCENE_MS, SceneRun } from "#app/embed/scene-run";
import { useWholeTerminal } from "#app/embed/whole-terminal";
import { embed as embedEn } from "#app/i18n/embed-en";
import { embed as embedKo } from "#app/i18n/embed-ko";
import { words as wordsEn } from "#app/i18n/words-en";
import { words as wordsKo } from "#app/i18n/words-ko";
import { snippet as snippetEn } from "#app/i18n/snippet-en";
import { snippet as snippetKo } from "#app/i18n/snippet-ko";
import type { GraphLayout } from "#app/graph/layout";
import type { Language } from "#app/view-models/chrome";
import { clockText } from "#app/views/format";
import { drawPoster, type Moment, type PosterOptions } from "../picture/poster.ts";
import { drawScene } from "../picture/scene.ts";
import { embedPage, oEmbed, type EmbedPage } from "./page.ts";

useWholeTerminal();

const LANGUAGES = ["en", "ko"] as const;
const SNIPPET = { en: snippetEn, ko: snippetKo };
const TEXTS = { en: embedEn, ko: embedKo };
const WORDS = { en: wordsEn, ko: wordsKo };
/** A blog's column; the picture's own shape says how high it is, and the bar below it stands in two lines at most. */
const WIDTH = 760;
const BAR = 68;

type Lesson = Parameters<typeof capture>[0];
interface Prose {
  readonly title: string;
  readonly teaser: string;
  readonly scene?: string;
}
export interface EmbedFile {
  readonly name: string;
  readonly text: string;
}

/** `site`: where it will stand, if anybody said so. */
export const makeEmbed = (
  lesson: Lesson,
  prose: Readonly<Record<Language, Prose>>,
  site: string,
): readonly EmbedFile[] => {
  useWholeTerminal();
  const shot = capture(lesson, WORDS);
  const { id } = lesson.lesson;
  const room = roomOf(lesson);
  const { scenario, files, rehearsal } = lesson;
  // The lesson as the simulation needs it; the reader's words lie in the page, and what is offered after it on the playground's.
  const played = { ...lesson.lesson, reviews: [], cluster: {} };
  return [
    dataOf(id, { lesson: played, scenario, files, rehearsal }),
    ...LANGUAGES.flatMap((language) =>
      filesOf(shot, { id, page: `lesson/${id}`, language, site, room, ...prose[language] }),
    ),
  ];
};

/** The embed of moments that belong to no lesson. */
export const makeSandboxEmbed = (site: string): readonly EmbedFile[] => {
  useWholeTerminal();
  const { shot, moment } = captureSandbox(WORDS);
  return [
    dataOf("sandbox", { moment }),
    ...LANGUAGES.flatMap((language) =>
      filesOf(shot, { id: "sandbox", page: "sandbox", language, site, room: null, ...SNIPPET[language].sandbox }),
    ),
  ];
};

const LOOK_MS = 500;

/** The highest drawing of a lesson's sixty seconds, so that they need not be drawn smaller in their middle. */
const roomOf = (lesson: Lesson): EmbedPage["room"] => {
  const run = SceneRun.of(lesson);
  if (!run) return null;
  const room = { stage: 0, tall: 0 };
  const layouts: Record<keyof typeof room, GraphLayout | null> = { stage: null, tall: null };
  for (let atMs = 0; atMs <= SCENE_MS; atMs += LOOK_MS) {
    run.seek(atMs);
    const view = run.view(WORDS.en);
    for (const shape of ["stage", "tall"] as const) {
      const { height, layout } = drawScene(view, { shape, text: TEXTS.en, previous: layouts[shape] });
      layouts[shape] = layout;
      room[shape] = Math.max(room[shape], Math.ceil(height));
    }
  }
  return room;
};

const dataOf = (id: string, scene: object): EmbedFile => ({
  name: `${id}.data.js`,
  text: `window.drydockScene=${JSON.stringify(scene).replaceAll("<", "\\u003c")};\n`,
});

interface Said extends Prose {
  readonly id: string;
  /** Where it is opened in the playground. */
  readonly page: string;
  readonly language: Language;
  readonly site: string;
  readonly room: EmbedPage["room"];
}

const filesOf = (shot: ReturnType<typeof capture<Language>>, said: Said): readonly EmbedFile[] => {
  const { id, language, title, teaser, scene = null, site, room } = said;
  const { before, after, isBroken, bins, endMs } = shot;
  const text = TEXTS[language];
  const momentOf = ({ view, atMs }: typeof before): Moment => ({
    view: view[language],
    atMs,
    timeText: clockText(atMs),
  });
  const options: PosterOptions = {
    shape: "stage",
    title,
    text,
    before: momentOf(before),
    ...(after && isBroken ? { after: momentOf(after) } : {}),
    strip: { bins, fromMs: 0, toMs: endMs },
    theme: "auto",
    id,
  };
  const wide = drawPoster({ ...options, id: "wide", theme: null });
  const tall = drawPoster({ ...options, id: "tall", theme: null, shape: "tall" });
  const [, width = "1", height = "1"] = /viewBox="0 0 (\d+) (\d+)"/.exec(wide) ?? [];
  const { soon, back } = SNIPPET[language];
  const page = {
    soon,
    back,
    room,
    lesson: id,
    page: said.page,
    language,
    title,
    teaser,
    atMs: before.atMs,
    toMs: endMs,
    scene,
    wide,
    tall,
    text,
  };
  const size = { width: WIDTH, height: Math.round((WIDTH / Number(width)) * Number(height)) + BAR };
  const name = `${id}.${language}`;
  return [
    { name: `${name}.svg`, text: drawPoster(options) },
    { name: `${name}.html`, text: embedPage(page) },
    { name: `${name}.json`, text: oEmbed({ ...page, site, ...size }) },
  ];
};
