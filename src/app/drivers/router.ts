// The address: `#/`, `#/lesson/ID`, `#/sandbox`, and `?...&s=RUN` behind it for an exact moment. Loads what the page needs and opens it.
import type { App } from "../app.ts";
import { lessonEntry } from "../session/load.ts";
import type { Page, Texts } from "../state.ts";
import type { Language } from "../view-models.ts";
import { readShared } from "./share.ts";
import { keyOf, loadTab, loadWork } from "./storage.ts";

export const pageOf = (hash: string): Page => {
  const path = hash.replace(/^#\/?/, "").split("?")[0] ?? "";
  const lesson = /^lesson\/([a-z0-9-]+)$/.exec(path);
  if (lesson) return { kind: "lesson", id: lesson[1]! };
  return path === "sandbox" ? { kind: "sandbox" } : { kind: "home" };
};

const loadTexts = async (language: Language, page: Page): Promise<Texts> => {
  const isKorean = language === "ko";
  const [dictionary, words, prose] = await Promise.all([
    isKorean ? import("../i18n/ko.ts").then((m) => m.ko) : import("../i18n/en.ts").then((m) => m.en),
    isKorean ? import("../i18n/words-ko.ts").then((m) => m.words) : import("../i18n/words-en.ts").then((m) => m.words),
    page.kind === "lesson" ? (lessonEntry(page.id)?.loadProse(language) ?? null) : null,
  ]);
  return { language, dictionary, words, prose };
};

/** Opens what the address names, now and whenever it changes. Answers how to stop. */
export const startRouter = (app: App): (() => void) => {
  let turn = 0;
  const open = async (): Promise<void> => {
    const mine = ++turn;
    try {
      const put = await load(app, pageOf(location.hash));
      if (mine === turn) put();
    } catch {
      // A chunk did not come: the page says so and offers to try again.
      if (mine === turn) app.fail();
    }
  };
  const onHash = (): void => void open();
  addEventListener("hashchange", onHash);
  void open();
  return () => removeEventListener("hashchange", onHash);
};

/** Fetches what a page needs; answers what puts it up. */
const load = async (app: App, page: Page): Promise<() => void> => {
  const [texts, shared] = await Promise.all([loadTexts(app.state.language, page), readShared(location.hash)]);
  const key = keyOf(page);
  if (key === null) return () => app.openHome(texts);
  const tab = shared ? undefined : loadTab(key);
  const saved = shared ?? tab;
  const restore = (): void => {
    if (!shared) app.restoreDrafts(tab?.drafts ?? loadWork(key)?.drafts ?? []);
  };
  if (page.kind === "sandbox") {
    return () => {
      app.openSandbox(texts, undefined, saved);
      restore();
    };
  }
  const entry = page.kind === "lesson" ? lessonEntry(page.id) : undefined;
  if (!entry) return () => location.replace("#/");
  const compiled = await entry.load();
  return () => {
    app.openLesson(compiled, texts, saved);
    restore();
  };
};

/** The same page in another language; the place in the lesson stays. */
export const changeLanguage = async (app: App, language: Language): Promise<void> => {
  try {
    app.setTexts(await loadTexts(language, app.state.page));
  } catch {
    // Offline and not yet loaded: the page stays in the language that it has.
  }
};
