// What the reader wants of terminals, kept for the next visit: colours in the output (off: as with NO_COLOR), and help under errors.
import { useSyncExternalStore } from "react";
import { loadSize, saveSize } from "#app/drivers/storage";

const OFF = 0;

interface Switch {
  readonly toggle: () => void;
  readonly useOn: () => boolean;
}

const createSwitch = (key: string): Switch => {
  let isOn = loadSize(key) !== OFF;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    toggle: () => {
      isOn = !isOn;
      saveSize(key, isOn ? null : OFF);
      for (const listener of listeners) listener();
    },
    useOn: () => useSyncExternalStore(subscribe, () => isOn),
  };
};

export const colourSwitch = createSwitch("terminal-colour");
export const helpSwitch = createSwitch("terminal-help");
