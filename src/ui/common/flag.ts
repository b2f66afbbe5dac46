// Something that is open or not, whoever asks: a button and a key, or two drawings of one page.
import { createChoice } from "./choice.ts";

export interface Flag {
  readonly set: (next: boolean) => void;
  /** Draws anew whoever asks when it changes. */
  readonly useIsOn: () => boolean;
}

/** Off at first. */
export const createFlag = (): Flag => {
  const { set, useChosen } = createChoice(false);
  return { set, useIsOn: useChosen };
};
