// What only a projector needs: it stays awake, its type and lines are larger, and what nobody touches goes away.
import { useEffect, useState } from "react";
import { prepare } from "#app/drivers/rescue";
import { app } from "#app/store";
import type { AppState } from "#app/state";
import { useApp } from "../pages/use-app.ts";

const IDLE_MS = 3000;

/** Nobody has touched anything for a while. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    let timer = setTimeout(() => setIdle(true), IDLE_MS);
    const touch = (): void => {
      clearTimeout(timer);
      setIdle(false);
      timer = setTimeout(() => setIdle(true), IDLE_MS);
    };
    const events = ["pointermove", "pointerdown", "keydown", "focusin"] as const;
    for (const name of events) addEventListener(name, touch);
    return () => {
      clearTimeout(timer);
      for (const name of events) removeEventListener(name, touch);
    };
  }, []);
  return isIdle;
}

/** The screen does not go dark during a talk; asked for again whenever the window is shown. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const ask = async (): Promise<void> => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      try {
        const got = await navigator.wakeLock.request("screen");
        if (isOver) await got.release();
        else lock = got;
      } catch {
        // Refused, for instance on battery: the talk goes on.
      }
    };
    const onShown = (): void => void ask();
    document.addEventListener("visibilitychange", onShown);
    onShown();
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", onShown);
      void lock?.release();
    };
  }, []);
}

const selectPage = (s: AppState): AppState["page"] => s.page;
const selectIsAlive = (s: AppState): boolean => s.loading === "ready" && s.still === null;

/** The good states of the lesson are there before anybody needs them. */
export function usePrepared(): void {
  const isAlive = useApp(selectIsAlive);
  const page = useApp(selectPage);
  useEffect(() => (isAlive ? prepare(app, page) : undefined), [isAlive, page]);
}

/** The whole document wears the stage's tokens. */
export function useStageLook(isStrong: boolean): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset["stage"] = "";
    return () => {
      delete dataset["stage"];
    };
  }, []);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (isStrong) dataset["contrast"] = "strong";
    return () => {
      delete dataset["contrast"];
    };
  }, [isStrong]);
}
