// Parts that few lines need, and that are large: whoever shows this terminal loads them (rare.ts) before such a line is run, and hands
// them in. They are constants, the same for every cluster, and no part of its state.
import type { Call, Context, Outcome } from "./command.ts";
import type { Filter } from "./terminal/filter.ts";

export interface RareParts {
  /** What a flag does, for `--help`. */
  readonly helpOfFlag: (flag: string) => string;
  readonly jq: Filter;
  /** A step of a command, with its requests told of. */
  readonly traced: (
    context: Context,
    call: Call,
    step: { readonly isFirst: boolean; run(context: Context): Outcome },
  ) => Outcome;
}

let parts: RareParts | undefined;

export const useRareParts = (loaded: RareParts): void => {
  parts = loaded;
};

export const rareParts = (): RareParts => {
  if (!parts) throw new Error("A line was run before the parts that it needs were loaded.");
  return parts;
};
