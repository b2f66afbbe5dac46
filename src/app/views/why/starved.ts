// Why requests fail at a pod, or why it restarts, when others on its machine take its CPU.
import type { EvidenceTarget } from "../../view-models/why.ts";
import { cpuText } from "../format.ts";
import { starvationOf } from "../starvation.ts";
import { takerCause } from "./machine-causes.ts";
import type { PodCase } from "./pod-case.ts";
import { evidence, type Part } from "./why-case.ts";

const RESOURCES = ["spec", "template", "spec", "containers", 0, "resources"];

export const starved = (c: PodCase): Part | undefined => {
  const restarts = c.pod.status?.containerStatuses?.some((s) => s.restartCount > 0) ?? false;
  const hasFailed = (c.requests?.failed ?? 0) > 0;
  const found = hasFailed || restarts ? starvationOf(c.run, c.pod) : undefined;
  if (!found) return undefined;
  const { node, taker } = found;
  const { why } = c;
  const rows = [
    why.gets(cpuText(found.getsMilli)),
    why.requested(found.requestMilli === undefined ? undefined : cpuText(found.requestMilli)),
    why.taker(taker.pod, Math.round((taker.burnsMilli / found.capacityMilli) * 100), node),
    why.takerBounds(taker.request, taker.limit),
  ];
  const targets: (readonly EvidenceTarget[])[] = [
    [c.target],
    c.line(RESOURCES),
    [{ kind: "node", id: `nodes/${node}` }],
    [{ kind: "node", id: `nodes/${node}` }],
  ];
  return {
    title: hasFailed ? why.title(c.name) : why.titleRestart(c.name),
    sentence: [why.starved(node)],
    evidence: rows.map((text, i) => evidence(i + 1, [text], targets[i])),
    causes: takerCause(c, node),
    changes: [[why.changeTaker]],
    path: RESOURCES,
  };
};
