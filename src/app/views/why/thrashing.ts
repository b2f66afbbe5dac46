// Why a machine crawls: its programs find no room in memory for their own code, and read it back from disk.
import { usageOfNode, type Sim } from "#engine";
import type { Words } from "../../i18n/words.ts";
import type { EvidenceView } from "../../view-models/why.ts";
import { memoryText } from "../format.ts";
import { evidence, type Part, type PodCase } from "./pod-case.ts";

/** Less than this of the code is missed by nobody. */
const FELT_SHARE = 0.1;

const nameOf = (pod: string): string => pod.slice(pod.indexOf("/") + 1);

/** The room that is left, who takes it, and that nobody in Kubernetes tells; undefined if the machine has its code in memory. */
export const thrashingOf = (sim: Sim, node: string, words: Words): readonly EvidenceView[] | undefined => {
  const usage = usageOfNode(sim, node);
  if (!usage || usage.codeMissingShare < FELT_SHARE) return undefined;
  const [most] = usage.containers.toSorted((a, b) => b.memoryBytes - a.memoryBytes);
  const target = [{ kind: "node" as const, id: `nodes/${node}` }];
  const texts = [
    words.why.codeRoom(memoryText(usage.cacheRoomBytes), memoryText(usage.codeBytes)),
    ...(most ? [words.why.holdsMost(nameOf(most.pod), memoryText(most.memoryBytes))] : []),
    words.why.nobodyTells,
  ];
  return texts.map((text, i) => evidence(i + 1, [text], target));
};

export const thrashing = (c: PodCase): Part | undefined => {
  const node = c.pod.spec.nodeName;
  if ((c.requests?.failed ?? 0) === 0 || node === undefined) return undefined;
  const found = thrashingOf(c.run.cluster.sim, node, c.words);
  if (!found) return undefined;
  return { title: c.words.why.title(c.name), sentence: [c.words.why.nodeThrashes(node)], evidence: found };
};
