// What windows in step tell each other, and the log that they share. Plain data.

/** One thing done, at its place in the one order. */
export interface Entry<Op> {
  readonly seq: number;
  /** Wall time of the window that gave it its place. */
  readonly at: number;
  /** The window that asked for it, and its number there. */
  readonly from: string;
  readonly n: number;
  readonly op: Op;
}

/** Who gives the order, from one entry on. */
export interface Reign {
  readonly term: number;
  readonly leader: string;
  readonly fromSeq: number;
}

/** Everything that makes a window equal to the others. */
export interface Log<Op, Base> {
  /** What the windows looked like before the first entry. */
  readonly base: Base;
  readonly entries: readonly Entry<Op>[];
  readonly seq: number;
  readonly reigns: readonly Reign[];
  /** The highest number done of each window, so that nothing is done twice. */
  readonly done: { readonly [window: string]: number };
}

export interface Member {
  readonly id: string;
  readonly bornMs: number;
  readonly isHidden: boolean;
  /** It was in step once: it may lead without anything being lost. */
  readonly hasLog: boolean;
  /** What it shows: for the others to tell. */
  readonly face: string;
}

export type Message<Op, Base> = Said<Op, Base> & { readonly member: Member; readonly term: number };

export type Said<Op, Base> =
  | { readonly kind: "hello" }
  /** Said now and then: I live; `leader` is whom I follow. */
  | { readonly kind: "here"; readonly leader: string | null; readonly seq: number }
  | { readonly kind: "bye" }
  /** Please do this. */
  | { readonly kind: "ask"; readonly n: number; readonly op: Op }
  /** This is done. */
  | { readonly kind: "did"; readonly entry: Entry<Op> }
  /** I give the order from now on. */
  | { readonly kind: "lead" }
  /** You do. */
  | { readonly kind: "yield"; readonly to: string }
  | { readonly kind: "welcome"; readonly to: string; readonly log: Log<Op, Base> };

const KINDS: ReadonlySet<unknown> = new Set(["hello", "here", "bye", "ask", "did", "lead", "yield", "welcome"]);
/** What of each a window reads at once. */
const NEEDS: { readonly [kind: string]: readonly string[] } = { did: ["entry"], welcome: ["log"] };
type Rows = { readonly [key: string]: unknown };
const isRows = (value: unknown): value is Rows => typeof value === "object" && value !== null;

/** Anything of the same origin can speak on a channel, and an older page may: what is none of our messages is not heard. */
export const isMessage = (said: unknown): boolean => {
  if (!isRows(said) || !KINDS.has(said["kind"]) || typeof said["term"] !== "number") return false;
  const { member } = said;
  if (!isRows(member) || typeof member["id"] !== "string" || typeof member["bornMs"] !== "number") return false;
  return (NEEDS[String(said["kind"])] ?? []).every((key) => isRows(said[key]));
};

export interface Transport<M> {
  send(message: M): void;
  /** Answers how to stop. */
  listen(hear: (message: M) => void): () => void;
}

/** A window that begins before another is the elder; ids part twins. */
export const isElder = (a: Member, b: Member): boolean => (a.bornMs === b.bornMs ? a.id < b.id : a.bornMs < b.bornMs);

/** Is one log the beginning of the other's history? */
export const isBeginning = <Op, Base>(mine: Log<Op, Base>, theirs: Log<Op, Base>): boolean => {
  if (mine.seq > theirs.seq) return false;
  const upTo = (log: Log<Op, Base>): string =>
    JSON.stringify(log.reigns.filter((r) => r.fromSeq <= mine.seq).map((r) => [r.term, r.leader, r.fromSeq]));
  // What is theirs may begin after what is mine ends: then the entries between are lost.
  const first = theirs.entries[0]?.seq ?? theirs.seq + 1;
  return upTo(mine) === upTo(theirs) && first <= mine.seq + 1;
};
