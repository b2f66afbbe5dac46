// Why a pod does not start, is not ready, or starts again and again.
import type { ContainerState } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import { parseTime } from "#api/time";
import type { RichText } from "../../view-models/text.ts";
import { code, evidence, podTarget, type Part, type PodCase } from "./pod-case.ts";

export const image = (c: PodCase): Part | undefined => {
  const waiting = c.pod.status?.containerStatuses
    ?.map((s) => s.state?.waiting)
    .find((w) => /Image/.test(w?.reason ?? ""));
  if (!waiting) return undefined;
  return {
    title: c.words.why.titleImage(c.name),
    sentence: [c.words.why.image],
    evidence: [evidence(1, [code(waiting.reason ?? ""), " ", waiting.message ?? ""], [podTarget(c)])],
    path: ["spec", "template", "spec", "containers", 0, "image"],
  };
};

export const restarting = (c: PodCase): Part | undefined => {
  const ended = lastEnd(c.pod);
  if (!ended || c.pod.metadata.deletionTimestamp || c.pod.status?.phase === "Succeeded") return undefined;
  const killing = eventOf(c, "Killing");
  const isByProbe = /failed (liveness|startup) probe/.test(killing ?? "");
  const unhealthy = isByProbe ? eventOf(c, "Unhealthy") : undefined;
  const how = c.words.why.restarts(ended.reason ?? "", ended.exitCode);
  const rows: RichText[] = [[how]];
  if (killing !== undefined) rows.push([c.words.why.event, " ", code(killing)]);
  if (unhealthy !== undefined) rows.push([code(unhealthy)]);
  return {
    title: c.words.why.titleRestart(c.name),
    sentence: [isByProbe ? c.words.why.restartByProbe : how],
    evidence: rows.map((text, i) => evidence(i + 1, text, i === 0 ? [podTarget(c)] : [])),
    path: ["spec", "template", "spec", "containers", 0, isByProbe ? "livenessProbe" : "resources"],
  };
};

/** How a container of the pod ended: now, else before it was started again. */
const lastEnd = ({ status }: Pod): NonNullable<ContainerState["terminated"]> | undefined => {
  const statuses = status?.containerStatuses ?? [];
  return (
    statuses.map((s) => s.state?.terminated).find((t) => t !== undefined) ??
    statuses.map((s) => s.lastState?.terminated).find((t) => t !== undefined)
  );
};

/** The newest event of this reason about the pod. */
const eventOf = (c: PodCase, reason: string): string | undefined =>
  c.run.cluster.sim.store
    .list("events", c.pod.metadata.namespace)
    .filter((e) => e.involvedObject.uid === c.pod.metadata.uid && e.reason === reason)
    .toSorted((a, b) => (parseTime(a.lastTimestamp ?? "") ?? 0) - (parseTime(b.lastTimestamp ?? "") ?? 0))
    .at(-1)?.message;

export const notReady = (c: PodCase): Part | undefined => {
  const ready = c.condition("Ready");
  if (!c.pod.spec.nodeName || ready?.status === "True") return undefined;
  const node = c.run.cluster.sim.store.get("nodes", c.pod.spec.nodeName);
  const isLost = node?.status?.conditions?.some((x) => x.type === "Ready" && x.status === "Unknown") ?? false;
  const unhealthy = eventOf(c, "Unhealthy");
  const sentence = isLost
    ? c.words.why.notReadyNode
    : unhealthy
      ? c.words.why.notReadyProbe
      : c.words.why.notReadyStarting;
  return {
    title: c.words.why.titleNotReady(c.name),
    sentence: [sentence],
    evidence: [
      evidence(1, [code(`Ready=${ready?.status ?? "False"}`), " ", ready?.message ?? ""], [podTarget(c)]),
      ...(unhealthy ? [evidence(2, [code(unhealthy)])] : []),
    ],
    path: ["spec", "template", "spec", "containers", 0, "readinessProbe"],
  };
};
