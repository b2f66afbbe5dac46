// What comes in by the address: a moment in its letters, or one that a file held and that waits here for its page.
import type { CompiledLesson } from "#tutor";
import type { Live } from "../live.ts";
import { sandboxFiles, sandboxScenario, DEFAULT_SANDBOX } from "../session/sandbox.ts";
import { momentIn, readLink } from "./link.ts";
import { reopen, type Reopened } from "./open.ts";
import { readWire, type Refusal, type SharedMoment, type Wire } from "./shared.ts";

export interface Received extends Reopened {
  readonly moment: SharedMoment;
}

/** The address of a moment that lies in a file. */
const FROM_FILE = "file";
let waiting: Wire | null = null;

export const receive = async (
  live: Live,
  hash: string,
  compiled: CompiledLesson | undefined,
): Promise<Received | Refusal> => {
  const wire = hash.endsWith(`?s=${FROM_FILE}`) && waiting ? waiting : await readLink(hash);
  waiting = null;
  if (typeof wire === "string") return wire;
  const moment = await momentIn(wire);
  if (typeof moment === "string") return moment;
  const options = compiled ?? {
    scenario: sandboxScenario(moment.sandbox ?? DEFAULT_SANDBOX),
    files: sandboxFiles,
  };
  const reopened = await reopen(live, options, moment);
  return typeof reopened === "string" ? reopened : { ...reopened, moment };
};

/** Text of a file, as it lies on a disk. Answers the word that says why it is not opened. */
export const receiveFile = (text: string): Refusal | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "broken";
  }
  const wire = readWire(value);
  if (typeof wire === "string") return wire;
  waiting = wire;
  location.hash = `#/${wire.page}?s=${FROM_FILE}`;
  return undefined;
};

export const fileOf = (wire: Wire): string => `${JSON.stringify(wire, null, 1)}\n`;
