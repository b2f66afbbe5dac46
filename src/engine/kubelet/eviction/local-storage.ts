// Models localStorageEviction of pkg/kubelet/eviction/eviction_manager.go (v1.36): a pod that has written more than it may is evicted, at the
// first look after somebody counted. How much volumes hold is counted every one to two minutes (server/stats/volume_stat_calculator.go).
// Simplified: logs do not count, and what pods write does not fill the node's disk.
import type { Container } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import { isCriticalPod } from "#api/pod-resources";
import { bytes, canonicalQuantity } from "#api/quantity";
import { sizeOfFile, type Files } from "../../apps/files.ts";
import { warning, type KubeletContext } from "../context.ts";
import type { Terminator } from "../terminator.ts";
import type { Volumes } from "../volumes/volumes.ts";

interface LocalStorageOptions {
  readonly context: KubeletContext;
  readonly terminator: Terminator;
  readonly volumes: Volumes;
}

const COUNT_MS = 60_000;
const LOOK_MS = 10_000;
const GRACE_SECONDS = 1;
const STORAGE = "ephemeral-storage";

export class LocalStorage {
  readonly #options: LocalStorageOptions;

  constructor(options: LocalStorageOptions) {
    this.#options = options;
    options.volumes.onWrite((uid) => this.#onWrite(uid));
  }

  /** Somebody has counted, and the eviction manager looks. */
  onTimer(uid: string): void {
    const { context, terminator } = this.#options;
    const row = context.pods.get(uid);
    const pod = row && context.podOf(row);
    if (
      !pod ||
      row.stage !== "syncing" ||
      row.isUnknown ||
      row.wanted ||
      !context.machines.isKubeletRunning(row.node) ||
      isCriticalPod(pod)
    )
      return;
    const message = this.#excess(uid, pod);
    if (message === undefined) return;
    context.event(row, warning("Evicted", message));
    terminator.begin(row, pod, { graceSeconds: GRACE_SECONDS, reason: "Evicted", message, isOwnFault: true });
  }

  #onWrite(uid: string): void {
    const { context } = this.#options;
    const { sim, machines } = context;
    const row = context.pods.get(uid);
    const pod = row && context.podOf(row);
    if (!pod || this.#excess(uid, pod) === undefined) return;
    const countedMs = sim.now() + Math.round(2 * COUNT_MS * sim.rng.next("kubelet/volumes"));
    sim.setTimer(machines.nextTick(row.node, countedMs, LOOK_MS), "kubelet/storage", uid);
  }

  /** The kubelet's own words, if the pod holds more than it may. */
  #excess(uid: string, pod: Pod): string | undefined {
    const places = this.#options.volumes.placesOf(uid);
    const heldIn = (place: string): number => total(places[place]?.files ?? {});
    for (const { name, emptyDir } of pod.spec.volumes ?? []) {
      const limit = emptyDir?.sizeLimit;
      if (limit !== undefined && bytes(limit) > 0 && heldIn(name) > bytes(limit)) {
        return `Usage of EmptyDir volume "${name}" exceeds the limit "${canonicalQuantity(limit) ?? limit}". `;
      }
    }
    const { containers } = pod.spec;
    const limits = containers.map(limitOf);
    const own = containers.map(({ name }) => heldIn(`layer ${name}`));
    const shared = (pod.spec.volumes ?? []).map(({ name, emptyDir }) => (emptyDir ? heldIn(name) : 0));
    const allowed = limits.reduce<number>((sum, limit) => sum + (limit === undefined ? 0 : bytes(limit)), 0);
    if (limits.some((limit) => limit !== undefined) && [...own, ...shared].reduce((a, b) => a + b, 0) > allowed) {
      const text = canonicalQuantity(limits.length === 1 ? limits[0]! : String(allowed)) ?? "";
      return `Pod ephemeral local storage usage exceeds the total limit of containers ${text}. `;
    }
    const at = containers.findIndex((_, i) => limits[i] !== undefined && own[i]! > bytes(limits[i]));
    if (at < 0) return undefined;
    return `Container ${containers[at]!.name} exceeded its local ephemeral storage limit "${canonicalQuantity(limits[at]!)}". `;
  }
}

const limitOf = ({ resources }: Container): string | undefined => resources?.limits?.[STORAGE];

const total = (files: Files): number => Object.values(files).reduce((sum, file) => sum + sizeOfFile(file), 0);
