// Ids as containerd makes them: 64 hex digits.
import { hexOf } from "../clock/hex.ts";
import type { Rng } from "../clock/rng.ts";

export const randomHex = (rng: Rng, stream: string): string => hexOf(rng.words(stream, 8));
