// Whether the reader wants colours in terminals' output (off: as with NO_COLOR), kept for the next visit.
import { useSyncExternalStore } from "react";
import { loadSize, saveSize } from "#app/drivers/storage";

const KEY = "terminal-colour";
const OFF = 0;

let hasColour = loadSize(KEY) !== OFF;
const listeners = new Set<() => void>();

export const toggleColour = (): void => {
  hasColour = !hasColour;
  saveSize(KEY, hasColour ? null : OFF);
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useColour = (): boolean => useSyncExternalStore(subscribe, () => hasColour);
