// The answer to "why?" about a pod, a node or a service: one sentence, and the evidence that it rests on.
import type { Run } from "#engine";
import type { WhyLink, WhyView } from "../view-models/why.ts";
import { failing } from "./why/failing.ts";
import { podByUid } from "./pod-by-uid.ts";
import { image, notReady, restarting } from "./why/life.ts";
import { here, pending } from "./why/placement.ts";
import { starved } from "./why/starved.ts";
import { thrashing, thrashingOf } from "./why/thrashing.ts";
import { code, evidence, PodCase, type Part, type WhyContext } from "./why/pod-case.ts";

export const whyView = (run: Run, id: string, context: WhyContext): WhyView | null => {
  const pod = podByUid(run, id);
  if (pod) return podWhy(new PodCase(run, pod, context));
  if (id.startsWith("nodes/")) return nodeWhy(run, id, context);
  if (id.startsWith("services/")) return serviceWhy(run, id, context);
  return null;
};

const podWhy = (c: PodCase): WhyView => {
  const part =
    pending(c) ?? image(c) ?? thrashing(c) ?? starved(c) ?? failing(c) ?? restarting(c) ?? notReady(c) ?? here(c);
  return {
    subjectId: c.pod.metadata.uid ?? "",
    title: part.title,
    sentence: part.sentence,
    evidence: part.evidence,
    verdicts: part.verdicts ?? [],
    links: linksOf(c, part),
  };
};

const linksOf = (c: PodCase, part: Part): readonly WhyLink[] => {
  const line = part.path ? c.context.lineOf(part.path) : null;
  const created = c.ms(c.pod.metadata.creationTimestamp);
  return [
    ...(line ? [{ kind: "line" as const, label: c.words.why.line(line.line), ...line }] : []),
    { kind: "command", label: c.words.why.describe, command: `kubectl describe pod ${c.pod.metadata.name}` },
    { kind: "command", label: c.words.why.logs, command: `kubectl logs ${c.pod.metadata.name}` },
    ...(created !== undefined && created > c.context.zeroMs
      ? [{ kind: "time" as const, label: c.words.why.goTo(c.clock(created)), timeMs: created - c.context.zeroMs }]
      : []),
  ];
};

const nodeWhy = (run: Run, id: string, { words }: WhyContext): WhyView | null => {
  const name = id.slice("nodes/".length);
  const node = run.cluster.sim.store.get("nodes", name);
  if (!node) return null;
  const conditions = node.status?.conditions ?? [];
  const ready = conditions.find((c) => c.type === "Ready");
  const thrashes = thrashingOf(run.cluster.sim, name, words) ?? [];
  const sentence =
    thrashes.length > 0
      ? words.why.nodeThrashes(name)
      : ready?.status !== "True"
        ? words.why.nodeLost
        : node.spec?.unschedulable
          ? words.why.nodeCordoned
          : words.why.nodeReady;
  const odd = conditions.filter((c) => (c.type === "Ready") !== (c.status === "True"));
  return {
    subjectId: id,
    title: words.why.titleNode(name),
    sentence: [sentence],
    evidence: [
      ...thrashes,
      ...odd.map((c, i) =>
        evidence(
          thrashes.length + i + 1,
          [code(`${c.type}=${c.status}`), " ", c.message ?? ""],
          [{ kind: "node", id }],
        ),
      ),
    ],
    verdicts: [],
    links: [{ kind: "command", label: words.why.describe, command: `kubectl describe node ${name}` }],
  };
};

const serviceWhy = (run: Run, id: string, { words }: WhyContext): WhyView | null => {
  const key = id.slice("services/".length);
  const service = run.cluster.sim.store.get("services", key);
  if (!service) return null;
  const { name, namespace = "default" } = service.metadata;
  const ready = run.cluster.sim.store
    .list("endpointslices", namespace)
    .filter((s) => s.metadata.labels?.["kubernetes.io/service-name"] === name)
    .flatMap((s) => s.endpoints ?? [])
    .filter((e) => e.conditions?.ready).length;
  return {
    subjectId: id,
    title: words.why.titleService(name),
    sentence: [ready > 0 ? words.why.endpoints(ready) : words.why.noEndpoints],
    evidence: [],
    verdicts: [],
    links: [{ kind: "command", label: words.why.describe, command: `kubectl describe service ${name}` }],
  };
};
