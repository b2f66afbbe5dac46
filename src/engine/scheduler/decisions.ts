// What the page shows as "why here" and "why pending": the decision of a pod's last cycle, node by node and plugin by plugin, kept as
// plain rows beside the pods, so that it rewinds with them.
import type { NodeInfo } from "./cache/node-info.ts";
import type { ScheduleResult } from "./result.ts";

/** Larger clusters keep no rows; there a decision is explained by making it again (`Framework.schedule` with `trace`). */
export const MAX_EXPLAINED_NODES = 20;

export interface NodeVerdict {
  readonly node: string;
  /** Who refused the node, with its reasons; absent: it would have done. */
  readonly refusedBy?: string;
  readonly reasons?: readonly string[];
  /** By plugin, 0 to 100 times its weight. Absent when no scores were needed. */
  readonly scores?: { readonly [plugin: string]: number };
  readonly total?: number;
}

export interface Decision {
  readonly atMs: number;
  readonly uid: string;
  /** The node, or absent: then `message` says why not. */
  readonly chosen?: string;
  readonly message?: string;
  readonly nominatedNode?: string;
  readonly victims?: readonly string[];
  readonly nodes: readonly NodeVerdict[];
}

export const explain = (result: ScheduleResult, nodes: readonly NodeInfo[], atMs: number): Decision => {
  const victims = result.preemption?.chosen?.victims.map((v) => v.key);
  return {
    atMs,
    uid: result.pod.uid,
    ...(result.chosen ? { chosen: result.chosen } : {}),
    ...(result.message === undefined ? {} : { message: result.message }),
    ...(result.nominatedNode ? { nominatedNode: result.nominatedNode } : {}),
    ...(victims ? { victims } : {}),
    nodes: nodes.map((node) => verdict(result, node.name)),
  };
};

const verdict = (result: ScheduleResult, node: string): NodeVerdict => {
  const refusal = result.refusals.get(node) ?? result.preFilter ?? (result.chosen ? undefined : result.absent);
  if (refusal) return { node, refusedBy: refusal.plugin, reasons: refusal.status.reasons };
  const scored = result.scores?.find((s) => s.node === node);
  if (!scored) return { node };
  const scores = Object.fromEntries(scored.scores.map((s) => [s.plugin, s.normalized * s.weight]));
  return { node, scores, total: scored.total };
};
