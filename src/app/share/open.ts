// Opens a moment that was handed on. The run is made again piece by piece: the page lives on while it is, and gives up on one that
// would never end.
import { lend } from "#tutor/act";
import type { Live } from "../live.ts";
import { isSameLog } from "../session/log-of.ts";
import type { Session, SessionOptions } from "../session/session.ts";
import type { Refusal, SharedMoment } from "./shared.ts";

/** Virtual time of one piece at most; one that costs more than a breath makes the next one half as long. */
const LONGEST_PIECE_MS = 250;
/** The wall time after which the page is asked how it is. */
const BREATH_MS = 12;
/** A usual lesson takes well under a second. */
const LONGEST_MS = 20_000;

export interface Reopened {
  readonly session: Session;
  /** The run came to the very same log. */
  readonly isSame: boolean;
}

export const reopen = async (
  live: Pick<Live, "createSession">,
  options: SessionOptions,
  moment: SharedMoment,
): Promise<Reopened | Refusal> => {
  const began = performance.now();
  try {
    const settleMs = options.scenario.settleMs ?? 0;
    const { commands, endMs, futures, nowMs, log, progress } = moment;
    const session = live.createSession({ ...options, saved: { commands: [], endMs: settleMs, nowMs: settleMs } });
    let breathed = began;
    let before = began;
    let pieceMs = LONGEST_PIECE_MS;
    const pieces = futures
      ? session.run.replayBranchesInPieces(futures, () => pieceMs)
      : session.run.replayInPieces({ commands, endMs }, () => pieceMs);
    for (const _ of pieces) {
      const now = performance.now();
      if (now - began > LONGEST_MS) return "slow";
      pieceMs = now - before > BREATH_MS ? Math.ceil(pieceMs / 2) : Math.min(pieceMs * 2, LONGEST_PIECE_MS);
      before = now;
      if (now - breathed < BREATH_MS) continue;
      await new Promise((resolve) => setTimeout(resolve));
      breathed = before = performance.now();
    }
    const { lesson } = session;
    session.goBackTo(nowMs, lesson && progress ? lend(lesson, progress) : progress);
    return { session, isSame: isSameLog(session.run.cluster, log) };
  } catch {
    return "fails"; // A command that no component knows, or one with arguments of another kind.
  }
};
