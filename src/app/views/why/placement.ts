// Why a pod is where it is, or nowhere: what the scheduler decided.
import { podRequests } from "#api/pod-resources";
import { bytes, cpuMilli, milliValue, wholeValue, ZERO } from "#api/quantity";
import { nodeTruth, type NodeVerdict } from "#engine";
import type { PluginWords } from "../../i18n/why-words.ts";
import type { RichText } from "../../view-models/text.ts";
import type { VerdictView } from "../../view-models/why.ts";
import { cpuText, memoryText } from "../format.ts";
import { birthCauses } from "./birth.ts";
import { masterCauses, nodeCauses } from "./machine-causes.ts";
import type { PodCase } from "./pod-case.ts";
import { code, evidence, numbered, type Part, type Path } from "./why-case.ts";

const SPEC: Path = ["spec", "template", "spec"];

/** The field of the template that speaks to a plugin. */
const PATHS: Readonly<Record<string, Path>> = {
  NodeResourcesFit: [...SPEC, "containers", 0, "resources"],
  NodeAffinity: [...SPEC, "nodeSelector"],
  InterPodAffinity: [...SPEC, "affinity"],
  PodTopologySpread: [...SPEC, "topologySpreadConstraints"],
  NodePorts: [...SPEC, "containers", 0, "ports"],
  NodeName: [...SPEC, "nodeName"],
  TaintToleration: [...SPEC, "tolerations"],
};

export const pending = (c: PodCase): Part | undefined => {
  const scheduled = c.condition("PodScheduled");
  if (c.node || c.pod.metadata.deletionTimestamp) return undefined;
  if (!scheduled) return unseen(c);
  if (scheduled.status !== "False") return undefined;
  const title = c.why.titlePending(c.name);
  const text = [c.why.event, " ", code(scheduled.message ?? "")];
  if (scheduled.reason === "SchedulingGated") {
    const gates = (c.pod.spec.schedulingGates ?? []).map((g) => g.name).join(", ");
    const path = [...SPEC, "schedulingGates"];
    return { title, sentence: [c.why.gated(gates)], evidence: [evidence(1, text, [c.target])], path };
  }
  const refused = c.decision?.nodes.filter((v) => v.refusedBy !== undefined) ?? [];
  const plugins = byCount(refused.map((v) => v.refusedBy ?? ""));
  return {
    title,
    sentence: [c.why.pending],
    evidence: numbered([{ text, targets: [c.target] }, ...preempting(c)]),
    verdicts: verdictsOf(c),
    causes: [...lostNodes(c, refused), ...birthCauses(c, c.pod)],
    changes: plugins.flatMap((plugin) => changeOf(c, plugin)),
    path: plugins.map((p) => PATHS[p]).find((path) => path && c.line(path).length > 0) ?? SPEC,
  };
};

/** Whoever refuses most nodes comes first: that is what stands in the way. */
const byCount = (names: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([name]) => name);
};

/** Nobody has looked at it: the scheduler does nothing. */
const unseen = (c: PodCase): Part => ({
  title: c.why.titlePending(c.name),
  sentence: [c.why.unseen],
  causes: [...masterCauses(c), ...birthCauses(c, c.pod)],
});

/** Others are to go for it. */
const preempting = (c: PodCase): { readonly text: RichText }[] => {
  const { nominatedNode, victims = [] } = c.decision ?? {};
  if (nominatedNode === undefined) return [];
  return [{ text: [c.why.preempts(victims.map(shortKey).join(", "), nominatedNode)] }];
};
const shortKey = (key: string): string => key.slice(key.indexOf("/") + 1);

/** A node that refuses because nothing is heard from it has causes of its own. */
const lostNodes = (c: PodCase, refused: readonly NodeVerdict[]): ReturnType<typeof nodeCauses> => {
  const lost = refused.find(({ node }) => nodeCauses(c, node).length > 0);
  return lost ? nodeCauses(c, lost.node) : [];
};

