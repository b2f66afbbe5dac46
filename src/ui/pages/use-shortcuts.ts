// Keys that work anywhere on the page but in fields; by `code`, so that they work with Hangul on.
import { useEffect } from "react";
import { closeWhy, editorActions, graphActions, lessonActions, timelineActions } from "#app/actions";
import { store } from "#app/store";
import { setHelp } from "../chrome/help-open.ts";

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("input, textarea, select, [contenteditable], .monaco-editor") !== null;
const onControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("button, a, summary, [role=tab], [role=slider], [role=separator]") !== null;

const askWhy = (): void => {
  const { selection } = store.getState();
  if (selection !== null) graphActions.onAskWhy(selection);
};

const openHelp = (): void => setHelp(true);

const KEYS: Readonly<Record<string, () => void>> = {
  Space: timelineActions.onPlayPause,
  KeyK: timelineActions.onPlayPause,
  KeyJ: timelineActions.onRewind,
  KeyL: timelineActions.onToNext,
  Home: timelineActions.onToStart,
  KeyW: askWhy,
  // Not by one key alone: it takes the cluster from under the hands.
  "Shift+KeyR": lessonActions.onRescue,
  Escape: closeWhy,
};
const nameOf = ({ code, shiftKey, repeat }: KeyboardEvent): string =>
  code === "KeyR" && shiftKey && !repeat ? "Shift+KeyR" : code;

/** Null: the key belongs to whoever has the focus. */
const actionOf = (event: KeyboardEvent): (() => void) | null => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return null;
  if (inField(event.target) || document.querySelector("dialog[open]")) return null;
  if (event.code === "Space" && onControl(event.target)) return null;
  if (event.key === "?" || (event.shiftKey && event.code === "Slash")) return openHelp;
  return KEYS[nameOf(event)] ?? null;
};

export const useShortcuts = (): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isApply = (event.ctrlKey || event.metaKey) && event.code === "Enter" && !event.defaultPrevented;
      const action = isApply ? editorActions.onApply : actionOf(event);
      if (!action) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
};
