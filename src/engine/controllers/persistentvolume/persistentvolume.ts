// Models pkg/controller/volume/persistentvolume/pv_controller.go, pvcprotection and pvprotection (v1.36): volumes that exist are bound to claims;
// none are made, since no provisioner runs here.
// Simplified: Recycle keeps the volume as Retain does.
import type { PersistentVolume, PersistentVolumeClaim } from "#api/core-volume";
import type { Pod } from "#api/core-pod";
import { compareStrings } from "#api/compare";
import { keyOf } from "#api/scheme";
import { createEventRecorder, type EventRecorder } from "../../events/recorder.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";
import { isPodTerminal } from "../pod-state.ts";
import { createWorkQueue, type WorkQueue } from "../work-queue.ts";
import { reclaim } from "./reclaim.ts";
import {
  annotated,
  BIND_COMPLETED,
  BOUND_BY_CONTROLLER,
  boundTo,
  claimKeysOf,
  classOf,
  findVolume,
  isBound,
  isDelayed,
  isFor,
  mismatch,
  SELECTED_NODE,
} from "./match.ts";

const NAME = "persistentvolume";
const LATENCY_MS = 10;
/** Volumes and claims have a worker each: volumes that came together with a claim are all known when it is looked at. */
const CLAIM_LATENCY_MS = 30;
const RESYNC_MS = 15_000;
const CLAIM_FINALIZER = "kubernetes.io/pvc-protection";
const VOLUME_FINALIZER = "kubernetes.io/pv-protection";
const PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";
const PROVISIONERS = ["volume.beta.kubernetes.io/storage-provisioner", "volume.kubernetes.io/storage-provisioner"];

export const createPersistentVolumeController: ComponentFactory = (sim) => {
  const controller = new PersistentVolumes(sim);
  const { queue } = controller;
  return {
    name: NAME,
    timers: { reconcile: queue.fire },
    watch: {
      persistentvolumeclaims: ({ key, object }) => {
        controller.addClaim(key);
        const { volumeName } = (object as PersistentVolumeClaim).spec;
        if (volumeName) queue.add(`volume ${volumeName}`);
      },
      persistentvolumes: ({ type, key, object }) => {
        queue.add(`volume ${key}`);
        const { claimRef } = (object as PersistentVolume).spec;
        if (claimRef) controller.addClaim(`${claimRef.namespace}/${claimRef.name}`);
        else if (type !== "DELETED") controller.reviewPending();
      },
      storageclasses: () => controller.reviewPending(),
      pods: ({ type, object, old }) => {
        const pod = object as Pod;
        const isNew = type !== "MODIFIED" || pod.spec.nodeName !== (old as Pod | undefined)?.spec.nodeName;
        if (isNew) for (const claim of claimKeysOf(pod)) controller.addClaim(claim);
      },
    },
  };
};

