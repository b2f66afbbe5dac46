// Why nothing is heard from a node, from its condition back to its lease, its machine, and what was done to it.
import { controlPlaneOf, leaseOf, nodeTruth, usageOfNode, type NodeTruth } from "#engine";
import type { CauseView } from "../../view-models/why.ts";
import { cpuText, memoryText } from "../format.ts";
import { code, lineIn, type WhyCase } from "./why-case.ts";

/** Less than this of the code is missed by nobody. */
const FELT_SHARE = 0.1;
/** A machine of which so much is taken has nothing left. */
const FULL_SHARE = 0.95;

/** The chain behind a node that is not Ready; empty if it is. */
export const nodeCauses = (c: WhyCase, name: string): readonly CauseView[] => {
  const ready = c.sim.store.get("nodes", name)?.status?.conditions?.find((x) => x.type === "Ready");
  if (!ready || ready.status === "True") return [];
  const text = ready.status === "Unknown" ? c.why.nodeUnknown(name) : (ready.message ?? "");
  const first = c.cause([code(`Ready=${ready.status}`), " ", text], {
    ms: c.ms(ready.lastTransitionTime),
    askId: `nodes/${name}`,
  });
  return [first, ...leaseCause(c, name), ...machineCauses(c, name)];
};

const leaseCause = (c: WhyCase, name: string): readonly CauseView[] => {
  const renewedMs = c.ms(leaseOf(c.sim, name)?.spec?.renewTime);
  if (renewedMs === undefined) return [];
  const seconds = Math.round((c.sim.now() - renewedMs) / 1000);
  return [c.cause([c.why.leaseOld(seconds)], { ms: renewedMs })];
};

/** What is the matter with the machine itself, whether or not Kubernetes knows it yet. */
export const machineCauses = (c: WhyCase, name: string): readonly CauseView[] => {
  const truth = nodeTruth(c.sim, name);
  if (!truth) return [];
  return handCauses(c, name, truth) ?? memoryCauses(c, name) ?? (truth.api ? apiCauses(c, name) : masterCauses(c));
};

/** Somebody pulled a plug. */
const handCauses = (c: WhyCase, name: string, truth: NodeTruth): readonly CauseView[] | undefined => {
  const at = (what: string): { readonly ms: number | undefined } => ({ ms: c.machineEntry(name, what)?.atMs });
  if (!truth.isOn) return [c.cause([c.why.machineOff(name)], at("power"))];
  if (truth.isCut) return [c.cause([c.why.machineCut(name)], at("network"))];
  if (!truth.isKubeletStopped) return undefined;
  const typed = c.deed((e) => /\bkubelet\b/.test(lineIn(e)));
  return [c.cause([c.why.kubeletStopped(name)], { ms: c.machineEntry(name, "kubelet")?.atMs ?? typed?.atMs })];
};

/** Its own programs have no room in memory. */
export const memoryCauses = (c: WhyCase, name: string): readonly CauseView[] | undefined => {
  const usage = usageOfNode(c.sim, name);
  if (!usage || usage.codeMissingShare < FELT_SHARE) return undefined;
  const most = usage.containers.toSorted((a, b) => b.memoryBytes - a.memoryBytes)[0];
  const times = Math.round(usage.slowdown);
  const share = usage.slowdown > 1 ? shareText(100 / usage.slowdown) : "";
  return [
    c.cause([c.why.crawls(name, times, share)]),
    c.cause([c.why.codeRoom(memoryText(usage.cacheRoomBytes), memoryText(usage.codeBytes))]),
    ...(most ? [holder(c, most.pod, most.memoryBytes, most.podUid)] : []),
  ];
};

/** `4.8 %`: never a naught that is none. */
const shareText = (percent: number): string =>
  percent < 0.1 ? "< 0.1 %" : `${percent.toFixed(percent > 5 ? 0 : 1)} %`;

const holder = (c: WhyCase, pod: string, bytes: number, podUid: string): CauseView => {
  const held = c.deed((e) => (e.action === "hold" || e.action === "leak") && e.data["pod"] === pod);
  const text = c.why.holdsMost(pod.slice(pod.indexOf("/") + 1), memoryText(bytes));
  return c.cause([text], { ms: held?.atMs, askId: podUid });
};

/** The API server is what does not answer: nothing that asks it gets on. */
export const masterCauses = (c: WhyCase): readonly CauseView[] => {
  const controlPlane = controlPlaneOf(c.sim);
  if (controlPlane.answer().kind === "answers") return [];
  const master = c.sim.scenario.nodes.find((n) => n.role === "control-plane")?.name;
  return master === undefined ? [] : apiCauses(c, master);
};

const apiCauses = (c: WhyCase, master: string): readonly CauseView[] => {
  const { kind } = controlPlaneOf(c.sim).apiOf(master) ?? { kind: "answers" };
  if (kind === "answers") return [];
  const first = c.cause([c.why.api[kind](master)], {
    ms: c.machineEntry(master, "api")?.atMs,
    askId: `nodes/${master}`,
  });
  const truth = nodeTruth(c.sim, master);
  const deeper = truth && (handCauses(c, master, truth) ?? memoryCauses(c, master));
  return [first, ...(deeper ?? [...programCauses(c, master), ...takerCause(c, master)])];
};

/** The program itself is down: its pod knows why. */
const programCauses = (c: WhyCase, master: string): readonly CauseView[] =>
  ["kube-apiserver", "etcd"].flatMap((program) => {
    const pod = c.sim.store.get("pods", `kube-system/${program}-${master}`);
    const ended = pod?.status?.containerStatuses?.[0]?.lastState?.terminated;
    if (!pod || !ended || pod.status?.containerStatuses?.[0]?.ready) return [];
    const text = c.why.programEnded(program, ended.reason ?? "", ended.exitCode);
    return [c.cause([text], { ms: c.ms(ended.finishedAt), askId: pod.metadata.uid })];
  });

/** Who burns the CPU of a machine that has none left. */
export const takerCause = (c: WhyCase, name: string): readonly CauseView[] => {
  const usage = usageOfNode(c.sim, name);
  const most = usage?.containers.toSorted((a, b) => b.cpuMilli - a.cpuMilli)[0];
  if (!usage || !most || usage.cpuMilli < usage.cpuCapacityMilli * FULL_SHARE) return [];
  const percent = Math.round((most.cpuMilli / usage.cpuCapacityMilli) * 100);
  const pod = most.pod.slice(most.pod.indexOf("/") + 1);
  return [
    c.cause([c.why.cpuFull(name, cpuText(usage.cpuMilli), cpuText(usage.cpuCapacityMilli))]),
    c.cause([c.why.taker(pod, percent, name)], { askId: most.podUid }),
  ];
};