const isPlugin = (c: PodCase, name: string): name is keyof PluginWords => name in c.why.plugins;

const changeOf = (c: PodCase, plugin: string): RichText[] => (isPlugin(c, plugin) ? [[c.why.changes[plugin]]] : []);

export const here = (c: PodCase): Part => {
  const { decision } = c;
  const fits = decision?.nodes.filter((v) => v.refusedBy === undefined) ?? [];
  const victims = decision?.victims ?? [];
  const sentence = !decision ? c.why.placed : fits.length > 1 ? c.why.here : c.why.hereOnly;
  const best = Math.max(...fits.map((v) => v.total ?? 0));
  const isTie = fits.length > 1 && fits.filter((v) => v.total === best).length > 1;
  const scheduled = c.event("Scheduled");
  return {
    title: c.why.titleHere(c.name, c.node ?? ""),
    sentence: [sentence],
    evidence: numbered([
      ...(isTie ? [{ text: [c.why.tie] }] : []),
      ...(victims.length > 0 ? [{ text: [c.why.victims(victims.map(shortKey).join(", "))] }] : []),
    ]),
    verdicts: verdictsOf(c),
    causes: [
      ...(scheduled ? [c.cause([code(scheduled.message)], { ms: scheduled.ms })] : []),
      ...birthCauses(c, c.pod),
    ],
  };
};

const verdictsOf = (c: PodCase): readonly VerdictView[] => {
  const { decision } = c;
  const scored = decision?.nodes.filter((v) => v.scores) ?? [];
  return (decision?.nodes ?? []).map((v) => ({
    nodeId: `nodes/${v.node}`,
    nodeName: v.node,
    state: v.refusedBy !== undefined ? "refused" : v.node === decision?.chosen ? "chosen" : "fits",
    text: v.refusedBy !== undefined ? (v.reasons ?? []).join(", ") : v.total === undefined ? "" : c.why.score(v.total),
    detail: v.refusedBy === undefined ? scoresOf(v, scored) : refusalOf(c, v),
  }));
};

/** `NodeResourcesFit 87 · ImageLocality 10`: only plugins that make a difference between nodes. */
const scoresOf = ({ scores = {} }: NodeVerdict, all: readonly NodeVerdict[]): string =>
  Object.entries(scores)
    .filter(([plugin, score]) => all.some((other) => other.scores?.[plugin] !== score))
    .map(([plugin, score]) => `${plugin} ${score}`)
    .join(" · ");

const refusalOf = (c: PodCase, { node, refusedBy = "", reasons = [] }: NodeVerdict): string => {
  if (!isPlugin(c, refusedBy)) return refusedBy;
  const numbers = refusedBy === "NodeResourcesFit" ? roomOf(c, node, reasons) : "";
  return `${refusedBy}: ${numbers || c.why.plugins[refusedBy]}`;
};

/** What it asks for beside what is left: `asks for 1.5 CPU, 400m of 2 are free`. */
const roomOf = (c: PodCase, node: string, reasons: readonly string[]): string => {
  const truth = nodeTruth(c.sim, node);
  const allocatable = c.sim.store.get("nodes", node)?.status?.allocatable ?? {};
  if (!truth) return "";
  const wanted = podRequests(c.pod.spec);
  const texts = [];
  if (reasons.includes("Insufficient cpu")) {
    const all = cpuMilli(allocatable["cpu"] ?? "0");
    const asks = cpuText(Number(milliValue(wanted.get("cpu") ?? ZERO)));
    texts.push(c.why.room("CPU", asks, cpuText(Math.max(0, all - truth.cpuRequestedMilli)), cpuText(all)));
  }
  if (reasons.includes("Insufficient memory")) {
    const all = bytes(allocatable["memory"] ?? "0");
    const asks = memoryText(Number(wholeValue(wanted.get("memory") ?? ZERO)));
    const free = memoryText(Math.max(0, all - truth.memoryRequestedBytes));
    texts.push(c.why.room("memory", asks, free, memoryText(all)));
  }
  return texts.join("; ");
};
