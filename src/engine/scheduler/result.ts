// What came of a scheduling cycle, as a value: the explanation that the page and the vectors read.
import type { PodInfo } from "./cache/pod-info.ts";
import type { PostFilterOutcome, SchedulingStatus } from "./plugin.ts";

/** Why a node was refused, and by which plugin: the first that did. */
export interface NodeRefusal {
  /** Empty: a PreFilter plugin named other nodes. */
  readonly plugin: string;
  readonly status: SchedulingStatus;
}

/** The score of one plugin for one node. */
interface PluginScore {
  readonly plugin: string;
  readonly raw: number;
  /** 0 to 100. */
  readonly normalized: number;
  readonly weight: number;
}

export interface NodeScore {
  readonly node: string;
  readonly scores: readonly PluginScore[];
  readonly total: number;
}

export interface ScheduleResult {
  readonly pod: PodInfo;
  /** Absent: no node will do, `message` says why. */
  readonly chosen?: string;
  /** All nodes with the highest score. */
  readonly top?: readonly string[];
  /** How many nodes passed the filters (of those examined). */
  readonly feasible: number;
  readonly refusals: ReadonlyMap<string, NodeRefusal>;
  /** Of nodes that are not in `refusals`, when a PreFilter plugin narrowed the nodes. */
  readonly absent?: NodeRefusal;
  /** A PreFilter plugin refused the pod, whatever the node. */
  readonly preFilter?: NodeRefusal;
  /** Only with `trace`, and only when more than one node was feasible. */
  readonly scores?: readonly NodeScore[];
  /** The text of FailedScheduling. */
  readonly message?: string;
  /** Plugins that refused: what decides which events wake the pod. */
  readonly rejectors?: readonly string[];
  /** To be set in the pod's status; empty: to be cleared; absent: to be left. */
  readonly nominatedNode?: string;
  readonly preemption?: PostFilterOutcome;
  readonly nextStartIndex: number;
}
