// A moment that was handed on, made again for an embed: of the lesson whose embed it is, or of a sandbox.
import type { Beginning } from "#engine";
import type { CompiledLesson, LessonProgress } from "#tutor";
import { DEFAULT_SANDBOX, type SandboxChoice } from "../session/sandbox-choice.ts";
import { sandboxFiles, sandboxScenario } from "../session/sandbox.ts";
import { Session, type SessionOptions } from "../session/session.ts";
import { readLetters } from "../share/letters.ts";
import { reopen } from "../share/open.ts";
import { fromWire, readWire, type Refusal, type Wire } from "../share/shared.ts";
import { isSandbox, type SandboxScene } from "./embed-run.ts";

export interface EmbedMoment {
  readonly options: SessionOptions;
  /** All that was seen of it. */
  readonly from: Beginning;
  readonly nowMs: number;
  readonly progress?: LessonProgress;
  readonly sandbox?: SandboxChoice;
  /** What the editor had, where that is other than the file of the working directory. */
  readonly drafts: readonly { readonly id: string; readonly text: string }[];
  /** The run came to the very same log. */
  readonly isSame: boolean;
}

/** `letters`: of the address; null: the moment that comes with the site. */
export const openMoment = async (letters: string | null, scene: unknown): Promise<EmbedMoment | Refusal> => {
  const wire = letters === null ? readWire((scene as SandboxScene).moment) : await readLetters(letters);
  if (typeof wire === "string") return wire;
  const options = optionsOf(wire, scene);
  if (options === null) return "unknown";
  const moment = fromWire(wire, options.files);
  if (typeof moment === "string") return moment;
  const live = { createSession: (how: SessionOptions) => new Session(how) };
  // An embed shows one future: the others stay with whoever made them.
  const { futures: _others, ...present } = moment;
  const reopened = await reopen(live, options, present);
  if (typeof reopened === "string") return reopened;
  const { session, isSame } = reopened;
  session.run.seek(moment.endMs);
  const { nowMs, progress, drafts } = moment;
  const { sandbox } = moment;
  const more = { ...(progress ? { progress } : {}), ...(sandbox ? { sandbox } : {}) };
  return { options, from: session.run.cut(), nowMs, drafts, isSame, ...more };
};

/** An embed shows moments of what it is an embed of. */
const optionsOf = (wire: Wire, scene: unknown): SessionOptions | null => {
  if (isSandbox(scene)) {
    if (wire.page !== "sandbox") return null;
    return { scenario: sandboxScenario(wire.sandbox ?? DEFAULT_SANDBOX), files: sandboxFiles };
  }
  const compiled = scene as CompiledLesson;
  return wire.page === `lesson/${compiled.lesson.id}` ? compiled : null;
};
