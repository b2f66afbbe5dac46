// A session that may take long until it begins, or until it stands where it stood: made piece by piece, while the page goes on.
import { Session, type SavedRun, type SessionOptions } from "./session.ts";

/** Virtual time of one piece: of the largest cluster that a lesson may ask for, tens of ms. */
const PIECE_MS = 250;
const onePiece = (): number => PIECE_MS;

/** Says at each piece how much of it is done, up to 1. */
export function* settling(options: SessionOptions, saved?: SavedRun): Generator<number, Session> {
  const { scenario, files } = options;
  const settleMs = scenario.settleMs ?? 0;
  const session = new Session({ ...options, isUnsettled: true });
  const ofMs = Math.max(1, settleMs, saved?.endMs ?? 0);
  while (session.nowMs < settleMs) {
    session.advance(Math.min(settleMs, session.nowMs + PIECE_MS));
    yield session.nowMs / ofMs;
  }
  if (!saved) {
    session.begin(files);
    return session;
  }
  const { futures, commands, endMs } = saved;
  const pieces = futures
    ? session.run.replayBranchesInPieces(futures, onePiece)
    : session.run.replayInPieces({ commands, endMs }, onePiece);
  for (const _ of pieces) yield Math.min(1, session.nowMs / ofMs);
  session.goBackTo(saved.nowMs, saved.progress);
  return session;
}
