// Something that is open or not, whoever asks: a button and a key, or two drawings of one page.
import { useSyncExternalStore } from "react";

export interface Flag {
  readonly set: (next: boolean) => void;
  /** Draws anew whoever asks when it changes. */
  readonly useIsOn: () => boolean;
}

/** Off at first. */
export const createFlag = (): Flag => {
  let isOn = false;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    set: (next) => {
      isOn = next;
      for (const listener of listeners) listener();
    },
    useIsOn: () => useSyncExternalStore(subscribe, () => isOn),
  };
};
