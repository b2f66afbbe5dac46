// What the reader wants of terminals' output, kept for the next visit: colours (NO_COLOR when off), and help below errors.
import { useSyncExternalStore } from "react";
import { loadSize, saveSize } from "#app/drivers/storage";

interface Look {
  readonly hasColour: boolean;
  readonly hasHelp: boolean;
}

const OFF = 0;
const isOn = (what: keyof Look): boolean => loadSize(what) !== OFF;

let look: Look = { hasColour: isOn("hasColour"), hasHelp: isOn("hasHelp") };
const listeners = new Set<() => void>();

export const toggleLook = (what: keyof Look): void => {
  look = { ...look, [what]: !look[what] };
  saveSize(what, look[what] ? null : OFF);
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLook = (): Look => useSyncExternalStore(subscribe, () => look);
