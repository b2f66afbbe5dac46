import { afterEach, describe, expect, it, vi } from "vitest";
import type { LessonProgress } from "#tutor";
import { App } from "../app.ts";
import { en } from "../i18n/en.ts";
import { words } from "../i18n/words-en.ts";
import { live } from "../live.ts";
import { useParts } from "../session/parts.ts";
import {
  furthestOf,
  keyOf,
  loadProgress,
  loadSettings,
  loadSize,
  loadTab,
  saveSettings,
  saveSize,
  startSaving,
} from "./storage.ts";

useParts();

afterEach(() => vi.unstubAllGlobals());

const memory = (): Storage => {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  } as Storage;
};
const refuse = (): never => {
  throw new Error("SecurityError");
};

describe("storage", () => {
  it("keeps settings and sizes", () => {
    vi.stubGlobal("localStorage", memory());
    saveSettings({ language: "ko", scheme: "dark", speed: 10 });
    saveSize("panel", 320);
    expect(loadSettings()).toEqual({ language: "ko", scheme: "dark", speed: 10 });
    expect(loadSize("panel")).toBe(320);
    expect(loadSize("graph")).toBeNull();
  });

  it.each([
    { name: "is absent", area: undefined },
    { name: "is blocked", area: { getItem: refuse, setItem: refuse } },
    { name: "holds what is not ours", area: { getItem: () => "{not json", setItem: refuse } },
  ])("may fail: it $name, and nothing is known and nothing breaks", ({ area }) => {
    vi.stubGlobal("localStorage", area);
    vi.stubGlobal("sessionStorage", area);
    expect(() => saveSettings({ language: "en" })).not.toThrow();
    expect(() => saveSize("panel", 1)).not.toThrow();
    expect(loadSettings()).toEqual({});
    expect(loadSize("panel")).toBeNull();
    expect(loadTab("sandbox")).toBeUndefined();
    expect(loadProgress("brief-outage")).toBeUndefined();
  });
});

it("says once that nothing is kept where storage is blocked, as soon as there is something to lose", () => {
  vi.useFakeTimers();
  for (const name of ["localStorage", "sessionStorage"]) vi.stubGlobal(name, { getItem: refuse, setItem: refuse });
  for (const name of ["addEventListener", "removeEventListener"]) vi.stubGlobal(name, () => undefined);
  const app = new App("en", "light");
  app.live = live;
  app.openSandbox({ language: "en", dictionary: en, words, prose: null });
  const stop = startSaving(app);
  const noticeAfter = (line: string): unknown => {
    if (line) app.act((session) => session.type(line));
    else app.changed(false);
    vi.runAllTimers();
    return app.state.notice;
  };
  expect(noticeAfter("")).toBeNull();
  expect(noticeAfter("kubectl get nodes")).toBe("notSaved");
  app.set({ notice: null });
  expect(noticeAfter("kubectl get pods")).toBeNull();
  stop();
  vi.useRealTimers();
});

it("keeps a page's work under the page's name", () => {
  expect(keyOf({ kind: "home" })).toBeNull();
  expect(keyOf({ kind: "sandbox" })).toBe("sandbox");
  expect(keyOf({ kind: "lesson", id: "brief-outage" })).toBe("lesson/brief-outage");
});

const at = (step: number, done: readonly string[] = [], lent?: readonly string[]): LessonProgress =>
  ({ step, done, ...(lent ? { lent } : {}) }) as LessonProgress;

it.each([
  { name: "the first visit", before: undefined, now: at(1), want: at(1) },
  { name: "further than before", before: at(1), now: at(2), want: at(2) },
  { name: "begun anew", before: at(7), now: at(0), want: at(7) },
  { name: "begun anew, with what was done", before: at(7, ["mend"]), now: at(7), want: at(7, ["mend"]) },
  { name: "somebody else's moment", before: at(0), now: at(7, ["mend"], ["mend"]), want: at(7, ["mend"], ["mend"]) },
  {
    name: "somebody else's moment, after one's own",
    before: at(7, ["mend"]),
    now: at(3, ["look", "mend"], ["look", "mend"]),
    want: at(7, ["mend", "look"], ["look"]),
  },
  { name: "the sandbox, which has none", before: undefined, now: undefined, want: undefined },
])("keeps the furthest that one has been: $name", ({ before, now, want }) => {
  expect(furthestOf(before, now)).toEqual(want);
});
