// Two futures on one clock.
import type { Live } from "../live.ts";
import type { Words } from "../i18n/words.ts";
import type { Session } from "../session/session.ts";
import type { ClusterView } from "../view-models/graph.ts";
import type { TimelineBin } from "../view-models/timeline.ts";
import { clockText } from "../views/format.ts";
import { partingOf, Requests, yamlDiffs, type ObjectDiff, type Parting } from "./differences.ts";

export interface SideView {
  readonly cluster: ClusterView;
  readonly bins: readonly TimelineBin[];
  /** Requests since the futures parted, up to the moment. */
  readonly served: number;
  readonly failed: number;
}

export interface PairView {
  readonly nowMs: number;
  readonly nowText: string;
  /** How far both have been seen. */
  readonly seenMs: number;
  readonly binMs: number;
  readonly fullBin: number;
  readonly parting: (Parting & { readonly atText: string }) | null;
  readonly left: SideView;
  readonly right: SideView;
  readonly diffs: readonly ObjectDiff[];
}

type PairViews = Pick<Live, "createViews" | "createTimeline">;

class Side {
  readonly session: Session;
  readonly requests = new Requests();
  readonly #views: ReturnType<Live["createViews"]>;
  readonly #timeline: ReturnType<Live["createTimeline"]>;
  constructor(session: Session, live: PairViews) {
    this.session = session;
    this.#views = live.createViews();
    this.#timeline = live.createTimeline();
    this.requests.update(session.run);
  }

  goTo(ms: number): void {
    const { run } = this.session;
    if (ms !== run.nowMs) run.seek(ms);
    this.requests.update(run);
    this.#timeline.update(run);
  }

  bins(zeroMs: number): readonly TimelineBin[] {
    const { branch } = this.session.run;
    return this.#timeline.bins(branch.id, zeroMs).map((b) => ({ ...b, fromMs: b.fromMs - zeroMs }));
  }

  cluster(words: Words, isStill: boolean): ClusterView {
    return this.#views.make(this.session.run, words, isStill, true);
  }
}

export interface PairContext {
  /** Where the lesson's clock reads 00:00. */
  readonly zeroMs: number;
  readonly live: PairViews;
}

/** The timeline counts requests by the second. */
const BIN_MS = 1000;
/** Requests that failed within so long belong to one trouble. */
const WINDOW_MS = 10_000;

export class Pair {
  readonly #left: Side;
  readonly #right: Side;
  readonly #zeroMs: number;
  #parting: Parting | null = null;
  /** So many entries of both are the same. */
  #alike = 0;
  readonly #shorterMs: number;
  #seenMs: number;
  #lastMs = -1;

  /** Both stand at their end, which is the same; the shorter one went so far before. */
  constructor(left: Session, right: Session, { zeroMs, live }: PairContext, shorterMs: number) {
    this.#left = new Side(left, live);
    this.#right = new Side(right, live);
    this.#zeroMs = zeroMs;
    this.#shorterMs = shorterMs;
    this.#seenMs = Math.max(left.nowMs, right.nowMs);
    this.#part();
  }

  /** On the lesson's clock: a little before they part, so that one sees it. */
  get beginsMs(): number {
    const at = this.#parting?.atMs ?? this.#zeroMs;
    return Math.max(0, at - this.#zeroMs);
  }

  /** On the lesson's clock: where they differ most in who fails, else as far as both went. */
  get differsMs(): number {
    const parted = this.#parting?.atMs;
    if (parted === undefined) return this.beginsMs;
    let [most, atMs] = [0, this.#shorterMs > parted ? this.#shorterMs : this.#seenMs];
    const [left, right] = this.#sides.map(({ requests }) => requests) as [Requests, Requests];
    for (let ms = parted + BIN_MS; ms <= this.#seenMs; ms += BIN_MS) {
      const fromMs = Math.max(parted, ms - WINDOW_MS);
      const apart = Math.abs(left.between(fromMs, ms).failed - right.between(fromMs, ms).failed);
      if (apart > most) [most, atMs] = [apart, ms];
    }
    return Math.max(0, atMs - this.#zeroMs);
  }

  at(timeMs: number, words: Words): PairView {
    const ms = Math.max(0, Math.round(timeMs)) + this.#zeroMs;
    for (const side of this.#sides) side.goTo(ms);
    if (ms > this.#seenMs) this.#seenMs = ms;
    this.#part();
    const isStill = ms < this.#lastMs || ms > this.#lastMs + 2000;
    this.#lastMs = ms;
    const [left, right] = this.#sides.map((side) => this.#viewOf(side, { ms, words, isStill })) as [SideView, SideView];
    const bins = [...left.bins, ...right.bins];
    return {
      nowMs: ms - this.#zeroMs,
      nowText: clockText(ms - this.#zeroMs),
      seenMs: this.#seenMs - this.#zeroMs,
      binMs: BIN_MS,
      fullBin: Math.max(10, ...bins.map((b) => b.served + b.failed)),
      parting: this.#parting && {
        ...this.#parting,
        atMs: this.#parting.atMs - this.#zeroMs,
        atText: clockText(this.#parting.atMs - this.#zeroMs),
      },
      left,
      right,
      diffs: yamlDiffs(this.#left.session.run, this.#right.session.run),
    };
  }

  /** Looks at what is new in both, as long as they go the same way. */
  #part(): void {
    if (this.#parting) return;
    const { run: left } = this.#left.session;
    this.#parting = partingOf(left, this.#right.session.run, this.#alike);
    if (!this.#parting) this.#alike = left.branch.entries.length;
  }

  get #sides(): readonly [Side, Side] {
    return [this.#left, this.#right];
  }

  #viewOf(
    side: Side,
    { ms, words, isStill }: { readonly ms: number; readonly words: Words; readonly isStill: boolean },
  ): SideView {
    return {
      cluster: side.cluster(words, isStill),
      bins: side.bins(this.#zeroMs),
      ...side.requests.between(this.#parting?.atMs ?? this.#zeroMs, ms),
    };
  }
}
