// The words of the UI's own furniture. What a cluster, a lesson or a diagnostic says comes ready-made from app.
import type { en } from "./en.ts";

type Widen<T> = {
  readonly [Key in keyof T]: T[Key] extends (...args: infer Args) => string
    ? (...args: Args) => string
    : T[Key] extends string
      ? string
      : Widen<T[Key]>;
};

/** English sets the keys; every other language must have all of them. */
export type Dictionary = Widen<typeof en>;
