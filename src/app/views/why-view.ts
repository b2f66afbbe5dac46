// "Why?" about a pod: one sentence, the evidence in numbered balloons, and where to read on. All of it is what the engine explains: the
// scheduler's decision, the pod's conditions and events, the truth of the machine, the requests' own reasons.
import type { Pod } from "#api/core-pod";
import { parseTime } from "#api/time";
import { podTruth, type Decision, type PodTruth, type Run } from "#engine";
import type { Words } from "../i18n/words.ts";
import type { EvidenceTarget, EvidenceView, RichText, VerdictView, WhyLink, WhyView } from "../view-models.ts";
import { clockText } from "./format.ts";
import { recentRequests, type Tally } from "./recent-requests.ts";
import { SERVICE_ID } from "./request-views.ts";

export interface WhyContext {
  readonly words: Words;
  readonly zeroMs: number;
  /** The open file's line that a path of the pod's template stands in. */
  lineOf(path: readonly (string | number)[]): { readonly fileId: string; readonly line: number } | null;
}

const WINDOW_MS = 15_000;

export const whyView = (run: Run, id: string, context: WhyContext): WhyView | null => {
  const pod = run.cluster.sim.store.list("pods").find((p) => p.metadata.uid === id);
  if (pod) return podWhy(new PodCase(run, pod, context));
  if (id.startsWith("nodes/")) return nodeWhy(run, id, context);
  if (id.startsWith("services/")) return serviceWhy(run, id, context);
  return null;
};

/** Everything that is known of the pod in question. */
class PodCase {
  readonly run: Run;
  readonly pod: Pod;
  readonly words: Words;
  readonly context: WhyContext;
  readonly truth: PodTruth | undefined;
  readonly requests: Tally | undefined;
  readonly name: string;

  constructor(run: Run, pod: Pod, context: WhyContext) {
    this.run = run;
    this.pod = pod;
    this.context = context;
    this.words = context.words;
    this.truth = podTruth(run.cluster.sim, pod);
    this.requests = recentRequests(run, WINDOW_MS).byPod.get(`${pod.metadata.namespace}/${pod.metadata.name}`);
    this.name = pod.metadata.name.slice(pod.metadata.name.lastIndexOf("-") + 1);
  }
  condition(type: string): NonNullable<NonNullable<Pod["status"]>["conditions"]>[number] | undefined {
    return this.pod.status?.conditions?.find((c) => c.type === type);
  }
  /** Virtual ms of an RFC 3339 time. */
  ms(time: string | undefined): number | undefined {
    const wall = parseTime(time ?? "");
    const { sim } = this.run.cluster;
    return wall === undefined ? undefined : wall - (sim.wallMs() - sim.now());
  }
  clock(ms: number): string {
    return clockText(ms - this.context.zeroMs);
  }
  get decision(): Decision | undefined {
    return this.run.cluster.sim
      .table<Decision>("scheduler/decisions")
      .get(`${this.pod.metadata.namespace}/${this.pod.metadata.name}`);
  }
}

type Part = Pick<WhyView, "title" | "sentence" | "evidence"> & {
  readonly verdicts?: readonly VerdictView[];
  readonly path?: readonly (string | number)[];
};

const podWhy = (c: PodCase): WhyView => {
  const part = pending(c) ?? image(c) ?? failing(c) ?? restarting(c) ?? notReady(c) ?? here(c);
  return {
    subjectId: c.pod.metadata.uid ?? "",
    title: part.title,
    sentence: part.sentence,
    evidence: part.evidence,
    verdicts: part.verdicts ?? [],
    links: linksOf(c, part),
  };
};

const evidence = (n: number, text: RichText, targets: readonly EvidenceTarget[] = []): EvidenceView => ({
  n,
  text,
  targets,
});
const code = (text: string): RichText[number] => ({ kind: "code", text });
const podTarget = (c: PodCase): EvidenceTarget => ({ kind: "pod", id: c.pod.metadata.uid ?? "" });

const verdictsOf = (decision: Decision | undefined, words: Words): readonly VerdictView[] =>
  (decision?.nodes ?? []).map((v) => ({
    nodeId: `nodes/${v.node}`,
    nodeName: v.node,
    state: v.refusedBy !== undefined ? "refused" : v.node === decision?.chosen ? "chosen" : "fits",
    text:
      v.refusedBy !== undefined ? (v.reasons ?? []).join(", ") : v.total === undefined ? "" : words.why.score(v.total),
  }));

const pending = (c: PodCase): Part | undefined => {
  const scheduled = c.condition("PodScheduled");
  if (c.pod.spec.nodeName || scheduled?.status !== "False") return undefined;
  return {
    title: c.words.why.titlePending(c.name),
    sentence: [c.words.why.pending],
    evidence: [evidence(1, [c.words.why.event, " ", code(scheduled.message ?? "")], [podTarget(c)])],
    verdicts: verdictsOf(c.decision, c.words),
    path: ["spec", "template", "spec"],
  };
};

