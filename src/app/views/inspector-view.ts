// Everything known about the selected object: facts, events, what can be asked about it, and what can be broken.
import type { JsonObject } from "#api/meta";
import { parseTime } from "#api/time";
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import type { Service, ServicePort } from "#api/core-service";
import type { Deployment } from "#api/apps";
import { networkOf, nodeTruth, type NodeTruth, type Run } from "#engine";
import { podSummary } from "#kubectl";
import type { InspectWords } from "../i18n/inspect-en.ts";
import type { Words } from "../i18n/words.ts";
import type { Tone } from "../view-models/text.ts";
import type { InspectorView } from "../view-models/why.ts";
import { clockText, memoryText, spanText } from "./format.ts";
import { isLost, ownLabels } from "./node-view.ts";
import { CLIENTS_ID, FIREWALL_ID } from "./request-views.ts";
import { podByUid } from "./pod-by-uid.ts";
import { shortNameOf } from "./short-name.ts";

export interface InspectorContext {
  readonly words: Words;
  readonly said: InspectWords;
  /** Where the lesson's clock reads 00:00 (virtual ms). */
  readonly zeroMs: number;
}

type Fact = InspectorView["facts"][number];
type Choice = InspectorView["faults"][number];

const MOST_EVENTS = 20;
const REVISION = "deployment.kubernetes.io/revision";

export const inspectorView = (run: Run, id: string, context: InspectorContext): InspectorView | null => {
  const { store } = run.cluster.sim;
  const pod = podByUid(run, id);
  if (pod) return podInspector(run, pod, context);
  const [resource = "", ...rest] = id.split("/");
  const key = rest.join("/");
  const node = resource === "nodes" ? store.get("nodes", key) : undefined;
  if (node) return nodeInspector(run, node, context);
  const service = resource === "services" ? store.get("services", key) : undefined;
  if (service) return serviceInspector(run, service, context);
  const deployment = resource === "deployments" ? store.get("deployments", key) : undefined;
  if (deployment) return deploymentInspector(run, deployment, context);
  if (resource === "clients") return clientInspector(run, id, context);
  return id === FIREWALL_ID || resource === FIREWALL_ID ? firewallInspector(run, id, context) : null;
};

const podInspector = (run: Run, pod: Pod, context: InspectorContext): InspectorView => {
  const { sim } = run.cluster;
  const { words, said } = context;
  const { status, ready } = podSummary(pod as unknown as JsonObject, sim.wallMs());
  const restarts = (pod.status?.containerStatuses ?? []).reduce((n, c) => n + c.restartCount, 0);
  const isRunning = pod.status?.phase === "Running" && !pod.metadata.deletionTimestamp;
  const { faults } = words.inspector;
  return {
    id: pod.metadata.uid ?? "",
    kind: "Pod",
    name: pod.metadata.name,
    shortName: shortNameOf(pod),
    facts: facts(said, [
      [said.status, `${status} ${ready}`, isRunning ? "ink" : "wait"],
      [said.node, pod.spec.nodeName],
      [said.ip, pod.status?.podIP],
      [said.image, pod.spec.containers.map((c) => c.image ?? "").join(", ")],
      [said.restarts, String(restarts), restarts > 0 ? "wait" : "ink"],
      [said.age, ageOf(run, pod.metadata.creationTimestamp)],
    ]),
    events: eventsOf(run, "Pod", pod.metadata, context),
    questions: [{ id: "why", label: said.why }],
    faults: [
      ...(isRunning
        ? choices({ hang: faults.hang, exit: faults.crash, trouble: faults.trouble, leak: faults.leak })
        : []),
      ...choices({ delete: faults.delete }),
    ],
  };
};

const nodeInspector = (run: Run, node: Node, context: InspectorContext): InspectorView => {
  const { words, said } = context;
  const { name } = node.metadata;
  const truth = nodeTruth(run.cluster.sim, name);
  const { faults } = words.inspector;
  const ready = node.status?.conditions?.find((c) => c.type === "Ready");
  const { cpu = "", memory = "" } = node.status?.allocatable ?? {};
  return {
    id: `nodes/${name}`,
    shortName: name,
    kind: "Node",
    name,
    facts: facts(said, [
      [said.status, ready?.status === "True" ? "Ready" : "NotReady", isLost(node) ? "lost" : "ink"],
      [said.capacity, `cpu ${cpu}, memory ${memory}`],
      [said.taints, (node.spec?.taints ?? []).map((t) => `${t.key}:${t.effect}`).join(", ")],
      [said.labels, ownLabels(node).join(", ")],
      ...machineFacts(truth, context),
      [said.age, ageOf(run, node.metadata.creationTimestamp)],
    ]),
    events: eventsOf(run, "Node", node.metadata, context),
    questions: [{ id: "why", label: said.why }],
    faults: [
      ...machineFaults(truth, faults),
      ...choices(node.spec?.unschedulable ? { uncordon: faults.uncordon } : { cordon: faults.cordon }),
    ],
  };
};

