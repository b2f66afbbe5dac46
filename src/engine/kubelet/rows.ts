// Models what a kubelet keeps of a pod (pkg/kubelet/pod_workers.go, container/runtime.go PodStatus, reason_cache.go, v1.36): one plain row
// a pod, with its containers as the kubelet's cache last saw them.
import type { Pod } from "#api/core-pod";
import type { ProcessExit } from "../apps/process.ts";
import type { BackoffEntry } from "./backoff.ts";

/** A life of a container that is over. */
export interface PastLife {
  readonly id: string;
  readonly startedMs: number;
  readonly exit: ProcessExit;
}

/** Why a container is waiting: the last error of a try to start it. */
export interface StartError {
  readonly reason: string;
  readonly message: string;
}

export interface Kill {
  /** SIGTERM is still to come while the hook runs. */
  readonly stage: "preStop" | "term";
  /** When SIGKILL comes, or the hook is given up. */
  readonly deadlineMs: number;
  readonly graceMs: number;
  readonly startedMs: number;
  readonly timer: number;
}

export interface ContainerRow {
  readonly name: string;
  /** The newest container made for it; its process may have ended without the kubelet having seen it yet. */
  readonly id?: string;
  /** The image that the spec named when it was made. */
  readonly wantedImage?: string;
  readonly imageId?: string;
  readonly image?: string;
  readonly startedMs?: number;
  /** Seen by the kubelet. */
  readonly exit?: ProcessExit;
  readonly last?: PastLife;
  readonly restarts: number;
  readonly error?: StartError;
  /** Crash loop: the step, and when it was taken. */
  readonly backoff?: BackoffEntry;
  /** The container that the last written status shows as running. */
  readonly shownId?: string;
  readonly isStarted: boolean;
  readonly isReady: boolean;
  readonly kill?: Kill;
  /** A probe's verdict, until the sync that acts on it. */
  readonly failedProbe?: "liveness" | "startup";
  readonly failedGraceSeconds?: number;
  /** It was resized, and its resizePolicy has it started again for that. */
  readonly isOutsized?: true;
}

/** An image as a node has it: a content under a name. */
export interface NodeImage {
  readonly node: string;
  readonly canonical: string;
  readonly revision: number;
  readonly sizeBytes: number;
}

/** The blocking call in which the pod's worker is. */
export type Busy =
  | {
      readonly step: "mount";
      readonly timer: number;
      readonly tries: number;
      readonly retryMs: number;
      /** When the sync is given up. */
      readonly untilMs: number;
    }
  | { readonly step: "sandbox"; readonly timer: number }
  | {
      readonly step: "pull";
      readonly timer: number;
      readonly container: string;
      readonly beganMs: number;
      readonly askedMs: number;
    }
  | { readonly step: "start"; readonly timer: number; readonly container: string; readonly image: NodeImage }
  | { readonly step: "postStart"; readonly timer: number; readonly container: string }
  | { readonly step: "kill" }
  | { readonly step: "stop"; readonly timer: number }
  | { readonly step: "cleanup"; readonly timer: number };

/** What the sync that is going on has done so far. */
export interface SyncState {
  readonly beganMs: number;
  readonly attempted: readonly string[];
  /** Killed by this sync: the back-off looks at the life before. */
  readonly killed: readonly string[];
  /** Started or ended something: the runtime is asked again at once. */
  readonly hasActed: boolean;
  /** Made the sandbox: only that it is there is told (OnPodSandboxReady), its address by the next sync. */
  readonly hasNewSandbox?: true;
  /** Made a container that did not start: only the next round shows it. */
  readonly hasBroken: boolean;
  readonly hasFailed: boolean;
  /** When the first back-off is over, if nothing but back-offs failed. */
  readonly expiryMs?: number;
  readonly hasOtherError: boolean;
}

export interface WantedEnd {
  readonly graceSeconds: number;
  /** Evicted and the like: what the status will say. */
  readonly reason?: string;
  readonly message?: string;
  /** Evicted for what it did itself, not for the node's sake. */
  readonly isOwnFault?: true;
}

export interface Ending extends WantedEnd {
  readonly beganMs: number;
  /** Its containers ended by themselves: nothing had to be killed. */
  readonly isFinished: boolean;
}

/** What a pod that was taken on requests of its node. */
export interface Room {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
}

export interface PodRow {
  readonly uid: string;
  readonly key: string;
  readonly node: string;
  readonly stage: "syncing" | "terminating" | "terminated";
  /** When its worker looked first: probes tick from here. */
  readonly firstSyncMs?: number;
  readonly startTime?: string;
  /** From its admission until it is over. */
  readonly room?: Room;
  readonly ip?: string;
  readonly hasSandbox: boolean;
  /** Once up, the address stays in the status after the sandbox is gone. */
  readonly containers: { readonly [name: string]: ContainerRow };
  readonly busy?: Busy;
  readonly sync?: SyncState;
  readonly wantsSync: boolean;
  readonly timer?: number;
  readonly timerAtMs?: number;
  /** The runtime's round came by in the middle of a sync: what it told waits, and makes the worker look twice. */
  readonly isToldAgain?: boolean;
  /** When the runtime was last asked about this pod outside of the round. */
  readonly relistedMs: number;
  /** When the worker's last sync ended: the next one waits until the runtime was asked after that. */
  readonly syncedMs?: number;
  /** An end that was asked for while the worker could not begin it. */
  readonly wanted?: WantedEnd;
  readonly ending?: Ending;
  readonly isStatusTerminal: boolean;
  /** Its last object, once the API server no longer has it. */
  readonly removed?: Pod;
  /** The kubelet has started, and no API server has told it of this pod yet: what runs of it runs on, and nothing is done for it. */
  readonly isUnknown?: true;
  /** A static pod whose mirror is gone, with its Node: it runs on, and the API server knows nothing of it. */
  readonly unmirrored?: Pod;
  /** Pulls that failed, by image: the step and when it was taken. */
  readonly pullBackoffs?: { readonly [image: string]: PullBackoff };
}

interface PullBackoff extends BackoffEntry {
  readonly error: string;
}

export const NEW_CONTAINER: Omit<ContainerRow, "name"> = { restarts: 0, isStarted: false, isReady: false };
export const NO_SYNC: SyncState = {
  beganMs: 0,
  attempted: [],
  killed: [],
  hasActed: false,
  hasBroken: false,
  hasFailed: false,
  hasOtherError: false,
};
