// What stands in the terminal's place, if not the terminal: the selected object's details, the logs or the numbers.
import { createChoice } from "../common/choice.ts";

export type AsideId = "details" | "logs" | "metrics";

const shown = createChoice<AsideId | null>(null);

export const { set: showAside, useChosen: useAside } = shown;

/** Closes this one, if it is the one that is open. */
export const hideAside = (id: AsideId): void => {
  if (shown.get() === id) showAside(null);
};
