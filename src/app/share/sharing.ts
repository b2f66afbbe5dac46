// What the share dialog asks for and does.
import { ownCode } from "../class/own-code.ts";
import { consoleText, joinManifests, requestsCsv } from "./exports.ts";
import { download } from "./download.ts";
import { openFiles as openFilesIn } from "./incoming.ts";
import { hashOf, linkOf, LONGEST_LINK, presentOf, whenAllIsDone, wireOf } from "./link.ts";
import { fileOf } from "./receive.ts";
import type { ShareWords } from "../i18n/share-en.ts";
import { lessons } from "../session/load.ts";
import { app } from "../store.ts";
import type { Language } from "../view-models/chrome.ts";
import { clockText } from "../views/format.ts";

export interface Share {
  readonly words: ShareWords;
  readonly timeText: string;
  readonly link: string;
  /** Which futures travel with it, where there is more than this one. */
  readonly othersText: string;
  readonly isTooLong: boolean;
  /** Where a snippet of it is made. */
  readonly embedHref: string | null;
  /** Of a lesson: the same on paper. */
  readonly handoutHref: string | null;
  /** How far the learner is, for whoever holds a class; null outside of lessons. */
  readonly code: string | null;
  /** The moment as a file, however long it is. */
  readonly save: () => void;
}

const wordsOf = async (language: Language): Promise<ShareWords> =>
  language === "ko" ? (await import("../i18n/share-ko.ts")).share : (await import("../i18n/share-en.ts")).share;

/** Of the moment at which it is asked, as soon as what was typed by then has run; null where there is no cluster. */
export const makeShare = async (): Promise<Share | null> => {
  await whenAllIsDone(app);
  const nowMs = app.session?.nowMs ?? 0;
  const [words, wire] = await Promise.all([wordsOf(app.state.language), wireOf(app)]);
  if (!wire) return null;
  const { href: link, others, left } = await linkOf(wire);
  const lesson = /^lesson\/([^/]+)/.exec(wire.page)?.[1] ?? null;
  return {
    words,
    timeText: clockText(nowMs - app.zeroMs),
    link,
    othersText: left > 0 ? words.othersLeft(left) : others > 0 ? words.others(others) : "",
    isTooLong: link.length > LONGEST_LINK,
    // Embeds are files of a site.
    embedHref: location.protocol === "file:" ? null : embedHrefOf(wire.page, await hashOf(presentOf(wire))),
    handoutHref: lesson === null ? null : `?handout=${lesson}`,
    code: ownCode(app),
    save: () => download(`drydock-${fileNameOf(wire.page)}.json`, fileOf(wire), "application/json"),
  };
};

/** The page that makes a snippet begins with this very moment, where there is an embed that can show it. */
const embedHrefOf = (page: string, hash: string): string | null => {
  const lesson = /^lesson\/([^/]+)/.exec(page)?.[1];
  if (lesson !== undefined && !lessons.some(({ id }) => id === lesson)) return null;
  const search = `?snippet${lesson === undefined ? "" : `=${lesson}`}`;
  const isShown = hash.length <= LONGEST_LINK && /^(sandbox|lesson\/[^/]+)$/.test(page);
  return isShown ? search + hash : search;
};

/** `lesson/brief-outage/again/7` is a page, and no name of a file. */
const fileNameOf = (page: string): string => page.replace(/^lesson\//, "").replaceAll("/", "-");
const page = (): string => (app.state.page.kind === "lesson" ? fileNameOf(app.state.page.id) : "sandbox");

export const takeAway = {
  manifests: (): void =>
    download(
      `${page()}.yaml`,
      joinManifests(app.state.drafts.map(({ id, text }) => ({ name: id, text }))),
      "application/yaml",
    ),
  console: (): void => {
    if (app.session) download(`${page()}-console.txt`, consoleText(app.session.run, app.state.terminal));
  },
  requests: (): void => {
    if (app.session) download(`${page()}-requests.csv`, requestsCsv(app.session.run, app.zeroMs), "text/csv");
  },
};

export const openFiles = (files: readonly File[]): void => void openFilesIn(app, files);
