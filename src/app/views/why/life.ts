// Why a pod does not start, is not ready, or starts again and again.
import type { ContainerState } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import type { CauseView, EvidenceTarget } from "../../view-models/why.ts";
import type { RichText } from "../../view-models/text.ts";
import { memoryText, spanText } from "../format.ts";
import { birthCauses } from "./birth.ts";
import { machineCauses, memoryCauses, nodeCauses, takerCause } from "./machine-causes.ts";
import type { PodCase } from "./pod-case.ts";
import { code, numbered, type Part, type Path } from "./why-case.ts";

const CONTAINER: Path = ["spec", "template", "spec", "containers", 0];

type Row = { readonly text: RichText; readonly targets?: readonly EvidenceTarget[] };

/** A container that cannot be made: no image, no ConfigMap, no volume. */
export const unstarted = (c: PodCase): Part | undefined => {
  if (c.condition("Ready")?.status === "True" || c.pod.metadata.deletionTimestamp) return undefined;
  const { initContainerStatuses = [], containerStatuses = [] } = c.pod.status ?? {};
  const waiting = [...initContainerStatuses, ...containerStatuses].map((s) => s.state?.waiting).find(isStuck);
  return waiting ? unmade(c, waiting) : unmounted(c);
};

const WAITS_FOR_OTHERS: ReadonlySet<string> = new Set(["CrashLoopBackOff", "PodInitializing", "ContainerCreating"]);
const isStuck = (waiting: Waiting | undefined): waiting is Waiting =>
  waiting?.message !== undefined && !WAITS_FOR_OTHERS.has(waiting.reason ?? "");

const unmade = (c: PodCase, { reason = "", message = "" }: Waiting): Part => {
  const isImage = reason.includes("Image");
  const failed = c.event("Failed");
  return {
    title: c.why.titleImage(c.name),
    sentence: [isImage ? c.why.image : c.why.configMissing],
    evidence: numbered([{ text: [code(reason), " ", message], targets: [c.target] }, ...againRow(c)]),
    causes: [...(failed ? [c.cause([code(failed.message)], { ms: failed.ms })] : []), ...birthCauses(c, c.pod)],
    changes: [[isImage ? c.why.changeImage : c.why.changeConfig]],
    path: isImage ? [...CONTAINER, "image"] : CONTAINER,
  };
};

const unmounted = (c: PodCase): Part | undefined => {
  const mount = c.event("FailedMount");
  if (!mount || c.truth?.isListening !== undefined) return undefined;
  return {
    title: c.why.titleImage(c.name),
    sentence: [c.why.mountMissing],
    evidence: numbered([{ text: [code(mount.message)], targets: [c.target] }]),
    causes: [c.cause([code(mount.message)], { ms: mount.ms }), ...birthCauses(c, c.pod)],
    changes: [[c.why.changeConfig]],
    path: CONTAINER,
  };
};

/** When it is tried again, if it waits for that. */
const againRow = (c: PodCase): Row[] => {
  const atMs = c.truth?.startsAgainMs;
  return atMs === undefined ? [] : [{ text: [c.why.startsAgain(c.clock(atMs), spanText(atMs - c.sim.now()))] }];
};

type Ended = NonNullable<ContainerState["terminated"]>;
type Waiting = NonNullable<ContainerState["waiting"]>;

/** The kubelet's word that it killed a container over a probe that failed; undefined if it did not. */
const killedByProbe = (c: PodCase): ReturnType<PodCase["event"]> => {
  const killing = c.event("Killing");
  return /failed (liveness|startup) probe/.test(killing?.message ?? "") ? killing : undefined;
};

