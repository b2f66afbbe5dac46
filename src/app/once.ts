// Selectors that make a view once for each state of what it depends on.
import type { AppState } from "./state.ts";

export const once = <T>(
  dependsOn: (s: AppState) => readonly unknown[],
  make: (s: AppState) => T,
): ((s: AppState) => T) => {
  let last: readonly unknown[] = [];
  let made: { readonly value: T } | undefined;
  return (state) => {
    const now = dependsOn(state);
    if (made && now.every((x, i) => x === last[i])) return made.value;
    last = now;
    made = { value: make(state) };
    return made.value;
  };
};
