// Why a machine crawls: its programs find no room in memory for their own code, and read it back from disk.
import { usageOfNode } from "#engine";
import type { EvidenceView } from "../../view-models/why.ts";
import { memoryText } from "../format.ts";
import { birthCauses } from "./birth.ts";
import { memoryCauses } from "./machine-causes.ts";
import type { PodCase } from "./pod-case.ts";
import { evidence, type Part, type WhyCase } from "./why-case.ts";

/** Less than this of the code is missed by nobody. */
const FELT_SHARE = 0.1;
/** From here on the pod is drawn as slowed down. */
const FELT_SLOWDOWN = 0.05;

const nameOf = (pod: string): string => pod.slice(pod.indexOf("/") + 1);

/** The room that is left, who takes it, and that nobody in Kubernetes tells; undefined if the machine has its code in memory. */
export const thrashingOf = (c: WhyCase, node: string): readonly EvidenceView[] | undefined => {
  const usage = usageOfNode(c.sim, node);
  if (!usage || usage.codeMissingShare < FELT_SHARE) return undefined;
  const [most] = usage.containers.toSorted((a, b) => b.memoryBytes - a.memoryBytes);
  const target = [{ kind: "node" as const, id: `nodes/${node}` }];
  const texts = [
    c.why.codeRoom(memoryText(usage.cacheRoomBytes), memoryText(usage.codeBytes)),
    ...(most ? [c.why.holdsMost(nameOf(most.pod), memoryText(most.memoryBytes))] : []),
    c.why.nobodyTells,
  ];
  return texts.map((text, i) => evidence(i + 1, [text], target));
};

export const thrashing = (c: PodCase): Part | undefined => {
  const { node } = c;
  const hasFailed = (c.requests?.failed ?? 0) > 0;
  const isSlowed = (c.truth?.throttledShare ?? 0) >= FELT_SLOWDOWN;
  if (node === undefined || !(hasFailed || isSlowed)) return undefined;
  const found = thrashingOf(c, node);
  if (!found) return undefined;
  return {
    title: hasFailed ? c.why.title(c.name) : c.why.titleSlow(c.name),
    sentence: [c.why.nodeThrashes(node)],
    evidence: found,
    causes: [...(memoryCauses(c, node) ?? []), ...birthCauses(c, c.pod)],
    changes: [[c.why.changeTaker]],
  };
};