/** What no kubelet reports: how fast the API server answers, and whether the machine's programs find room in memory. */
const machineFacts = (
  truth: NodeTruth | undefined,
  { words, said }: InspectorContext,
): readonly (readonly [string, string | undefined, Tone?])[] => {
  if (!truth?.isOn) return [];
  const { api, cacheRoomBytes, codeBytes, codeMissingShare } = truth;
  const isShort = codeMissingShare > 0;
  const room = words.pod.of(memoryText(Math.min(cacheRoomBytes, codeBytes)), memoryText(codeBytes));
  return [
    [
      said.api,
      api && (api.kind === "answers" ? said.apiAnswers((api.ms / 1000).toFixed(2)) : words.node.apiSilent),
      api?.kind === "answers" && !isShort ? "ink" : "fail",
    ],
    [said.code, room, isShort ? "fail" : "ink"],
  ];
};

const machineFaults = (truth: NodeTruth | undefined, faults: Words["inspector"]["faults"]): readonly Choice[] => {
  if (truth?.isOn === false) return choices({ powerOn: faults.powerOn });
  return choices({
    ...(truth?.isCut ? { join: faults.join } : { cut: faults.cut }),
    ...(truth?.isDiskFull ? { freeDisk: faults.freeDisk } : { fillDisk: faults.fillDisk }),
    power: faults.power,
  });
};

const serviceInspector = (run: Run, service: Service, context: InspectorContext): InspectorView => {
  const { said } = context;
  const { name, namespace = "default" } = service.metadata;
  const endpoints = run.cluster.sim.store
    .list("endpointslices", namespace)
    .filter((s) => s.metadata.labels?.["kubernetes.io/service-name"] === name)
    .flatMap((s) => s.endpoints ?? []);
  const ready = endpoints.filter((e) => e.conditions?.ready !== false).length;
  return {
    id: `services/${namespace}/${name}`,
    shortName: name,
    kind: "Service",
    name,
    facts: facts(said, [
      [said.type, service.spec?.type ?? "ClusterIP"],
      [said.ip, service.spec?.clusterIP],
      [said.ports, (service.spec?.ports ?? []).map(portText).join(", ")],
      [said.selector, pairs(service.spec?.selector)],
      [said.endpoints, said.readyOf(ready, endpoints.length), ready > 0 ? "ink" : "fail"],
    ]),
    events: eventsOf(run, "Service", service.metadata, context),
    questions: [{ id: "why", label: said.who }],
    faults: [],
  };
};

const deploymentInspector = (run: Run, deployment: Deployment, context: InspectorContext): InspectorView => {
  const { words, said } = context;
  const { spec, status, metadata } = deployment;
  const wanted = spec.replicas ?? 1;
  const ready = status?.readyReplicas ?? 0;
  return {
    id: `deployments/${metadata.namespace}/${metadata.name}`,
    kind: "Deployment",
    name: metadata.name,
    shortName: metadata.name,
    facts: facts(said, [
      [said.replicas, said.readyOf(ready, wanted), ready < wanted ? "wait" : "ink"],
      [said.revision, revisionText(run, deployment)],
      [said.strategy, spec.strategy?.type ?? "RollingUpdate"],
      [said.selector, pairs(spec.selector?.matchLabels)],
      [said.image, spec.template.spec?.containers.map((c) => c.image ?? "").join(", ")],
      [said.age, ageOf(run, metadata.creationTimestamp)],
    ]),
    events: eventsOf(run, "Deployment", metadata, context),
    questions: [{ id: "why", label: said.rollout }],
    faults: choices({ restart: words.inspector.faults.restart }),
  };
};

