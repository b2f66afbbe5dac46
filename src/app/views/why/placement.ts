// Why a pod is where it is, or nowhere: what the scheduler decided.
import type { Decision } from "#engine";
import type { Words } from "../../i18n/words.ts";
import type { VerdictView } from "../../view-models/why.ts";
import { code, evidence, podTarget, type Part, type PodCase } from "./pod-case.ts";

const verdictsOf = (decision: Decision | undefined, words: Words): readonly VerdictView[] =>
  (decision?.nodes ?? []).map((v) => ({
    nodeId: `nodes/${v.node}`,
    nodeName: v.node,
    state: v.refusedBy !== undefined ? "refused" : v.node === decision?.chosen ? "chosen" : "fits",
    text:
      v.refusedBy !== undefined ? (v.reasons ?? []).join(", ") : v.total === undefined ? "" : words.why.score(v.total),
  }));

export const pending = (c: PodCase): Part | undefined => {
  const scheduled = c.condition("PodScheduled");
  if (c.pod.spec.nodeName || scheduled?.status !== "False") return undefined;
  return {
    title: c.words.why.titlePending(c.name),
    sentence: [c.words.why.pending],
    evidence: [evidence(1, [c.words.why.event, " ", code(scheduled.message ?? "")], [podTarget(c)])],
    verdicts: verdictsOf(c.decision, c.words),
    path: ["spec", "template", "spec"],
  };
};

export const here = (c: PodCase): Part => {
  const { decision } = c;
  const fits = decision?.nodes.filter((v) => v.refusedBy === undefined).length ?? 0;
  const sentence = !decision ? c.words.why.placed : fits > 1 ? c.words.why.here : c.words.why.hereOnly;
  return {
    title: c.words.why.titleHere(c.name, c.pod.spec.nodeName ?? ""),
    sentence: [sentence],
    evidence: [],
    verdicts: verdictsOf(decision, c.words),
  };
};
