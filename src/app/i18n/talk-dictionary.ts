import type { talkEn } from "./talk-en.ts";
import type { Widen } from "./widen.ts";

/** English sets the keys; every other language has all of them. */
export type TalkDictionary = Widen<typeof talkEn>;
