// Counts of a ReplicaSet's pods, kept with each change of a pod, so that a sync costs nothing per replica. Derived from the store:
// never state, and built anew after a restore.
import { deepEqual } from "#api/json";
import type { ReplicaSet } from "#api/apps";
import type { StringMap } from "#api/meta";
import type { Pod } from "#api/core-pod";
import { keyOf } from "#api/scheme";
import { matchesLabelSelector } from "#api/selector";
import type { ObjectChange, Store } from "../../apiserver/store.ts";
import { controllerOf } from "../controller-ref.ts";
import { isPodActive, isPodReady, isPodTerminating } from "../pod-state.ts";

export interface Tally {
  readonly active: number;
  /** Of the active ones, as are `labeled`. */
  readonly ready: number;
  /** With all labels of the template. */
  readonly labeled: number;
  readonly terminating: number;
  /** Pods that the selector no longer matches; they count nowhere else. */
  readonly misfits: number;
}

type Share = Tally;
interface PodRow {
  readonly uid: string;
  readonly setKey: string;
  readonly share: Share;
}

const NOTHING: Tally = { active: 0, ready: 0, labeled: 0, terminating: 0, misfits: 0 };
const MISFIT: Share = { ...NOTHING, misfits: 1 };
const TERMINATING: Share = { ...NOTHING, terminating: 1 };
// All other shares that can be, made once, so that equal shares are one object.
const ACTIVE: readonly Share[] = [0, 1, 2, 3].map((bits) => ({
  ...NOTHING,
  active: 1,
  ready: bits & 1,
  labeled: bits >> 1,
}));

export class ReplicaTallies {
  readonly #store: Store;
  readonly #pods = new Map<string, PodRow>();
  readonly #sets = new Map<string, Tally>();

  constructor(store: Store) {
    this.#store = store;
  }

  of(uid: string): Tally {
    return this.#sets.get(uid) ?? NOTHING;
  }

  /** Takes in a change of a pod. Answers the keys of the ReplicaSets whose counts it moved. */
  onPod({ type, key, object }: ObjectChange): readonly string[] {
    const before = this.#pods.get(key);
    const after = type === "DELETED" ? undefined : this.#rowOf(object as Pod);
    if (before?.uid === after?.uid && before?.share === after?.share) return [];
    if (before) this.#add(before, -1);
    if (after) this.#add(after, 1);
    if (after) this.#pods.set(key, after);
    else this.#pods.delete(key);
    const keys = [before?.setKey, after?.setKey].filter((k) => k !== undefined);
    return keys[0] === keys[1] ? keys.slice(0, 1) : keys;
  }

  /** Counts anew where the labels of the template, or the ReplicaSet itself, are others now. */
  onReplicaSet({ type, object, old }: ObjectChange): void {
    const uid = object.metadata.uid ?? "";
    if (type === "DELETED") {
      this.#sets.delete(uid);
      return;
    }
    if (old && deepEqual(templateLabels(old as ReplicaSet), templateLabels(object as ReplicaSet))) return;
    for (const pod of this.#store.controlledBy("pods", uid)) {
      this.onPod({ type: "MODIFIED", resource: "pods", key: keyOf(pod), object: pod });
    }
  }

  rebuild(): void {
    this.#pods.clear();
    this.#sets.clear();
    for (const pod of this.#store.list("pods")) {
      this.onPod({ type: "ADDED", resource: "pods", key: keyOf(pod), object: pod });
    }
  }

  #rowOf(pod: Pod): PodRow | undefined {
    const owner = controllerOf(pod);
    if (owner?.kind !== "ReplicaSet") return undefined;
    const setKey = `${pod.metadata.namespace}/${owner.name}`;
    const rs = this.#store.get("replicasets", setKey);
    if (rs?.metadata.uid !== owner.uid) return undefined;
    return { uid: owner.uid, setKey, share: shareOf(pod, rs) };
  }

  #add({ uid, share }: PodRow, sign: 1 | -1): void {
    const tally = this.of(uid);
    this.#sets.set(uid, {
      active: tally.active + sign * share.active,
      ready: tally.ready + sign * share.ready,
      labeled: tally.labeled + sign * share.labeled,
      terminating: tally.terminating + sign * share.terminating,
      misfits: tally.misfits + sign * share.misfits,
    });
  }
}

const templateLabels = (rs: ReplicaSet): StringMap | undefined => rs.spec.template?.metadata?.labels;

const shareOf = (pod: Pod, rs: ReplicaSet): Share => {
  const labels = pod.metadata.labels ?? {};
  if (!isPodActive(pod)) return isPodTerminating(pod) ? TERMINATING : NOTHING;
  if (!matchesLabelSelector(rs.spec.selector, labels)) return MISFIT;
  const isLabeled = Object.entries(templateLabels(rs) ?? {}).every(([k, v]) => labels[k] === v);
  return ACTIVE[(isPodReady(pod) ? 1 : 0) | (isLabeled ? 2 : 0)]!;
};
