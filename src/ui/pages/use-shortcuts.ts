// Keys that work anywhere on the page but in fields; by `code`, so that they work with Hangul on.
import { useEffect } from "react";
import { closeWhy, editorActions, graphActions, timelineActions } from "#app/actions";
import { store } from "#app/store";

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

const KEYS: Readonly<Record<string, () => void>> = {
  Space: timelineActions.onPlayPause,
  KeyK: timelineActions.onPlayPause,
  KeyJ: timelineActions.onRewind,
  KeyL: timelineActions.onToNext,
  Home: timelineActions.onToStart,
  KeyW: askWhy,
  Escape: closeWhy,
};

export const useShortcuts = (): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.code === "Enter") {
        event.preventDefault();
        editorActions.onApply();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
      if (inField(event.target) || (event.code === "Space" && onControl(event.target))) return;
      const action = KEYS[event.code];
      if (!action) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
};
