// How functions of jq are made.
import type { Json } from "#api/meta";
import type { Builtin } from "./jq-run.ts";

export const one =
  (work: (input: Json) => Json): Builtin =>
  (_, input) => [work(input)];

/** With each value of its argument. */
export const withArg =
  (work: (input: Json, given: Json) => Json): Builtin =>
  (_, input, [arg]) =>
    arg!(input).map((given) => work(input, given));
