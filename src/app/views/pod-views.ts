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

/** What is not in the pod's own object. */
export interface PodSurroundings {
  readonly requests: Tally | undefined;
  readonly isSeen: boolean;
  readonly unseenSinceMs: number | undefined;
}

interface KeptRow extends PodRow {
  readonly pod: Pod;
  readonly isSeen: boolean;
  /** The failure that its clients saw. */
  readonly outcome: string | null;
  readonly madeMs: number;
}

/** How many have their turn in one frame. */
const TURN = 24;

export class PodViews {
  #kept = new Map<string, KeptRow>();
  #next = new Map<string, KeptRow>();
  #run: Run;
  #words: Words;
  #isExact = true;
  #index = 0;
  #turnFrom = 0;

  constructor(run: Run, words: Words) {
    this.#run = run;
    this.#words = words;
  }

  /** `isExact`: every pod as it is at this very moment, as after a jump or while time stands still. */
  begin(run: Run, words: Words, isExact: boolean): void {
    if (run !== this.#run || words !== this.#words) this.#kept = new Map();
    this.#run = run;
    this.#words = words;
    this.#isExact = isExact;
    this.#turnFrom = this.#turnFrom + TURN >= this.#index ? 0 : this.#turnFrom + TURN;
    this.#index = 0;
  }

  of(pod: Pod, around: PodSurroundings): PodRow {
    const uid = pod.metadata.uid ?? "";
    const index = this.#index++;
    const hasTurn = this.#isExact || (index >= this.#turnFrom && index < this.#turnFrom + TURN);
    const before = this.#kept.get(uid);
    const row = before && isSame(before, pod, around) && !hasTurn ? before : this.#make(pod, around, before);
    this.#next.set(uid, row);
    return row;
  }

  /** Forgets those who were not asked for since `begin`. */
  end(): void {
    this.#kept = this.#next;
    this.#next = new Map();
  }

  #make(pod: Pod, around: PodSurroundings, before: KeptRow | undefined): KeptRow {
    const { sim } = this.#run.cluster;
    const { nowMs } = this.#run;
    if (before?.madeMs === nowMs && isSame(before, pod, around)) return before;
    const truth = podTruth(sim, pod);
    const view = podView(pod, { ...around, words: this.#words, wallMs: sim.wallMs(), nowMs, truth });
    return {
      pod,
      view: before && deepEqual(before.view, view) ? before.view : view,
      pull: truth?.pull,
      isSeen: around.isSeen,
      outcome: around.requests?.outcome ?? null,
      madeMs: nowMs,
    };
  }
}

const isSame = (before: KeptRow, pod: Pod, { requests, isSeen }: PodSurroundings): boolean =>
  before.pod === pod && before.isSeen === isSeen && before.outcome === (requests?.outcome ?? null);
