// Keys of the talk, the same on the stage and in the speaker's window; by `code`, so that they work with Hangul on. A clicker sends Page Up,
// Page Down, and B or a full stop.
import { useEffect, useEffectEvent, useState } from "react";
import { closeWhy, graphActions } from "#app/actions";
import { store } from "#app/store";
import { talkActions as does } from "#app/talk/actions";

const KEYS: Readonly<Record<string, () => void>> = {
  ArrowRight: does.onNext,
  PageDown: does.onNext,
  ArrowLeft: does.onBack,
  PageUp: does.onBack,
  Space: does.onPlayPause,
  KeyK: does.onPlayPause,
  KeyJ: does.onRewind,
  "Shift+ArrowLeft": does.onRewind,
  KeyT: does.onType,
  KeyB: does.onBlank,
  Period: does.onBlank,
  KeyF: does.onFreeze,
  KeyZ: does.onZoom,
  KeyE: does.onEditor,
  KeyC: does.onTerminal,
  KeyA: does.onAgenda,
  KeyS: does.onQr,
  KeyL: does.onCaptions,
  KeyX: does.onContrast,
  KeyQ: does.onWhatIf,
  KeyW: () => {
    const { selection } = store.getState();
    if (selection !== null) graphActions.onAskWhy(selection);
  },
  Escape: () => {
    closeWhy();
    if (store.getState().whatIf) does.onWhatIf();
    does.onPutAway();
  },
};

/** Between the two presses of the rescue key. */
const TWICE_MS = 1500;

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("input, textarea, select, [contenteditable], .monaco-editor") !== null;
/** Inside the drawing the arrow keys walk from object to object. */
const inGraph = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("[data-shape]") !== null;
/** Whatever the space bar presses: not a link, which stays in focus when it has opened a window. */
const onControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("button, summary, [role=tab], [role=slider]") !== null;

/** The key belongs to a field, a dialog, or the drawing. */
export const isOthers = (event: KeyboardEvent): boolean => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return true;
  if (inField(event.target) || document.querySelector("dialog[open]")) return true;
  if (event.code.startsWith("Arrow") && inGraph(event.target)) return true;
  return event.code === "Space" && onControl(event.target);
};

export interface Rescuing {
  /** Pressed once: the next press does it. */
  readonly isAsked: boolean;
  readonly press: () => void;
}

/** Two presses, so that no elbow rescues a talk that goes well. */
export function useRescue(): Rescuing {
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    if (!isAsked) return undefined;
    const timer = setTimeout(() => setAsked(false), TWICE_MS);
    return () => clearTimeout(timer);
  }, [isAsked]);
  const press = (): void => {
    setAsked(!isAsked);
    if (isAsked) does.onRescue();
  };
  return { isAsked, press };
}

export function useTalkKeys({ press }: Rescuing): void {
  // The listener stays: the key that wakes an idle stage draws it anew, and one that is put in its place by that would not hear that key.
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (isOthers(event)) return;
    const name = event.shiftKey && event.code === "ArrowLeft" ? "Shift+ArrowLeft" : event.code;
    const action = name === "KeyR" ? (event.repeat ? null : press) : KEYS[name];
    if (!action) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
