import type { talkEn } from "./talk-en.ts";

type Widen<T> = {
  readonly [Key in keyof T]: T[Key] extends (...args: infer Args) => string
    ? (...args: Args) => string
    : T[Key] extends string
      ? string
      : Widen<T[Key]>;
};

/** English sets the keys; every other language has all of them. */
export type TalkDictionary = Widen<typeof talkEn>;
