// What outlives a reload. Storage is a bonus: where it is blocked all goes on in memory.
// The run and what is typed belong to the tab (sessionStorage), so two tabs never overwrite each other's; a new tab begins with the
// drafts of the last one. Progress and settings belong to the reader.
import { logOf } from "../session/log-of.ts";
import type { App, SavedSession } from "../app.ts";
import type { BranchesRecord } from "#engine";
import type { LessonProgress } from "#tutor";
import { isEarned } from "#tutor/act";
import type { Page } from "../state.ts";
import type { Language, Scheme } from "../view-models/chrome.ts";

export interface Settings {
  readonly language?: Language;
  readonly scheme?: Scheme;
  readonly speed?: number;
}
type SavedDrafts = readonly { readonly id: string; readonly text: string }[];
export interface SavedWork {
  readonly drafts: SavedDrafts;
  /** The furthest that the reader has been: a second visit takes nothing off the course map. */
  readonly progress?: LessonProgress;
}
export interface SavedTab extends SavedSession {
  readonly drafts: SavedDrafts;
}

const PREFIX = "drydock/1/";
const SAVE_EVERY_MS = 400;
/** A run longer than this is not kept over a reload: replaying it would take longer than beginning again. */
const MOST_COMMANDS = 2000;

const read = (area: "localStorage" | "sessionStorage", key: string): unknown => {
  try {
    const text = globalThis[area].getItem(PREFIX + key);
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined; // Blocked, or not ours: as if nothing had been kept.
  }
};
/** Whether it is kept. Blocked or full: the page works on in memory. */
const write = (area: "localStorage" | "sessionStorage", key: string, value: unknown): boolean => {
  try {
    globalThis[area].setItem(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
};

export const loadSettings = (): Settings => (read("localStorage", "settings") as Settings | undefined) ?? {};
export const saveSettings = (settings: Settings): void => void write("localStorage", "settings", settings);

export const loadWork = (page: string): SavedWork | undefined =>
  read("localStorage", `work/${page}`) as SavedWork | undefined;
export const loadTab = (page: string): SavedTab | undefined =>
  read("sessionStorage", `run/${page}`) as SavedTab | undefined;
export const loadSize = (key: string): number | null => {
  const value = read("localStorage", `size/${key}`);
  return typeof value === "number" ? value : null;
};
/** Which pane a phone shows belongs to what is done in this tab. */
export const loadPane = (page: string): unknown => read("sessionStorage", `pane/${page}`);
export const savePane = (page: string, pane: string): void => void write("sessionStorage", `pane/${page}`, pane);
export const saveSize = (key: string, value: number | null): void => void write("localStorage", `size/${key}`, value);

const isNumber = (value: unknown, below: number): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value < below;
/** Drawn for this page where storage is blocked. */
let learner: number | undefined;
/** Who sits here, among this many: drawn once, so that a class counts nobody twice. Says nothing about the reader. */
export const loadLearner = (among: number): number => {
  const kept = learner ?? read("localStorage", "learner");
  if (isNumber(kept, among)) return kept;
  learner = crypto.getRandomValues(new Uint32Array(1))[0]! % among;
  write("localStorage", "learner", learner);
  return learner;
};
/** What was pasted into the class page last. */
export const loadClass = (): string => {
  const kept = read("localStorage", "class");
  return typeof kept === "string" ? kept : "";
};
export const saveClass = (text: string): void => void write("localStorage", "class", text);

/** Forgets what was done on a page, and on those below it. */
export const dropWork = (page: string): void => {
  const isOf = (key: string): boolean =>
    ["work", "run"].some((what) => key === `${PREFIX}${what}/${page}` || key.startsWith(`${PREFIX}${what}/${page}/`));
  for (const area of ["localStorage", "sessionStorage"] as const) {
    try {
      const storage = globalThis[area];
      for (const key of Object.keys(storage).filter(isOf)) storage.removeItem(key);
    } catch {
      // Blocked: there is nothing of it.
    }
  }
};

/** Progress of every lesson, for the course map. */
export const loadProgress = (lesson: string): LessonProgress | undefined => loadWork(`lesson/${lesson}`)?.progress;

/** Under what a page's work is kept; the course map has none. */
export const keyOf = (page: Page): string | null => {
  if (page.kind === "home") return null;
  return page.kind === "lesson" ? `lesson/${page.id}` : "sandbox";
};

const save = (app: App): void => {
  const key = keyOf(app.state.page);
  const { session, state } = app;
  if (key === null || !session || state.loading !== "ready") return;
  const drafts = state.drafts.map(({ id, text }) => ({ id, text }));
  const { progress } = session;
  const furthest = furthestOf(loadWork(key)?.progress, progress);
  write("localStorage", `work/${key}`, { drafts, ...(furthest ? { progress: furthest } : {}) } satisfies SavedWork);
  const { commands, endMs } = session.run.record();
  if (commands.length > MOST_COMMANDS) return;
  const futures = session.run.recordBranches();
  const hasFutures = futures.branches.length > 1 && totalCommands(futures) <= MOST_COMMANDS;
  const tab: SavedTab = {
    commands,
    endMs,
    ...(hasFutures ? { futures } : {}),
    nowMs: session.nowMs,
    log: logOf(session.run.cluster),
    drafts,
    ...(progress ? { progress } : {}),
    ...(state.page.kind === "sandbox" ? { sandbox: state.sandbox } : {}),
  };
  const isKept = write("sessionStorage", `run/${key}`, tab);
  if (!isKept && commands.some((c) => c.isScripted !== true)) sayOnce(app);
};

let isSaid = false;
/** As soon as there is something to lose, and once for this page. */
const sayOnce = (app: App): void => {
  if (!isSaid && app.state.notice === null) app.set({ notice: "notSaved" });
  isSaid = true;
};

const totalCommands = ({ branches }: BranchesRecord): number => branches.reduce((n, b) => n + b.commands.length, 0);

/** How far somebody has been at all: what was once finished stays so, whoever reads it again or opens somebody else's moment. */
export const furthestOf = (
  before: LessonProgress | undefined,
  now: LessonProgress | undefined,
): LessonProgress | undefined => {
  if (!before || !now) return now;
  const { lent: _, ...furthest } = before.step > now.step ? before : now;
  const done = [...new Set([...before.done, ...now.done])];
  const lent = done.filter((id) => !isEarned(before, id) && !isEarned(now, id));
  return { ...furthest, done, ...(lent.length > 0 ? { lent } : {}) };
};

/** Keeps the session a moment after each change, and when its page goes away. Answers how to stop. */
export const startSaving = (app: App): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const saveNow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    save(app);
  };
  const stop = app.store.subscribe((now, before) => {
    if (now.language !== before.language || now.scheme !== before.scheme || now.speed !== before.speed) {
      saveSettings({ language: now.language, scheme: now.scheme, speed: now.speed });
    }
    if (now.revision !== before.revision || now.drafts !== before.drafts) timer ??= setTimeout(saveNow, SAVE_EVERY_MS);
  });
  addEventListener("pagehide", saveNow);
  // Before the router leaves the page, for it listens later.
  addEventListener("hashchange", saveNow);
  return () => {
    stop();
    removeEventListener("pagehide", saveNow);
    removeEventListener("hashchange", saveNow);
    clearTimeout(timer);
  };
};
