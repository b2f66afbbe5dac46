// An embed is one script, in which everything that it has is there from the beginning.
import { useRareParts } from "#kubectl";
import { smallParts } from "#kubectl/small";

export const useWholeTerminal = (): void => useRareParts(smallParts);
