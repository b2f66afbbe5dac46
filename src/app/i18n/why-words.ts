// The words of the answers to "why?": English sets the keys; every other language must have all of them.
import type { why } from "./why-en.ts";
import type { Widen } from "./widen.ts";

export type WhyWords = Widen<typeof why>;
/** What each filter of the scheduler looks at. */
export type PluginWords = WhyWords["plugins"];
