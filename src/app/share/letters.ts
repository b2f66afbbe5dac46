// A moment in the letters of an address.
import { pack, unpack } from "./codec.ts";
import { readWire, type Refusal, type Wire } from "./shared.ts";

/** What is looked at at all. */
const LONGEST = 200_000;

export const lettersOf = (wire: Wire): Promise<string> => pack(JSON.stringify(wire));

/** What the letters hold, or the word that says why it is not opened. */
export const readLetters = async (letters: string): Promise<Wire | Refusal> => {
  if (letters.length > LONGEST) return "long";
  try {
    return readWire(JSON.parse(await unpack(letters)) as unknown);
  } catch (error) {
    return error instanceof RangeError ? "long" : "broken"; // Cut off, forged, or of another kind.
  }
};