export const restarting = (c: PodCase): Part | undefined => {
  const ended = lastEnd(c.pod);
  if (!ended || c.pod.metadata.deletionTimestamp || c.pod.status?.phase === "Succeeded") return undefined;
  const killing = killedByProbe(c);
  const [sentence, change] = killing
    ? [c.why.restartByProbe, c.why.changeLiveness]
    : ended.reason === "OOMKilled"
      ? [c.truth?.memoryLimitBytes === undefined ? c.why.oomNode(c.node ?? "") : endText(c, ended), c.why.changeMemory]
      : [endText(c, ended), c.why.changeCrash];
  return {
    title: c.why.titleRestart(c.name),
    sentence: [sentence],
    evidence: numbered(endRows(c, ended)),
    causes: [...endCauses(c, ended), ...birthCauses(c, c.pod)],
    changes: [[change]],
    path: [...CONTAINER, killing ? "livenessProbe" : "resources"],
  };
};

const endText = (c: PodCase, { reason = "", exitCode }: Ended): string => c.why.restarts(reason, exitCode);

const endRows = (c: PodCase, ended: Ended): Row[] => {
  const killing = c.event("Killing");
  const unhealthy = killedByProbe(c) && c.event("Unhealthy");
  const limit = ended.reason === "OOMKilled" ? c.truth?.memoryLimitBytes : undefined;
  return [
    { text: [endText(c, ended)], targets: [c.target] },
    ...(killing ? [{ text: [c.why.event, " ", code(killing.message)] }] : []),
    ...(unhealthy ? [{ text: [code(unhealthy.message)] }] : []),
    ...(limit === undefined ? [] : [{ text: [c.why.oomLimit(memoryText(limit))] }]),
    ...againRow(c),
  ];
};

/** From the end of the container back to who or what ended it. */
const endCauses = (c: PodCase, ended: Ended): readonly CauseView[] => {
  const endedMs = c.ms(ended.finishedAt);
  const first = c.cause([endText(c, ended)], { ms: endedMs });
  const killing = killedByProbe(c);
  if (killing) return [first, c.cause([code(killing.message)], { ms: killing.ms }), ...probeCauses(c)];
  if (ended.reason === "Unknown" || ended.exitCode === 255) return [first, ...machineAtEnd(c)];
  const byHand = handOn(c, ["exit", "hold", "leak"], endedMs ?? c.sim.now());
  const isRoomless = ended.reason === "OOMKilled" && c.truth?.memoryLimitBytes === undefined;
  return [first, ...byHand, ...(isRoomless ? (memoryCauses(c, c.node ?? "") ?? []) : []), ...ownEnd(c, ended, byHand)];
};

const probeCauses = (c: PodCase): readonly CauseView[] => {
  const unhealthy = c.event("Unhealthy");
  return [...(unhealthy ? [c.cause([code(unhealthy.message)], { ms: unhealthy.ms })] : []), ...silenceCauses(c)];
};

/** Nobody did it: the program ended by what it is. */
const ownEnd = (c: PodCase, ended: Ended, byHand: readonly CauseView[]): readonly CauseView[] => {
  if (byHand.length > 0 || !ended.startedAt) return [];
  const startedMs = c.ms(ended.startedAt);
  const endedMs = c.ms(ended.finishedAt);
  if (startedMs === undefined || endedMs === undefined) return [];
  return [c.cause([c.why.livedFor(spanText(endedMs - startedMs))], { ms: startedMs })];
};

const machineAtEnd = (c: PodCase): readonly CauseView[] => {
  const power = c.machineEntry(c.node ?? "", "power");
  return power ? [c.cause([c.why.machineWasOff(c.node ?? "")], { ms: power.atMs, askId: `nodes/${c.node}` })] : [];
};

/** What was done to it by hand, by these names, before then. */
export const handOn = (c: PodCase, actions: readonly string[], beforeMs: number): readonly CauseView[] => {
  const deed = c.deed((e) => actions.includes(e.action) && e.data["pod"] === c.key && e.atMs <= beforeMs + 1000);
  if (!deed) return [];
  const texts: Readonly<Record<string, string>> = {
    hang: c.faultText("hang"),
    exit: c.faultText("crash"),
    trouble: c.faultText("trouble"),
    hold: c.why.madeHold(Number(deed.data["memoryMi"] ?? 0)),
  };
  return [c.cause([c.why.byHand, " ", code(texts[deed.action] ?? deed.action)], { ms: deed.atMs })];
};

