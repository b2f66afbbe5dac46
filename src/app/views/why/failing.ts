// Why requests fail at a pod that Kubernetes calls ready: the gap between the two truths.
import type { Service } from "#api/core-service";
import type { RichText } from "../../view-models/text.ts";
import type { EvidenceTarget } from "../../view-models/why.ts";
import { SERVICE_ID } from "../request-views.ts";
import { code, evidence, lineTarget, podTarget, WINDOW_MS, type Part, type PodCase } from "./pod-case.ts";

const PORTS = ["spec", "template", "spec", "containers", 0, "ports"];

interface Row {
  readonly text: RichText;
  readonly targets: readonly EvidenceTarget[];
}

export const failing = (c: PodCase): Part | undefined => {
  const isClosed = c.truth?.isListening === false;
  const hasFailed = (c.requests?.failed ?? 0) > 0;
  if (c.condition("Ready")?.status !== "True" || (!isClosed && !hasFailed)) return undefined;
  const rows = [saysReady(c), ...isListed(c), ...hasAnswered(c, isClosed)];
  return {
    title: c.words.why.title(c.name),
    sentence: [isClosed ? c.words.why.closed : answersNot(c)],
    evidence: rows.map(({ text, targets }, i) => evidence(i + 1, text, targets)),
    path: PORTS,
  };
};

const answersNot = (c: PodCase): string =>
  c.requests?.outcome === "timeout" ? c.words.why.silent : c.words.why.warming;

const saysReady = (c: PodCase): Row => {
  const readyMs = c.ms(c.condition("Ready")?.lastTransitionTime) ?? 0;
  const since = c.clock(readyMs);
  const hasProbe = c.pod.spec.containers.some((x) => x.readinessProbe);
  return {
    text: [code("Ready=True"), " ", hasProbe ? c.words.why.readyByProbe(since) : c.words.why.readySince(since)],
    targets: [podTarget(c), { kind: "time", timeMs: readyMs - c.context.zeroMs }, ...lineTarget(c, PORTS)],
  };
};

const isListed = (c: PodCase): Row[] => {
  const service = serviceOf(c);
  const ip = c.pod.status?.podIP;
  if (!service || !ip) return [];
  const { name, namespace } = service.metadata;
  const id = `${SERVICE_ID(`${namespace}/${name}`)} ${c.pod.metadata.uid}`;
  return [{ text: [c.words.why.joined(`${ip}:${c.truth?.port ?? ""}`, name)], targets: [{ kind: "endpoint", id }] }];
};

const hasAnswered = (c: PodCase, isClosed: boolean): Row[] => {
  const { failed = 0, outcome } = c.requests ?? {};
  if (failed === 0) return [];
  const listensAtMs = isClosed ? c.truth?.listensAtMs : undefined;
  const listens = listensAtMs === undefined ? [] : [" ", c.words.why.listensAt(c.clock(listensAtMs))];
  const text = [c.words.why.failures(outcome ?? "", failed, WINDOW_MS / 1000), ...listens];
  return [{ text, targets: [{ kind: "hop", id: c.pod.metadata.uid ?? "" }] }];
};

const serviceOf = (c: PodCase): Service | undefined => {
  const labels = c.pod.metadata.labels ?? {};
  return c.run.cluster.sim.store.list("services", c.pod.metadata.namespace).find((s) => {
    const selector = Object.entries(s.spec?.selector ?? {});
    return selector.length > 0 && selector.every(([k, v]) => labels[k] === v);
  });
};
