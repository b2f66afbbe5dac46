// What stands in the terminal's place, if not the terminal: the selected object's details, the logs or the numbers.
import { useSyncExternalStore } from "react";

export type AsideId = "details" | "logs" | "metrics";

let shown: AsideId | null = null;
const listeners = new Set<() => void>();

export const showAside = (next: AsideId | null): void => {
  if (next === shown) return;
  shown = next;
  for (const listener of listeners) listener();
};

/** Closes this one, if it is the one that is open. */
export const hideAside = (id: AsideId): void => {
  if (shown === id) showAside(null);
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useAside = (): AsideId | null => useSyncExternalStore(subscribe, () => shown);