const image = (c: PodCase): Part | undefined => {
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

/** Ready, and its requests fail: the gap between the two truths. */
const failing = (c: PodCase): Part | undefined => {
  const ready = c.condition("Ready");
  const isClosed = c.truth?.isListening === false;
  if (ready?.status !== "True" || (!isClosed && !c.requests?.failed)) return undefined;
  const readyMs = c.ms(ready.lastTransitionTime) ?? 0;
  const since = c.clock(readyMs);
  const hasProbe = c.pod.spec.containers.some((x) => x.readinessProbe);
  const rows: EvidenceView[] = [
    evidence(
      1,
      [code("Ready=True"), " ", hasProbe ? c.words.why.readyByProbe(since) : c.words.why.readySince(since)],
      [
        podTarget(c),
        { kind: "time", timeMs: readyMs - c.context.zeroMs },
        ...lineTarget(c, ["spec", "template", "spec", "containers", 0, "ports"]),
      ],
    ),
  ];
  const service = serviceOf(c);
  if (service && c.pod.status?.podIP) {
    const address = `${c.pod.status.podIP}:${c.truth?.port ?? ""}`;
    const id = SERVICE_ID(`${service.metadata.namespace}/${service.metadata.name}`);
    rows.push(
      evidence(
        2,
        [c.words.why.joined(address, service.metadata.name)],
        [{ kind: "endpoint", id: `${id} ${c.pod.metadata.uid}` }],
      ),
    );
  }
  if (c.requests?.failed) {
    const text: RichText = [c.words.why.failures(c.requests.outcome ?? "", c.requests.failed, WINDOW_MS / 1000)];
    const listens =
      isClosed && c.truth?.listensAtMs !== undefined ? [" ", c.words.why.listensAt(c.clock(c.truth.listensAtMs))] : [];
    rows.push(evidence(rows.length + 1, [...text, ...listens], [{ kind: "hop", id: c.pod.metadata.uid ?? "" }]));
  }
  return {
    title: c.words.why.title(c.name),
    sentence: [isClosed ? c.words.why.closed : c.words.why.warming],
    evidence: rows,
    path: ["spec", "template", "spec", "containers", 0, "ports"],
  };
};

const serviceOf = (
  c: PodCase,
): { readonly metadata: { readonly name: string; readonly namespace?: string } } | undefined => {
  const labels = c.pod.metadata.labels ?? {};
  return c.run.cluster.sim.store.list("services", c.pod.metadata.namespace).find((s) => {
    const selector = Object.entries(s.spec?.selector ?? {});
    return selector.length > 0 && selector.every(([k, v]) => labels[k] === v);
  });
};

const restarting = (c: PodCase): Part | undefined => {
  const status = c.pod.status?.containerStatuses?.find((s) => s.lastState?.terminated ?? s.state?.terminated);
  const ended = status?.state?.terminated ?? status?.lastState?.terminated;
  if (!status || !ended || c.pod.metadata.deletionTimestamp || c.pod.status?.phase === "Succeeded") return undefined;
  const killed = eventOf(c, "Killing");
  const isByProbe = /failed (liveness|startup) probe/.test(killed ?? "");
  const rows = [evidence(1, [c.words.why.restarts(ended.reason ?? "", ended.exitCode)], [podTarget(c)])];
  if (killed) rows.push(evidence(2, [c.words.why.event, " ", code(killed)]));
  const unhealthy = eventOf(c, "Unhealthy");
  if (isByProbe && unhealthy) rows.push(evidence(rows.length + 1, [code(unhealthy)]));
  return {
    title: c.words.why.titleRestart(c.name),
    sentence: [isByProbe ? c.words.why.restartByProbe : c.words.why.restarts(ended.reason ?? "", ended.exitCode)],
    evidence: rows,
    path: ["spec", "template", "spec", "containers", 0, isByProbe ? "livenessProbe" : "resources"],
  };
};

/** The newest event of this reason about the pod. */
const eventOf = (c: PodCase, reason: string): string | undefined =>
  c.run.cluster.sim.store
    .list("events", c.pod.metadata.namespace)
    .filter((e) => e.involvedObject.uid === c.pod.metadata.uid && e.reason === reason)
    .toSorted((a, b) => (parseTime(a.lastTimestamp ?? "") ?? 0) - (parseTime(b.lastTimestamp ?? "") ?? 0))
    .at(-1)?.message;

const notReady = (c: PodCase): Part | undefined => {
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

const here = (c: PodCase): Part => {
  const { decision } = c;
  const fits = decision?.nodes.filter((v) => v.refusedBy === undefined).length ?? 0;
  const sentence = !decision ? c.words.why.placed : fits > 1 ? c.words.why.here : c.words.why.hereOnly;
  return {
    title: c.words.why.titleHere(c.name, c.pod.spec.nodeName ?? ""),
    sentence: [sentence],
    evidence: [],
    verdicts: verdictsOf(decision, c.words),
  };
};

const lineTarget = (c: PodCase, path: readonly (string | number)[]): EvidenceTarget[] => {
  const line = c.context.lineOf(path);
  return line ? [{ kind: "line", ...line }] : [];
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
  const sentence =
    ready?.status !== "True"
      ? words.why.nodeLost
      : node.spec?.unschedulable
        ? words.why.nodeCordoned
        : words.why.nodeReady;
  return {
    subjectId: id,
    title: words.why.titleNode(name),
    sentence: [sentence],
    evidence: conditions
      .filter((c) => (c.type === "Ready") !== (c.status === "True"))
      .map((c, i) => evidence(i + 1, [code(`${c.type}=${c.status}`), " ", c.message ?? ""], [{ kind: "node", id }])),
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
