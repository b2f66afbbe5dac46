// What outlives a reload. Storage is a bonus: where it is blocked all goes on in memory.
// The run belongs to the tab (sessionStorage), so two tabs never overwrite each other's; drafts, progress and settings to the reader.
import type { App, SavedSession } from "../app.ts";
import type { LessonProgress } from "#tutor";
import type { Language, Scheme } from "../view-models.ts";

export interface Settings {
  readonly language?: Language;
  readonly scheme?: Scheme;
  readonly speed?: number;
}
export interface SavedWork {
  readonly drafts: readonly { readonly id: string; readonly text: string }[];
  readonly progress?: LessonProgress;
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
const write = (area: "localStorage" | "sessionStorage", key: string, value: unknown): void => {
  try {
    globalThis[area].setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Blocked or full: the page works on in memory.
  }
};

export const loadSettings = (): Settings => (read("localStorage", "settings") as Settings | undefined) ?? {};
export const saveSettings = (settings: Settings): void => write("localStorage", "settings", settings);

export const loadWork = (page: string): SavedWork | undefined =>
  read("localStorage", `work/${page}`) as SavedWork | undefined;
export const loadSession = (page: string): SavedSession | undefined =>
  read("sessionStorage", `run/${page}`) as SavedSession | undefined;
export const forgetSession = (page: string): void => {
  try {
    globalThis.sessionStorage.removeItem(`${PREFIX}run/${page}`);
  } catch {
    // Blocked: there is nothing to forget.
  }
};
export const loadSize = (key: string): number | null => {
  const value = read("localStorage", `size/${key}`);
  return typeof value === "number" ? value : null;
};
export const saveSize = (key: string, value: number | null): void => write("localStorage", `size/${key}`, value);

/** Progress of every lesson, for the course map. */
export const loadProgress = (lesson: string): LessonProgress | undefined => loadWork(`lesson/${lesson}`)?.progress;

export const pageKey = (app: App): string | null => {
  const { page } = app.state;
  if (page.kind === "home") return null;
  return page.kind === "lesson" ? `lesson/${page.id}` : "sandbox";
};

/** Keeps the session a moment after each change, and when the page goes away. Answers how to stop. */
export const startSaving = (app: App): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = (): void => {
    timer = undefined;
    const key = pageKey(app);
    const { session, state } = app;
    if (key === null || !session || state.loading !== "ready") return;
    const { commands, endMs } = session.run.record();
    const progress = session.progress ? { progress: session.progress } : {};
    const drafts = state.drafts.map(({ id, text }) => ({ id, text }));
    write("localStorage", `work/${key}`, { drafts, ...progress } satisfies SavedWork);
    if (commands.length <= MOST_COMMANDS) {
      write("sessionStorage", `run/${key}`, {
        commands,
        endMs,
        nowMs: session.nowMs,
        ...progress,
      } satisfies SavedSession);
    }
  };
  const stop = app.store.subscribe((now, before) => {
    if (now.language !== before.language || now.scheme !== before.scheme || now.speed !== before.speed) {
      saveSettings({ language: now.language, scheme: now.scheme, speed: now.speed });
    }
    if (now.revision !== before.revision || now.drafts !== before.drafts) timer ??= setTimeout(save, SAVE_EVERY_MS);
  });
  addEventListener("pagehide", save);
  return () => {
    stop();
    removeEventListener("pagehide", save);
    clearTimeout(timer);
  };
};
