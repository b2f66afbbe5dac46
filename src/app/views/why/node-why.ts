// What is the matter with a node: what Kubernetes says, what the machine says, and what led there.
import { nodeTruth } from "#engine";
import type { Node } from "#api/core-node";
import type { CauseView } from "../../view-models/why.ts";
import { machineCauses, masterCauses, memoryCauses, nodeCauses, takerCause } from "./machine-causes.ts";
import { thrashingOf } from "./thrashing.ts";
import { code, evidence, type Part, type WhyCase } from "./why-case.ts";

export const nodePart = (c: WhyCase, node: Node): Part => {
  const { name } = node.metadata;
  const conditions = node.status?.conditions ?? [];
  const ready = conditions.find((x) => x.type === "Ready");
  const thrashes = thrashingOf(c, name) ?? [];
  const odd = conditions.filter((x) => (x.type === "Ready") !== (x.status === "True"));
  const lost = nodeCauses(c, name);
  const isSilent = lost.length === 0 && machineCauses(c, name).length > 0;
  return {
    title: c.why.titleNode(name),
    sentence: [
      thrashes.length > 0
        ? c.why.nodeThrashes(name)
        : ready?.status !== "True"
          ? c.why.nodeLost
          : isSilent
            ? masterCauses(c).length > 0
              ? c.why.nodeUnwatched
              : c.why.nodeSilentYet
            : (pressureOf(c, node) ?? (node.spec?.unschedulable ? c.why.nodeCordoned : c.why.nodeReady)),
    ],
    evidence: [
      ...thrashes,
      ...odd.map((x, i) =>
        evidence(
          thrashes.length + i + 1,
          [code(`${x.type}=${x.status}`), " ", x.message ?? ""],
          [{ kind: "node", id: `nodes/${name}` }],
        ),
      ),
    ],
    causes: lost.length > 0 ? lost : [...machineCauses(c, name), ...pressureCauses(c, node), ...cordonCauses(c, node)],
    changes: nodeTruth(c.sim, name)?.isOn === false ? [[c.why.changePower]] : [],
  };
};

const pressureOf = (c: WhyCase, { metadata: { name }, status }: Node): string | undefined => {
  const isUnder = (type: string): boolean => status?.conditions?.find((x) => x.type === type)?.status === "True";
  if (isUnder("MemoryPressure")) return c.why.nodeMemory(name);
  if (isUnder("DiskPressure")) return c.why.nodeDisk(name);
  return takerCause(c, name).length > 0 ? c.why.nodeBusy(name) : undefined;
};

export const pressureCauses = (c: WhyCase, { metadata: { name }, status }: Node): readonly CauseView[] => {
  const pressure = status?.conditions?.find((x) => x.type.endsWith("Pressure") && x.status === "True");
  if (!pressure) return takerCause(c, name);
  const met = c.events("Node", name).findLast((e) => e.reason === "EvictionThresholdMet");
  return [
    c.cause([code(`${pressure.type}=True`), " ", pressure.message ?? ""], { ms: c.ms(pressure.lastTransitionTime) }),
    ...(met ? [c.cause([code(met.message ?? "")], { ms: c.atOf(met) })] : []),
    ...(pressure.type === "DiskPressure"
      ? [c.cause([c.why.diskFull(name)], { ms: c.machineEntry(name, "disk")?.atMs })]
      : (memoryCauses(c, name) ?? [])),
  ];
};

/** Who typed it. */
const cordonCauses = (c: WhyCase, { metadata: { name }, spec }: Node): readonly CauseView[] => {
  if (!spec?.unschedulable) return [];
  return c.typed((line) => /\b(cordon|drain)\b/.test(line) && line.includes(name));
};