/** Of one port, or of the whole wall. */
const firewallInspector = (run: Run, id: string, { words, said }: InspectorContext): InspectorView | null => {
  const { firewall } = networkOf(run.cluster.sim);
  if (!firewall.isBuilt) return null;
  const only = Number(id.slice(FIREWALL_ID.length + 1));
  const rows = only > 0 ? [{ port: only, action: firewall.lets(only) ? "allow" : "deny" } as const] : firewall.rows();
  const single = rows.filter((row) => !("lastPort" in row));
  const { faults } = words.inspector;
  return {
    id,
    kind: said.firewall,
    name: only > 0 ? String(only) : "",
    shortName: only > 0 ? String(only) : "",
    facts: rows.map((row): Fact => {
      const label = "lastPort" in row ? `${row.port}:${row.lastPort}` : String(row.port);
      return { label, value: row.action === "allow" ? "ACCEPT" : "DROP", tone: "ink", note: null };
    }),
    events: [],
    questions: [{ id: "why", label: said.fails }],
    faults: single.map(({ port, action }) =>
      action === "allow"
        ? { id: `deny ${port}`, label: `${faults.close} ${port}` }
        : { id: `allow ${port}`, label: `${faults.open} ${port}` },
    ),
  };
};

/** Who asks from outside, and for what. */
const clientInspector = (run: Run, id: string, { words, said }: InspectorContext): InspectorView | null => {
  const client = [...networkOf(run.cluster.sim).clients()].find(({ spec }) => CLIENTS_ID(spec.name) === id);
  if (!client) return null;
  const { name, url, perSecond } = client.spec;
  return {
    id,
    kind: said.client,
    name,
    shortName: name,
    facts: facts(said, [
      [said.url, url],
      [said.rate, words.clients.rate(perSecond)],
    ]),
    events: [],
    questions: [{ id: "why", label: said.fails }],
    faults: [],
  };
};

/** `3 (54bf6785db)`: as it stands on the card. */
const revisionText = (run: Run, { metadata }: Deployment): string | undefined => {
  const revision = metadata.annotations?.[REVISION];
  const sets = [...run.cluster.sim.store.controlledBy("replicasets", metadata.uid ?? "")];
  const hash = sets.find((set) => set.metadata.annotations?.[REVISION] === revision)?.metadata.labels?.[
    "pod-template-hash"
  ];
  return revision === undefined ? undefined : [revision, hash === undefined ? "" : `(${hash})`].join(" ").trim();
};

/** As `kubectl get service` has it: `80:30001/TCP`. */
const portText = ({ port, nodePort, protocol = "TCP" }: ServicePort): string =>
  `${port}${nodePort === undefined ? "" : `:${nodePort}`}/${protocol}`;

const facts = (
  said: InspectWords,
  rows: readonly (readonly [string, string | undefined, Tone?])[],
): readonly Fact[] => {
  const notes = new Map(
    Object.entries(said.notes).map(([id, note]) => [said[id as keyof InspectWords["notes"]], note]),
  );
  return rows.flatMap(([label, value, tone = "ink"]) =>
    value ? [{ label, value, tone, note: notes.get(label) ?? null }] : [],
  );
};

const choices = (labels: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(labels).map(([id, label]) => ({ id, label }));

const pairs = (labels: Readonly<Record<string, string>> | undefined): string =>
  Object.entries(labels ?? {})
    .map(([k, v]) => `${k}=${v}`)
    .join(", ");

const ageOf = (run: Run, created: string | undefined): string | undefined => {
  const at = parseTime(created ?? "");
  return at === undefined ? undefined : spanText(run.cluster.sim.wallMs() - at);
};

const eventsOf = (
  run: Run,
  kind: string,
  { name, namespace = "default" }: { readonly name: string; readonly namespace?: string },
  { zeroMs }: InspectorContext,
): InspectorView["events"] => {
  const { sim } = run.cluster;
  const beginning = sim.wallMs(0);
  return sim.store
    .list("events", namespace)
    .filter((e) => e.involvedObject.kind === kind && e.involvedObject.name === name)
    .map((e) => ({ e, atMs: (parseTime(e.lastTimestamp ?? e.eventTime ?? "") ?? beginning) - beginning - zeroMs }))
    .toSorted((a, b) => b.atMs - a.atMs || Number(b.e.metadata.resourceVersion) - Number(a.e.metadata.resourceVersion))
    .slice(0, MOST_EVENTS)
    .map(({ e, atMs }) => ({
      id: e.metadata.name,
      timeText: clockText(atMs),
      timeMs: Math.max(0, atMs),
      reason: e.reason ?? "",
      message: e.message ?? "",
      tone: e.type === "Warning" ? "wait" : "ink",
    }));
};
