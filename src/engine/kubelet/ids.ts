// Ids as containerd makes them: 64 hex digits.
import type { Rng } from "../clock/rng.ts";

export const randomHex = (rng: Rng, stream: string): string => {
  let text = "";
  for (let i = 0; i < 8; i++) text += rng.int(stream, 4_294_967_296).toString(16).padStart(8, "0");
  return text;
};
