// Pods as they are drawn, each made anew only when something about it may look different: its object, what its node or its clients say,
// or time. For time alone a frame makes a few, in turns, so that two hundred pods cost no more than two dozen.
import { deepEqual } from "#api/json";
import type { Pod } from "#api/core-pod";
import { podTruth, type PodTruth, type Run } from "#engine";
import type { Words } from "../i18n/words.ts";
import type { PodView } from "../view-models/graph.ts";
import { podView } from "./pod-view.ts";
import type { Tally } from "./recent-requests.ts";

export interface PodRow {
  readonly view: PodView;
  readonly pull: PodTruth["pull"] | undefined;
}

/** What is not in the pods' own objects. */
export interface PodSurroundings {
  /** By `namespace/name`. */
  readonly requests: ReadonlyMap<string, Tally>;
  /** Nodes that cannot be seen, and when each was heard of last, virtual ms. */
  readonly lost: ReadonlyMap<string, number>;
}

interface KeptRow extends PodRow {
  readonly pod: Pod;
  /** `namespace/name`. */
  readonly key: string;
  readonly isSeen: boolean;
  /** The failure that its clients saw. */
  readonly outcome: string | null;
  readonly madeMs: number;
  /** The round in which it was asked for last. */
  round: number;
}

/** How many have their turn in one frame. */
const TURN = 24;

const NOTHING: PodSurroundings = { requests: new Map(), lost: new Map() };

export class PodViews {
  /** One map for all rounds: with two hundred pods, a new one in every frame is work for the collector. */
  readonly #kept = new Map<string, KeptRow>();
  #run: Run;
  #words: Words;
  #around = NOTHING;
  #isExact = true;
  #index = 0;
  #turnFrom = 0;
  #round = 0;

  constructor(run: Run, words: Words) {
    this.#run = run;
    this.#words = words;
  }

  /** `isExact`: every pod as it is at this very moment, as after a jump or while time stands still. */
  begin(run: Run, words: Words, { isExact, ...around }: PodSurroundings & { readonly isExact: boolean }): void {
    if (run !== this.#run || words !== this.#words) this.#kept.clear();
    this.#run = run;
    this.#words = words;
    this.#around = around;
    this.#isExact = isExact;
    this.#turnFrom = this.#turnFrom + TURN >= this.#index ? 0 : this.#turnFrom + TURN;
    this.#index = 0;
    this.#round++;
  }

  of(pod: Pod): PodRow {
    const uid = pod.metadata.uid ?? "";
    const index = this.#index++;
    const hasTurn = this.#isExact || (index >= this.#turnFrom && index < this.#turnFrom + TURN);
    const before = this.#kept.get(uid);
    const row = before && !hasTurn && this.#isSame(before, pod) ? before : this.#make(pod, before);
    row.round = this.#round;
    if (row !== before) this.#kept.set(uid, row);
    return row;
  }

  /** As it was made last, of those who were asked for in the last round. */
  view(uid: string): PodView | undefined {
    return this.#kept.get(uid)?.view;
  }

  /** Forgets those who were not asked for since `begin`. */
  end(): void {
    if (this.#kept.size === this.#index) return;
    for (const [uid, { round }] of this.#kept) if (round !== this.#round) this.#kept.delete(uid);
  }

  #isSame(before: KeptRow, pod: Pod): boolean {
    return (
      before.pod === pod &&
      before.isSeen === this.#isSeen(pod) &&
      before.outcome === (this.#around.requests.get(before.key)?.outcome ?? null)
    );
  }

  #isSeen({ spec: { nodeName } }: Pod): boolean {
    return nodeName === undefined || !this.#around.lost.has(nodeName);
  }

  #make(pod: Pod, before: KeptRow | undefined): KeptRow {
    const { sim } = this.#run.cluster;
    const { nowMs } = this.#run;
    if (before?.madeMs === nowMs && this.#isSame(before, pod)) return before;
    const key = before?.key ?? `${pod.metadata.namespace}/${pod.metadata.name}`;
    const requests = this.#around.requests.get(key);
    const isSeen = this.#isSeen(pod);
    const unseenSinceMs = this.#around.lost.get(pod.spec.nodeName ?? "");
    const truth = podTruth(sim, pod);
    const wallMs = sim.wallMs();
    const view = podView(pod, { requests, isSeen, unseenSinceMs, words: this.#words, wallMs, nowMs, truth });
    return {
      pod,
      key,
      view: before && deepEqual(before.view, view) ? before.view : view,
      pull: truth?.pull,
      isSeen,
      outcome: requests?.outcome ?? null,
      madeMs: nowMs,
      round: this.#round,
    };
  }
}
