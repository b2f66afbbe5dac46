/** The keys of a table of words, with any words in their places: English sets the keys; every other language must have all of them. */
export type Widen<T> = {
  readonly [Key in keyof T]: T[Key] extends (...args: infer Args) => string
    ? (...args: Args) => string
    : T[Key] extends string
      ? string
      : Widen<T[Key]>;
};
