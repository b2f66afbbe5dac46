import type { NodeMark, PodMark, PodView } from "#app/view-models/graph";
import type { Tone } from "#app/view-models/text";

/** The colour of a mark. The hull has its own rule: red lead also where two truths contradict. */
export const POD_MARK_TONES: Readonly<Record<PodMark, Tone>> = {
  pending: "wait",
  scheduled: "wait",
  creating: "wait",
  notready: "wait",
  ready: "ok",
  completed: "dim",
  terminating: "dim",
  crashloop: "fail",
  oom: "fail",
  error: "fail",
  pullfail: "fail",
  evicted: "fail",
  unknown: "lost",
};

export const NODE_MARK_TONES: Readonly<Record<NodeMark, Tone>> = {
  "node-ready": "ok",
  "node-bad": "fail",
  "node-cordoned": "wait",
  "node-off": "dim",
  "node-pressure": "wait",
};

export type HullLook = "calm" | "queued" | "wait" | "fail" | "lost" | "going" | "done" | "gone";

const HULL_LOOKS: Readonly<Record<PodMark, HullLook>> = {
  pending: "queued",
  scheduled: "wait",
  creating: "wait",
  notready: "calm",
  ready: "calm",
  completed: "done",
  terminating: "going",
  crashloop: "fail",
  oom: "fail",
  error: "fail",
  pullfail: "fail",
  evicted: "gone",
  unknown: "lost",
};

export function hullLook(pod: PodView): HullLook {
  return pod.contradiction ? "fail" : HULL_LOOKS[pod.mark];
}
