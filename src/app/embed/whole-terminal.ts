// What an embed has to type with.
import { lineParts, useRareParts } from "#kubectl";
import { smallParts } from "#kubectl/small";
import { useParts } from "../session/parts.ts";

export const useWholeTerminal = (): void => {
  useParts();
  useRareParts(smallParts);
};

/** Does a shell go on reading behind this text and Enter? */
export const goesOn = (text: string): boolean => lineParts().isUnfinished(text);
