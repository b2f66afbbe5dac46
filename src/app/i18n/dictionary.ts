// The words of the UI's own furniture. What a cluster, a lesson or a diagnostic says comes ready-made from app.
import type { en } from "./en.ts";
import type { Widen } from "./widen.ts";

/** English sets the keys; every other language must have all of them. */
export type Dictionary = Widen<typeof en>;
