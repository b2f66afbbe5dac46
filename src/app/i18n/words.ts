// The words of app: every language has all of them.
import type { words } from "./words-en.ts";
import type { Widen } from "./widen.ts";

export type Words = Widen<typeof words>;
