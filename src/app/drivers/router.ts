// The address: `#/`, `#/lesson/ID`, `#/lesson/ID/review/WHICH`, `#/lesson/ID/again/SEED`, `#/sandbox`, and `?...&s=RUN` behind it for an exact moment. Loads what the page needs and opens it.
import type { App, SavedSession } from "../app.ts";
import type { Live } from "../live.ts";
import type { CompiledLesson } from "#tutor";
import { isWhole, loadProse, loadRun } from "../session/again.ts";
import { bringHands, takeHands } from "./hands.ts";
import { whatALessonNeeds, whatTheyNeed } from "../session/rare.ts";
import { lessonEntry, OWN, ownLesson, type CatalogueEntry } from "../session/load.ts";
import { isSameLog } from "../session/log-of.ts";
import type { Session } from "../session/session.ts";
import type { Page, Still, Texts } from "../state.ts";
import type { OpenOp } from "../sync/op.ts";
import type { Language } from "../view-models/chrome.ts";
import { BRISK, inSlices } from "./slices.ts";
import { keyOf, loadTab, loadWork } from "./storage.ts";

export const pageOf = (hash: string): Page => {
  const path = hash.replace(/^#\/?/, "").split("?")[0] ?? "";
  const lesson = /^lesson\/([a-z0-9-]+(?:\/review\/[a-z0-9-]+|\/again\/\d{1,9})?)$/.exec(path);
  if (lesson) return { kind: "lesson", id: lesson[1]! };
  if (path.startsWith("lesson/")) return { kind: "lesson", id: "" };
  return path === "sandbox" ? { kind: "sandbox" } : { kind: "home" };
};

const loadTexts = async (app: App, language: Language, page: Page): Promise<Texts> => {
  const isKorean = language === "ko";
  const [dictionary, words, prose] = await Promise.all([
    isKorean ? import("../i18n/ko.ts").then((m) => m.ko) : import("../i18n/en.ts").then((m) => m.en),
    isKorean ? import("../i18n/words-ko.ts").then((m) => m.words) : import("../i18n/words-en.ts").then((m) => m.words),
    page.kind === "lesson" ? loadProse(page.id, language, () => loadLive(app)) : null,
  ]);
  return { language, dictionary, words, prose };
};

/** Opens what the address names, now and whenever it changes. Answers how to stop. */
export const startRouter = (open: (op: OpenOp) => void, { isFirst = true } = {}): (() => void) => {
  const onHash = (): void => open(readAddress());
  addEventListener("hashchange", onHash);
  if (isFirst) onHash();
  return () => removeEventListener("hashchange", onHash);
};

/** What stands before a moment in the address. */
const SHARED = "?s=";

/** What the address names, and what is kept of it. */
export const readAddress = (): OpenOp => {
  const { hash } = location;
  const page = pageOf(hash);
  const key = keyOf(page);
  const shared = hash.includes(SHARED) ? { shared: hash } : {};
  if (key === null) return { do: "open", page, drafts: [], ...shared };
  const saved = loadTab(key);
  const drafts = saved?.drafts ?? loadWork(key)?.drafts ?? [];
  const lesson = page.kind === "lesson" ? ownLesson(page.id)?.folder : undefined;
  return { do: "open", page, drafts, ...shared, ...(saved ? { saved } : {}), ...(lesson ? { lesson } : {}) };
};

/** Puts up a page; one that was asked for later stands, whichever comes first. */
export const openPage = async (app: App, op: OpenOp): Promise<void> => {
  const mine = ++app.opened;
  const isWanted = (): boolean => mine === app.opened;
  try {
    await load(app, op, {
      isWanted,
      putUp: (put) => {
        if (isWanted()) put();
      },
    });
  } catch (error) {
    if (!isWanted()) return;
    // Else a chunk did not come: the page says so and offers to try again.
    if (op.page.kind === "lesson" && ownLesson(op.page.id)) await backToMap(app, error);
    else app.fail();
  }
};

/** An opening that goes on while others may be asked for. */
interface Opening {
  /** No other page was asked for since. */
  readonly isWanted: () => boolean;
  /** Does it, if it still is. */
  readonly putUp: (put: () => void) => void;
}

class TooSlow extends Error {}

/** A lesson of the reader's own that cannot be begun: why. */
const backToMap = async (app: App, error: unknown): Promise<void> => {
  history.replaceState(history.state, "", "#/");
  await openPage(app, { do: "open", page: { kind: "home" }, drafts: [] });
  if (error instanceof TooSlow) app.set({ notice: "tooSlow" });
  else app.set({ notice: "lesson", noticeDetail: error instanceof Error ? error.message : String(error) });
};

/** The simulator: asked for once, by the first page that needs it. */
const loadLive = async (app: App): Promise<Live> => (app.live ??= (await import("../live.ts")).live);

const loadCompiled = async (app: App, page: Page): Promise<CompiledLesson | undefined> => {
  const compiled = page.kind === "lesson" ? await loadRun(page.id) : undefined;
  // What a lesson types at its beginning is rehearsed; else it has to wait.
  if (!compiled?.rehearsal) await Promise.all([takeHands(app), compiled && whatALessonNeeds(compiled.lesson)]);
  return compiled;
};

/** Fetches what a page needs, and puts it up: of a lesson that begins first its still, then the cluster itself. */
const load = async (app: App, op: OpenOp, opening: Opening): Promise<void> => {
  const { putUp } = opening;
  const { page, saved, drafts, shared } = op;
  if (page.kind === "lesson" && page.id.startsWith(OWN)) await loadOwnLesson(app, op);
  if (shared !== undefined) return loadShared(app, { ...op, shared }, opening);
  if (page.kind === "home") {
    const texts = await loadTexts(app, app.state.language, page);
    putUp(() => app.openHome(texts));
    // The map is there before what the reader has of their own.
    return void import("../foreign/own.ts").then(({ loadOwn }) => loadOwn(app)).catch(() => undefined);
  }
  const entry = app.live ? undefined : stillOf(op);
  if (entry) {
    const first = await loadFirst(app, entry, drafts.length > 0);
    // Only now, for they are large; and before the still is drawn: the network works meanwhile. Who needs them asks again.
    loadLive(app).catch(() => undefined);
    loadCompiled(app, page).catch(() => undefined);
    putUp(first);
  }
  const [texts, compiled] = await Promise.all([
    loadTexts(app, app.state.language, page),
    loadCompiled(app, page),
    loadLive(app),
    saved && Promise.all([whatTheyNeed(saved), takeHands(app)]),
  ]);
  if (page.kind === "lesson" && !compiled) {
    history.replaceState(history.state, "", "#/");
    await load(app, { ...op, page: { kind: "home" } }, opening);
    return putUp(() => app.set({ notice: "noLesson" }));
  }
  const begun = compiled && (await begin(app, compiled, op, opening));
  putUp(() => {
    if (compiled) app.openLesson(compiled, texts, begun);
    else app.openSandbox(texts, undefined, saved);
    app.restoreDrafts(drafts);
    if (app.session && !isSameLog(app.session.run.cluster, saved?.log)) app.set({ notice: "differs" });
    // Nobody types before there is a page.
    app.drawn.after(() => bringHands(app));
  });
};

/** The lesson whose still is shown first, if one is: of the course itself, from its beginning. A still is drawn while the site is built. */
export const stillOf = ({ page, saved, shared }: OpenOp): CatalogueEntry | undefined =>
  page.kind === "lesson" && !saved && shared === undefined && isWhole(page.id) && !ownLesson(page.id)
    ? lessonEntry(page.id)
    : undefined;

/** A lesson of the reader's own: what the op holds of it, or what is kept. */
const loadOwnLesson = async (app: App, { page, lesson }: OpenOp): Promise<void> => {
  const known = page.kind === "lesson" ? ownLesson(page.id) : undefined;
  if (lesson && known?.folder !== lesson) (await import("../foreign/open.ts")).takeFolder(app, lesson);
  else if (!known) await (await import("../foreign/own.ts")).loadOwn(app);
};

/** Nobody waits longer for a beginning. */
const LONGEST_MS = 60_000;

/**
 * A lesson's beginning is made in slices, so that the page draws and hears meanwhile. How long one of the reader's own takes nobody knows: how
 * far it is can be seen, and there is an end to it. What is begun again from what was kept is replayed at once: that may not come to anything.
 */
const begin = async (
  app: App,
  { lesson, scenario, files, rehearsal }: CompiledLesson,
  { page, saved }: OpenOp,
  { isWanted }: Opening,
): Promise<Session | SavedSession | undefined> => {
  const isOwn = page.kind === "lesson" && ownLesson(page.id) !== undefined;
  if (saved && !isOwn) return saved;
  const live = await loadLive(app);
  const until = performance.now() + LONGEST_MS;
  const options = { lesson, scenario, files, ...(rehearsal ? { rehearsal } : {}) };
  const onSlice = (done: number): boolean => {
    if (isOwn && isWanted()) app.set({ opening: done });
    return isWanted() && (!isOwn || performance.now() < until);
  };
  const session = await inSlices(live.settling(options, saved), onSlice, ...(isOwn ? [] : [BRISK]));
  if (session || !isWanted()) return session;
  throw new TooSlow();
};

/** Opens a moment that was handed on, and takes it out of the address: a reload is to keep what is done from here on. */
const loadShared = async (
  app: App,
  { shared, ...kept }: OpenOp & Required<Pick<OpenOp, "shared">>,
  opening: Opening,
): Promise<void> => {
  const { putUp } = opening;
  const { page } = kept;
  const [texts, compiled, live, { receive }] = await Promise.all([
    loadTexts(app, app.state.language, page),
    loadCompiled(app, page),
    loadLive(app),
    import("../share/receive.ts"),
    takeHands(app),
  ]);
  const received = await receive(live, shared, compiled);
  const address = typeof shared === "string" ? shared : `#/${shared.page}`;
  const isKnown = compiled !== undefined || page.kind === "sandbox";
  if (location.hash === address) {
    history.replaceState(history.state, "", isKnown ? address.split(SHARED)[0]! : "#/");
  }
  if (typeof received === "string") {
    // The page that it is of, unharmed; the map, where there is no such page.
    await load(app, isKnown ? kept : { ...kept, page: { kind: "home" } }, opening);
    return putUp(() => app.set({ notice: received }));
  }
  const { session, moment, isSame } = received;
  putUp(() => {
    if (compiled) app.openLesson(compiled, texts, session);
    else app.openSandbox(texts, moment.sandbox, session);
    app.restoreDrafts(moment.drafts);
    const { selection, whyId, file } = moment.view;
    const hasFile = app.state.drafts.some((d) => d.id === file);
    app.set({ selection, whyId, ...(hasFile ? { activeFile: file } : {}), notice: isSame ? null : "differs" });
  });
};

/** What puts up the still of a lesson. */
const loadFirst = async (app: App, entry: CatalogueEntry, hasDrafts: boolean): Promise<() => void> => {
  const { language } = app.state;
  const [texts, still] = await Promise.all([
    loadTexts(app, language, { kind: "lesson", id: entry.id }),
    loadStill(entry, language, hasDrafts),
  ]);
  return () => app.openStill(entry.id, texts, still);
};

/** The still of a lesson; without the editor where the reader has drafts of their own. */
const loadStill = async (entry: CatalogueEntry, language: Language, hasDrafts: boolean): Promise<Still> => {
  const still = await entry.loadStill(language);
  return hasDrafts ? { ...still, editor: null } : still;
};

/** The same page in another language; the place in the lesson stays. */
export const changeLanguage = async (app: App, language: Language): Promise<void> => {
  try {
    const { page, still } = app.state;
    const entry = page.kind === "lesson" && still ? lessonEntry(page.id) : undefined;
    const [texts, other] = await Promise.all([
      loadTexts(app, language, page),
      entry ? loadStill(entry, language, still?.editor === null) : null,
    ]);
    app.setTexts(texts);
    if (other && app.state.still) app.set({ still: other });
  } catch {
    // Offline and not yet loaded: the page stays in the language that it has.
  }
};
