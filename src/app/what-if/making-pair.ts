// Two futures on one clock, made piece by piece.
import { Pair, type PairContext } from "./pair.ts";
import { makeSide, until, type SideSource } from "./sides.ts";

export interface MadePair {
  readonly pair: Pair;
  /** Of the sides. */
  readonly ids: SideIds;
}
export type SideIds = readonly [string, string];

export function* makingPair(
  ids: SideIds,
  { source, ...context }: PairContext & { readonly source: SideSource },
): Generator<void, MadePair> {
  const left = yield* makeSide(ids[0], source);
  const right = yield* makeSide(ids[1], source);
  const shorterMs = Math.min(left.nowMs, right.nowMs);
  const end = Math.max(left.nowMs, right.nowMs);
  yield* until(left, end);
  yield* until(right, end);
  return { pair: new Pair(left, right, context, shorterMs), ids };
}
