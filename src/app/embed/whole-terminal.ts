// An embed is one script, in which everything is there from the beginning.
import { useRareParts } from "#kubectl";
import { rareWithoutWords } from "#kubectl/rare";

export const useWholeTerminal = (): void => useRareParts(rareWithoutWords);
