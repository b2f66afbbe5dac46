// One of several, whoever asks: what several places set and others draw.
import { useSyncExternalStore } from "react";

export interface Choice<T> {
  readonly get: () => T;
  readonly set: (next: T) => void;
  /** Draws anew whoever asks when it changes. */
  readonly useChosen: () => T;
}

export const createChoice = <T>(first: T): Choice<T> => {
  let chosen = first;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const get = (): T => chosen;
  return {
    get,
    set: (next) => {
      if (next === chosen) return;
      chosen = next;
      for (const listener of listeners) listener();
    },
    useChosen: () => useSyncExternalStore(subscribe, get),
  };
};
