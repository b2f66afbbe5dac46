// What the talk's faces read: the talk's own state beside the page's, the lesson's prose in both languages, and wall time.
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { talkEn } from "#app/i18n/talk-en";
import { talkKo } from "#app/i18n/talk-ko";
import type { TalkDictionary } from "#app/i18n/talk-dictionary";
import { loadProse } from "#app/session/again";
import type { AppState } from "#app/state";
import { companyStore, talkStore, type Company, type TalkState } from "#app/talk/talk";
import { app } from "#app/store";
import { talkProse, type TalkProse } from "#app/talk/notes";
import type { Language } from "#app/view-models/chrome";
import { useApp } from "../pages/use-app.ts";

const all = (state: TalkState): TalkState => state;
export const useTalk = (): TalkState => useStore(talkStore, all);

const company = (state: Company): Company => state;
export const useCompany = (): Company => useStore(companyStore, company);

const selectLanguage = (s: AppState): Language => s.texts?.language ?? s.language;
export const useLanguage = (): Language => useApp(selectLanguage);

const WORDS: Readonly<Record<Language, TalkDictionary>> = { en: talkEn, ko: talkKo };
export const useTalkText = (): TalkDictionary => WORDS[useLanguage()];

const selectPage = (s: AppState): AppState["page"] => s.page;

const selectIsAlive = (s: AppState): boolean => s.loading === "ready" && s.still === null;

/** The lesson's prose in a language, which may be another than the page's; null until it is here. */
export function useProse(language: Language): TalkProse | null {
  const isAlive = useApp(selectIsAlive);
  const page = useApp(selectPage);
  const id = page.kind === "lesson" ? page.id : "";
  const [loaded, setLoaded] = useState<{ readonly key: string; readonly prose: TalkProse } | null>(null);
  const key = `${id}/${language}`;
  useEffect(() => {
    let isCurrent = true;
    const { live } = app;
    if (!live || !isAlive) return undefined;
    void loadProse(id, language, () => Promise.resolve(live))
      .then((prose) => {
        if (isCurrent && prose) setLoaded({ key, prose: talkProse(prose) });
      })
      // Offline and not yet loaded: the other language is there.
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [id, language, key, isAlive]);
  return loaded?.key === key ? loaded.prose : null;
}

const SECOND_MS = 1000;

/** Wall time, drawn anew each second. */
export function useWallClock(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS / 2);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** What stood when it was frozen, until it is not. */
export function useHeld<T>(value: T, isFrozen: boolean): T {
  const [held, setHeld] = useState({ value });
  if (!isFrozen && held.value !== value) setHeld({ value });
  return isFrozen ? held.value : value;
}
