// What comes in: a moment in the letters of an address, or one that a file held.
import type { CompiledLesson } from "#tutor";
import type { Live } from "../live.ts";
import { DEFAULT_SANDBOX } from "../session/sandbox-choice.ts";
import { sandboxFiles, sandboxScenario } from "../session/sandbox.ts";
import { momentIn, readLink } from "./link.ts";
import { reopen, type Reopened } from "./open.ts";
import { whatTheyNeed } from "../session/rare.ts";
import { readWire, type Refusal, type SharedMoment, type Wire } from "./shared.ts";

export interface Received extends Reopened {
  readonly moment: SharedMoment;
}

export const receive = async (
  live: Live,
  shared: string | Wire,
  compiled: CompiledLesson | undefined,
): Promise<Received | Refusal> => {
  const wire = typeof shared === "string" ? await readLink(shared) : shared;
  if (typeof wire === "string") return wire;
  const moment = await momentIn(wire);
  if (typeof moment === "string") return moment;
  const options = compiled ?? {
    scenario: sandboxScenario(moment.sandbox ?? DEFAULT_SANDBOX),
    files: sandboxFiles,
  };
  await whatTheyNeed(moment);
  const reopened = await reopen(live, options, moment);
  return typeof reopened === "string" ? reopened : { ...reopened, moment };
};

/** What the text of a file holds, as it lies on a disk, or the word that says why it is not opened. */
export const readFile = (text: string): Wire | Refusal => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "broken";
  }
  return readWire(value);
};

export const fileOf = (wire: Wire): string => `${JSON.stringify(wire, null, 1)}\n`;