/** Why an application does not answer: by hand, for want of CPU or memory, or because it is still starting. */
export const silenceCauses = (c: PodCase): readonly CauseView[] => {
  const byHand = handOn(c, ["hang", "trouble"], c.sim.now());
  const node = c.node ?? "";
  const machine = machineCauses(c, node);
  if (machine.length > 0) return machine;
  if (c.truth?.isHung) return [c.cause([c.why.hung]), ...byHand];
  if (byHand.length > 0) return byHand;
  if (c.truth?.isListening === false && c.truth.listensAtMs !== undefined) {
    const listens = c.why.listensAt(c.clock(c.truth.listensAtMs));
    return [c.cause([c.why.stillStarting, " ", listens], { ms: c.truth.startedMs })];
  }
  return (c.truth?.throttledShare ?? 0) > 0.5 ? takerCause(c, node) : [];
};

/** How a container of the pod ended: now, else before it was started again. */
const lastEnd = ({ status }: Pod): Ended | undefined => {
  const statuses = status?.containerStatuses ?? [];
  return (
    statuses.map((s) => s.state?.terminated).find((t) => t !== undefined) ??
    statuses.map((s) => s.lastState?.terminated).find((t) => t !== undefined)
  );
};

export const notReady = (c: PodCase): Part | undefined => {
  const ready = c.condition("Ready");
  if (!c.node || ready?.status === "True") return undefined;
  const lost = isLost(c, c.node) ? nodeCauses(c, c.node) : [];
  const unhealthy = c.event("Unhealthy");
  const said = unhealthy ? [code(unhealthy.message)] : [];
  return {
    title: c.why.titleNotReady(c.name),
    sentence: [notReadyText(c, lost.length > 0, unhealthy !== undefined)],
    evidence: numbered([
      { text: [code(`Ready=${ready?.status ?? "False"}`), " ", ready?.message ?? ""], targets: [c.target] },
      ...(unhealthy ? [{ text: said }] : []),
      ...pullRow(c),
      ...againRow(c),
    ]),
    causes: [
      ...lost,
      ...(unhealthy && lost.length === 0 ? [c.cause(said, { ms: unhealthy.ms })] : []),
      ...(lost.length > 0 ? [] : silenceCauses(c)),
      ...birthCauses(c, c.pod),
    ],
    changes: lost.length > 0 ? [[c.why.changeNode]] : changeOf(c, unhealthy !== undefined),
    path: [...CONTAINER, "readinessProbe"],
  };
};

const isLost = (c: PodCase, name: string): boolean => {
  const node = c.sim.store.get("nodes", name);
  return node?.status?.conditions?.some((x) => x.type === "Ready" && x.status === "Unknown") ?? false;
};

const notReadyText = (c: PodCase, isNodeLost: boolean, isUnhealthy: boolean): string => {
  if (isNodeLost) return c.why.notReadyNode;
  if (isUnhealthy) return c.why.notReadyProbe;
  return c.truth?.startedMs === undefined ? c.why.notReadyCreating : c.why.notReadyStarting;
};

const changeOf = (c: PodCase, isUnhealthy: boolean): readonly RichText[] => {
  if (c.truth?.isHung && !c.pod.spec.containers.some((x) => x.livenessProbe)) return [[c.why.changeHung]];
  return isUnhealthy ? [[c.why.changeReadiness]] : [];
};

const pullRow = (c: PodCase): Row[] => {
  const { pull } = c.truth ?? {};
  return pull ? [{ text: [c.why.pulling(pull.image, Math.round(pull.share * 100))] }] : [];
};
