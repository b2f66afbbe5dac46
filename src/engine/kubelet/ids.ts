// Ids as containerd makes them: 64 hex digits.
import { hex8, type Rng } from "../clock/rng.ts";

export const randomHex = (rng: Rng, stream: string): string => {
  let text = "";
  for (const word of rng.words(stream, 8)) text += hex8(word);
  return text;
};
