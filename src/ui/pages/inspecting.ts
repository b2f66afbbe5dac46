// Whether the details of the selected object stand in the terminal's place.
import { useSyncExternalStore } from "react";

let isInspecting = false;
const listeners = new Set<() => void>();

export const setInspecting = (next: boolean): void => {
  if (next === isInspecting) return;
  isInspecting = next;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useInspecting = (): boolean => useSyncExternalStore(subscribe, () => isInspecting);
