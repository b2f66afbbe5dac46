// Why a pod goes, or has gone: evicted and not its neighbour, deleted, replaced, pushed out.
import { evictionOf, type EvictionRow } from "#engine";
import type { CauseView } from "../../view-models/why.ts";
import type { RichText } from "../../view-models/text.ts";
import { memoryText, spanText } from "../format.ts";
import { birthCauses, deploymentOf, typedBefore } from "./birth.ts";
import { nodeCauses } from "./machine-causes.ts";
import { pressureCauses as nodePressure } from "./node-why.ts";
import type { PodCase } from "./pod-case.ts";
import { code, numbered, type Part } from "./why-case.ts";

export const evicted = (c: PodCase): Part | undefined => {
  const row = evictionOf(c.sim, c.pod.metadata.uid ?? "");
  if (!row) return undefined;
  const message = c.pod.status?.message ?? c.event("Evicted")?.message ?? "";
  return {
    title: c.why.titleEvicted(c.name),
    sentence: [row.resource === "memory" ? c.why.evictedMemory(row.node) : c.why.evictedDisk(row.node)],
    evidence: numbered([
      { text: [c.why.event, " ", code(message.trim())], targets: [c.target] },
      ...row.ranked.map((other, i) => ({
        text: rankText(c, row, i),
        targets: other.uid === c.pod.metadata.uid ? [c.target] : [],
      })),
    ]),
    causes: [c.cause([code(message.trim())], { ms: row.atMs }), ...pressureCauses(c, row), ...birthCauses(c, c.pod)],
    changes: [[row.resource === "memory" ? c.why.changeEvicted : c.why.changeDisk]],
    path: ["spec", "template", "spec", "containers", 0, "resources"],
  };
};

/** `2. web-x uses 120Mi, requests 128Mi: below its request`. */
const rankText = (c: PodCase, row: EvictionRow, i: number): RichText => {
  const { name, usedBytes, requestBytes, priority, isCritical } = row.ranked[i]!;
  const used = memoryText(usedBytes);
  const excess = usedBytes - requestBytes;
  const how = isCritical
    ? c.why.rankCritical
    : excess > 0
      ? c.why.rankOver(memoryText(excess))
      : c.why.rankBelow(memoryText(requestBytes));
  return [c.why.rank(i + 1, name, used), " ", how, priority === 0 ? "" : ` ${c.why.rankPriority(priority)}`];
};

const pressureCauses = (c: PodCase, row: EvictionRow): readonly CauseView[] => {
  if (row.resource !== "memory") {
    const filled = c.machineEntry(row.node, "disk");
    return [c.cause([c.why.diskFull(row.node)], { ms: filled?.atMs, askId: `nodes/${row.node}` })];
  }
  const most = row.ranked.toSorted((a, b) => b.usedBytes - a.usedBytes)[0];
  const short = c.cause([c.why.shortOf(row.node, memoryText(row.availableBytes))], { askId: `nodes/${row.node}` });
  if (!most) return [short];
  const held = c.deed(
    (e) => (e.action === "hold" || e.action === "leak") && e.data["pod"] === most.key && e.atMs <= row.atMs,
  );
  return [
    short,
    c.cause([c.why.holdsMost(most.name, memoryText(most.usedBytes))], { ms: held?.atMs, askId: most.uid }),
  ];
};

/** Over, and not to come again: the kubelet refused it, or it is done. */
export const over = (c: PodCase): Part | undefined => {
  const { phase, reason = "", message = "", containerStatuses } = c.pod.status ?? {};
  if (phase === "Succeeded") {
    const endedMs = c.ms(containerStatuses?.[0]?.state?.terminated?.finishedAt);
    return {
      title: c.why.titleOver(c.name),
      sentence: [c.why.succeeded],
      causes: [c.cause([code("Succeeded")], { ms: endedMs }), ...birthCauses(c, c.pod)],
    };
  }
  if (phase !== "Failed" || (reason === "" && message === "")) return undefined;
  return {
    title: c.why.titleOver(c.name),
    sentence: [c.why.refusedThere],
    evidence: numbered([{ text: [code(reason), " ", message.trim()], targets: [c.target] }]),
    causes: [...nodeCauses(c, c.node ?? ""), ...pressureOn(c), ...birthCauses(c, c.pod)],
  };
};

/** A node that is short of something lets nobody in. */
const pressureOn = (c: PodCase): readonly CauseView[] => {
  const node = c.sim.store.get("nodes", c.node ?? "");
  return node && c.pod.status?.reason === "Evicted" ? nodePressure(c, node) : [];
};

export const leaving = (c: PodCase): Part | undefined => {
  const { deletionTimestamp, deletionGracePeriodSeconds = 30 } = c.pod.metadata;
  const byMs = c.ms(deletionTimestamp);
  if (byMs === undefined) return undefined;
  const askedMs = byMs - deletionGracePeriodSeconds * 1000;
  const { causes, sentence } = leaverCauses(c, askedMs);
  const leftMs = byMs - c.sim.now();
  const node = c.node === undefined ? [] : nodeCauses(c, c.node);
  return {
    title: c.why.titleLeaving(c.name),
    sentence: [sentence],
    evidence: numbered([
      { text: [c.why.termSent(c.clock(askedMs), deletionGracePeriodSeconds)], targets: [c.target] },
      {
        text: [
          node.length > 0
            ? c.why.nobodyEnds(c.node ?? "")
            : leftMs > 0
              ? c.why.killIn(c.clock(byMs), spanText(leftMs))
              : c.why.killNow,
        ],
      },
    ]),
    causes: [c.cause([c.why.deletedAt], { ms: askedMs }), ...causes],
  };
};

/** Who asked for its end. */
const leaverCauses = (
  c: PodCase,
  askedMs: number,
): { readonly sentence: string; readonly causes: readonly CauseView[] } => {
  const tainted = c.event("TaintManagerEviction");
  if (tainted) {
    const causes = [c.cause([code(tainted.message)], { ms: tainted.ms }), ...nodeCauses(c, c.node ?? "")];
    return { sentence: c.why.leavesTaint, causes };
  }
  const preempted = c.event("Preempted");
  if (preempted)
    return { sentence: c.why.leavesPreempted, causes: [c.cause([code(preempted.message)], { ms: preempted.ms })] };
  const deployment = deploymentOf(c, c.pod);
  const { namespace = "default", ownerReferences = [] } = c.pod.metadata;
  const set = ownerReferences.find((o) => o.controller)?.name ?? "";
  const scaled = c
    .events("Deployment", deployment ?? "", namespace)
    .findLast(
      (e) =>
        /Scaled down/.test(e.message ?? "") && (e.message ?? "").includes(set) && (c.atOf(e) ?? 0) <= askedMs + 1000,
    );
  const scaledMs = scaled && c.atOf(scaled);
  if (scaledMs !== undefined && askedMs - scaledMs < 5000) {
    const askId = `deployments/${namespace}/${deployment}`;
    return {
      sentence: c.why.leavesScaled,
      causes: [c.cause([code(scaled?.message ?? "")], { ms: scaledMs, askId }), ...typedBefore(c, scaledMs)],
    };
  }
  return { sentence: c.why.leavesDeleted, causes: typedBefore(c, askedMs) };
};
