// The words of app: every language has all of them.
import type { words } from "./words-en.ts";

type Widen<T> = {
  readonly [Key in keyof T]: T[Key] extends (...args: infer Args) => string
    ? (...args: Args) => string
    : T[Key] extends string
      ? string
      : Widen<T[Key]>;
};

export type Words = Widen<typeof words>;
