// Whether the help is open: a button and a key open it.
import { useSyncExternalStore } from "react";

let isOpen = false;
const listeners = new Set<() => void>();

export const setHelp = (next: boolean): void => {
  isOpen = next;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useHelp = (): boolean => useSyncExternalStore(subscribe, () => isOpen);