class PersistentVolumes {
  readonly queue: WorkQueue;
  readonly #sim: Sim;
  readonly #events: EventRecorder;

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#events = createEventRecorder(sim, { component: "persistentvolume-controller" });
    this.queue = createWorkQueue(sim, { component: NAME, latencyMs: LATENCY_MS, reconcile: (key) => this.#sync(key) });
  }

  addClaim(key: string): void {
    this.queue.addAfter(`claim ${key}`, CLAIM_LATENCY_MS);
  }

  /** Something that a waiting claim may want has come. */
  reviewPending(): void {
    for (const claim of this.#sim.store.list("persistentvolumeclaims")) {
      if (!isBound(claim)) this.addClaim(keyOf(claim));
    }
  }

  #sync(key: string): void {
    const name = key.slice(key.indexOf(" ") + 1);
    if (key.startsWith("volume ")) {
      const volume = this.#sim.store.get("persistentvolumes", name);
      if (volume) this.#syncVolume(volume);
      return;
    }
    const claim = this.#sim.store.get("persistentvolumeclaims", name);
    if (!claim) return;
    if (claim.metadata.deletionTimestamp && this.#unprotect(claim)) return;
    if (isBound(claim)) this.#syncBound(claim);
    else this.#syncUnbound(claim);
  }

  /** A claim that nobody uses may go. */
  #unprotect(claim: PersistentVolumeClaim): boolean {
    const { finalizers = [], namespace } = claim.metadata;
    const pods = this.#sim.store.list("pods", namespace ?? "default");
    if (!finalizers.includes(CLAIM_FINALIZER)) return false;
    if (pods.some((pod) => pod.spec.nodeName && claimKeysOf(pod).includes(keyOf(claim)))) return false;
    this.#sim.api.write("persistentvolumeclaims", keyOf(claim), (live) => ({
      ...live,
      metadata: { ...live.metadata, finalizers: finalizers.filter((f) => f !== CLAIM_FINALIZER) },
    }));
    return true;
  }

  #syncBound(claim: PersistentVolumeClaim): void {
    const volume = this.#sim.store.get("persistentvolumes", claim.spec.volumeName ?? "");
    if (!volume) {
      if (claim.status?.phase === "Lost") return;
      this.#setPhase(claim, "Lost");
      const message = "Bound claim has lost its PersistentVolume. Data on the volume is lost!";
      this.#events.record(claim, { type: "Warning", reason: "ClaimLost", message });
    } else if (!volume.spec.claimRef || isFor(volume, claim)) this.#bind(volume, claim);
  }

  #syncUnbound(claim: PersistentVolumeClaim): void {
    const { store } = this.#sim;
    const { volumeName } = claim.spec;
    this.queue.addAfter(`claim ${keyOf(claim)}`, RESYNC_MS);
    if (volumeName) {
      const wanted = store.get("persistentvolumes", volumeName);
      if (wanted) this.#syncWanted(wanted, claim);
      return;
    }
    const isWaiting = isDelayed(store.get("storageclasses", classOf(claim)));
    const volume = findVolume(store.list("persistentvolumes"), { claim, isWaiting });
    if (volume) this.#bind(volume, claim);
    else if (isWaiting && claim.metadata.annotations?.[SELECTED_NODE] === undefined) this.#tellWaiting(claim);
    else if (classOf(claim) === "") {
      const message = "no persistent volumes available for this claim and no storage class is set";
      this.#events.record(claim, { type: "Normal", reason: "FailedBinding", message });
    } else this.#provision(claim);
  }

  /** The claim names its volume. */
  #syncWanted(volume: PersistentVolume, claim: PersistentVolumeClaim): void {
    const { name } = volume.metadata;
    // Where both name each other, nobody asks whether they match.
    const why = volume.spec.claimRef ? undefined : mismatch(volume, claim);
    if (volume.spec.claimRef && !isFor(volume, claim)) {
      const message = `volume "${name}" already bound to a different claim.`;
      this.#events.record(claim, { type: "Warning", reason: "FailedBinding", message });
    } else if (why !== undefined) {
      const message = `Cannot bind to requested volume "${name}": ${why}`;
      this.#events.record(claim, { type: "Warning", reason: "VolumeMismatch", message });
    } else this.#bind(volume, claim);
  }

  #tellWaiting(claim: PersistentVolumeClaim): void {
    const pods = this.#sim.store
      .list("pods", claim.metadata.namespace ?? "default")
      .filter((pod) => !pod.spec.nodeName && !isPodTerminal(pod) && claimKeysOf(pod).includes(keyOf(claim)))
      .map((pod) => pod.metadata.name)
      .toSorted(compareStrings);
    const message =
      pods.length === 0
        ? "waiting for first consumer to be created before binding"
        : `waiting for pod${pods.length > 1 ? "s" : ""} ${pods.join(",")} to be scheduled`;
    const reason = pods.length === 0 ? "WaitForFirstConsumer" : "WaitForPodScheduled";
    this.#events.record(claim, { type: "Normal", reason, message });
  }

  /** Nobody makes volumes here: an outside provisioner is waited for, as in a cluster in which none was installed. */
  #provision(claim: PersistentVolumeClaim): void {
    const { store, api } = this.#sim;
    const name = classOf(claim);
    const provisioner = store.get("storageclasses", name)?.provisioner;
    if (provisioner === undefined || provisioner.startsWith("kubernetes.io/")) {
      const message =
        provisioner === undefined
          ? `storageclass.storage.k8s.io "${name}" not found`
          : `no volume plugin matched name: ${provisioner}`;
      this.#events.record(claim, { type: "Warning", reason: "ProvisioningFailed", message });
      return;
    }
    if (PROVISIONERS.some((key) => claim.metadata.annotations?.[key] !== provisioner)) {
      const annotations = Object.fromEntries(PROVISIONERS.map((key) => [key, provisioner]));
      api.write("persistentvolumeclaims", keyOf(claim), (live) => annotated(live, annotations));
    }
    const message =
      `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. ` +
      "If volume creation is delayed, please verify that the provisioner is running and correctly registered.";
    this.#events.record(claim, { type: "Normal", reason: "ExternalProvisioning", message });
  }

  #syncVolume(volume: PersistentVolume): void {
    const { store, api } = this.#sim;
    const { metadata, spec } = volume;
    const { claimRef } = spec;
    const claim = claimRef && store.get("persistentvolumeclaims", `${claimRef.namespace}/${claimRef.name}`);
    if (metadata.deletionTimestamp && (!claimRef || volume.status?.phase !== "Bound" || !claim)) {
      api.write("persistentvolumes", metadata.name, (live) => ({
        ...live,
        metadata: {
          ...live.metadata,
          finalizers: (live.metadata.finalizers ?? []).filter((finalizer) => finalizer !== VOLUME_FINALIZER),
        },
      }));
      return;
    }
    if (!claimRef?.uid) this.#setVolumePhase(volume, "Available");
    else if (claim?.metadata.uid !== claimRef.uid || this.#isNoLongerNeeded(volume, claim)) this.#release(volume);
    else if (!claim.spec.volumeName) this.addClaim(keyOf(claim));
    else if (claim.spec.volumeName === metadata.name) this.#setVolumePhase(volume, "Bound");
    else this.#unbind(volume);
  }

  #release(volume: PersistentVolume): void {
    if (volume.status?.phase === "Failed") return;
    this.#setVolumePhase(volume, "Released");
    reclaim(this.#sim, this.#events, volume);
  }

  /** It was made for a claim that has taken another. */
  #isNoLongerNeeded({ metadata, spec }: PersistentVolume, claim: PersistentVolumeClaim): boolean {
    const isElsewhere = claim.spec.volumeName !== undefined && claim.spec.volumeName !== metadata.name;
    const isMade = metadata.annotations?.[PROVISIONED_BY] !== undefined;
    return isElsewhere && isMade && spec.persistentVolumeReclaimPolicy === "Delete";
  }

  /** unbindVolume: its claim has taken another. What the controller wrote goes; of what a person wrote only the uid does. */
  #unbind(volume: PersistentVolume): void {
    const { name } = volume.metadata;
    this.#sim.api.write("persistentvolumes", name, (live) => {
      const { [BOUND_BY_CONTROLLER]: byUs, ...annotations } = live.metadata.annotations ?? {};
      const { claimRef, ...spec } = live.spec;
      if (byUs !== undefined) return { ...live, metadata: { ...live.metadata, annotations }, spec };
      const { uid: _, ...named } = claimRef ?? {};
      return { ...live, spec: { ...spec, claimRef: named } };
    });
    this.#setVolumePhase(this.#sim.store.get("persistentvolumes", name) ?? volume, "Available");
  }

  #bind(volume: PersistentVolume, claim: PersistentVolumeClaim): void {
    const { api, store } = this.#sim;
    const { name } = volume.metadata;
    api.write("persistentvolumes", name, (live) => boundTo(live, claim));
    this.#setVolumePhase(store.get("persistentvolumes", name) ?? volume, "Bound");
    if (!isBound(claim)) {
      const byUs = claim.spec.volumeName ? {} : { [BOUND_BY_CONTROLLER]: "yes" };
      api.write("persistentvolumeclaims", keyOf(claim), (live) =>
        annotated({ ...live, spec: { ...live.spec, volumeName: name } }, { ...byUs, [BIND_COMPLETED]: "yes" }),
      );
    }
    const { accessModes, capacity } = volume.spec;
    if (claim.status?.phase === "Bound") return;
    api.writeStatus("persistentvolumeclaims", keyOf(claim), {
      phase: "Bound",
      ...(accessModes ? { accessModes } : {}),
      ...(capacity ? { capacity } : {}),
    });
  }

  #setPhase(claim: PersistentVolumeClaim, phase: "Lost"): void {
    this.#sim.api.writeStatus("persistentvolumeclaims", keyOf(claim), { ...claim.status, phase });
  }
  #setVolumePhase({ metadata, status }: PersistentVolume, phase: "Available" | "Bound" | "Released"): void {
    if (status?.phase === phase) return;
    const lastPhaseTransitionTime = this.#sim.timestamp();
    this.#sim.api.writeStatus("persistentvolumes", metadata.name, { phase, lastPhaseTransitionTime });
  }
}
