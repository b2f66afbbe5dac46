// Why requests fail at a pod that Kubernetes calls ready: the gap between the two truths.
import type { Service } from "#api/core-service";
import type { RichText } from "../../view-models/text.ts";
import type { CauseView, EvidenceTarget } from "../../view-models/why.ts";
import { SERVICE_ID } from "../request-views.ts";
import { birthCauses } from "./birth.ts";
import { silenceCauses } from "./life.ts";
import { machineCauses } from "./machine-causes.ts";
import type { PodCase } from "./pod-case.ts";
import { code, evidence, WINDOW_MS, type Part } from "./why-case.ts";

const PORTS = ["spec", "template", "spec", "containers", 0, "ports"];

interface Row {
  readonly text: RichText;
  readonly targets: readonly EvidenceTarget[];
}

export const failing = (c: PodCase): Part | undefined => {
  const isClosed = c.truth?.isListening === false;
  const hasFailed = (c.requests?.failed ?? 0) > 0;
  if (c.condition("Ready")?.status !== "True" || (!isClosed && !hasFailed)) return undefined;
  const machine = machineCauses(c, c.node ?? "");
  const rows = [saysReady(c), ...isListed(c), ...hasAnswered(c, isClosed)];
  return {
    title: c.why.title(c.name),
    sentence: [machine.length > 0 ? c.why.machineSilent(c.node ?? "") : isClosed ? c.why.closed : answersNot(c)],
    evidence: rows.map(({ text, targets }, i) => evidence(i + 1, text, targets)),
    causes: [...silenceCauses(c), ...readyCauses(c)],
    changes: [[changeOf(c, machine.length > 0)]],
    path: PORTS,
  };
};

const answersNot = (c: PodCase): string => (c.requests?.outcome === "timeout" ? c.why.silent : c.why.warming);

const changeOf = (c: PodCase, isMachine: boolean): string => {
  if (isMachine) return c.why.changeWait;
  if (c.truth?.isHung) return c.why.changeHung;
  return hasProbeOf(c) ? c.why.changeLiveness : c.why.changeReadiness;
};

const hasProbeOf = (c: PodCase): boolean => c.pod.spec.containers.some((x) => x.readinessProbe);

/** Why Kubernetes sends it requests all the same. */
const readyCauses = (c: PodCase): readonly CauseView[] => {
  const since = c.ms(c.condition("Ready")?.lastTransitionTime);
  const ready = c.cause([code("Ready=True"), " ", hasProbeOf(c) ? c.why.probePassed : c.why.noProbe], { ms: since });
  return [ready, ...birthCauses(c, c.pod)];
};

const saysReady = (c: PodCase): Row => {
  const readyMs = c.ms(c.condition("Ready")?.lastTransitionTime) ?? 0;
  const since = c.clock(readyMs);
  return {
    text: [code("Ready=True"), " ", hasProbeOf(c) ? c.why.readyByProbe(since) : c.why.readySince(since)],
    targets: [c.target, { kind: "time", timeMs: readyMs - c.context.zeroMs }, ...c.line(PORTS)],
  };
};

const isListed = (c: PodCase): Row[] => {
  const service = serviceOf(c);
  const ip = c.pod.status?.podIP;
  if (!service || !ip) return [];
  const { name, namespace } = service.metadata;
  const id = `${SERVICE_ID(`${namespace}/${name}`)} ${c.pod.metadata.uid}`;
  return [
    {
      text: [c.why.joined(c.truth?.port === undefined ? ip : `${ip}:${c.truth.port}`, name)],
      targets: [{ kind: "endpoint", id }],
    },
  ];
};

const hasAnswered = (c: PodCase, isClosed: boolean): Row[] => {
  const { failed = 0, outcome } = c.requests ?? {};
  if (failed === 0) return [];
  const listensAtMs = isClosed ? c.truth?.listensAtMs : undefined;
  const listens = listensAtMs === undefined ? [] : [" ", c.why.listensAt(c.clock(listensAtMs))];
  const text = [c.why.failures(outcome ?? "", failed, WINDOW_MS / 1000), ...listens];
  return [{ text, targets: [{ kind: "hop", id: c.pod.metadata.uid ?? "" }] }];
};

const serviceOf = (c: PodCase): Service | undefined => {
  const labels = c.pod.metadata.labels ?? {};
  return c.sim.store.list("services", c.pod.metadata.namespace).find((s) => {
    const selector = Object.entries(s.spec?.selector ?? {});
    return selector.length > 0 && selector.every(([k, v]) => labels[k] === v);
  });
};
