// Everything known about the selected object: facts, events, what can be asked about it, and what can be broken.
import type { JsonObject } from "#api/meta";
import { parseTime } from "#api/time";
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import type { Service, ServicePort } from "#api/core-service";
import type { Deployment } from "#api/apps";
import { networkOf, nodeTruth, type NodeTruth, type Run } from "#engine";
import { podSummary } from "#kubectl";
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
  /** Where the lesson's clock reads 00:00 (virtual ms). */
  readonly zeroMs: number;
}

type Fact = InspectorView["facts"][number];
type Choice = InspectorView["faults"][number];

const MOST_EVENTS = 20;

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
  const { words } = context;
  const { status, ready } = podSummary(pod as unknown as JsonObject, sim.wallMs());
  const restarts = (pod.status?.containerStatuses ?? []).reduce((n, c) => n + c.restartCount, 0);
  const isRunning = pod.status?.phase === "Running" && !pod.metadata.deletionTimestamp;
  const { faults } = words.inspector;
  return {
    id: pod.metadata.uid ?? "",
    kind: "Pod",
    name: pod.metadata.name,
    shortName: shortNameOf(pod),
    facts: facts([
      [words.inspector.status, `${status} ${ready}`, isRunning ? "ink" : "wait"],
      [words.inspector.node, pod.spec.nodeName],
      [words.inspector.ip, pod.status?.podIP],
      [words.inspector.image, pod.spec.containers.map((c) => c.image ?? "").join(", ")],
      [words.inspector.restarts, String(restarts), restarts > 0 ? "wait" : "ink"],
      [words.inspector.age, ageOf(run, pod.metadata.creationTimestamp)],
    ]),
    events: eventsOf(run, "Pod", pod.metadata, context),
    questions: [{ id: "why", label: words.inspector.why }],
    faults: [
      ...(isRunning
        ? choices({ hang: faults.hang, exit: faults.crash, trouble: faults.trouble, leak: faults.leak })
        : []),
      ...choices({ delete: faults.delete }),
    ],
  };
};

const nodeInspector = (run: Run, node: Node, context: InspectorContext): InspectorView => {
  const { words } = context;
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
    facts: facts([
      [words.inspector.status, ready?.status === "True" ? "Ready" : "NotReady", isLost(node) ? "lost" : "ink"],
      [words.inspector.capacity, `cpu ${cpu}, memory ${memory}`],
      [words.inspector.taints, (node.spec?.taints ?? []).map((t) => `${t.key}:${t.effect}`).join(", ")],
      [words.inspector.labels, ownLabels(node).join(", ")],
      ...machineFacts(truth, words),
      [words.inspector.age, ageOf(run, node.metadata.creationTimestamp)],
    ]),
    events: eventsOf(run, "Node", node.metadata, context),
    questions: [{ id: "why", label: words.inspector.why }],
    faults: [
      ...machineFaults(truth, faults),
      ...choices(node.spec?.unschedulable ? { uncordon: faults.uncordon } : { cordon: faults.cordon }),
    ],
  };
};

/** What no kubelet reports: how fast the API server answers, and whether the machine's programs find room in memory. */
const machineFacts = (
  truth: NodeTruth | undefined,
  words: Words,
): readonly (readonly [string, string | undefined, Tone?])[] => {
  if (!truth?.isOn) return [];
  const { api, cacheRoomBytes, codeBytes, codeMissingShare } = truth;
  const isShort = codeMissingShare > 0;
  const room = words.pod.of(memoryText(Math.min(cacheRoomBytes, codeBytes)), memoryText(codeBytes));
  return [
    [
      words.inspector.api,
      api && (api.kind === "answers" ? words.inspector.apiAnswers((api.ms / 1000).toFixed(2)) : words.node.apiSilent),
      api?.kind === "answers" && !isShort ? "ink" : "fail",
    ],
    [words.inspector.code, room, isShort ? "fail" : "ink"],
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
  const { words } = context;
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
    facts: facts([
      [words.inspector.type, service.spec?.type ?? "ClusterIP"],
      [words.inspector.ip, service.spec?.clusterIP],
      [words.inspector.ports, (service.spec?.ports ?? []).map(portText).join(", ")],
      [words.inspector.selector, pairs(service.spec?.selector)],
      [words.inspector.endpoints, words.inspector.readyOf(ready, endpoints.length), ready > 0 ? "ink" : "fail"],
    ]),
    events: eventsOf(run, "Service", service.metadata, context),
    questions: [{ id: "why", label: words.inspector.who }],
    faults: [],
  };
};

const deploymentInspector = (run: Run, deployment: Deployment, context: InspectorContext): InspectorView => {
  const { words } = context;
  const { spec, status, metadata } = deployment;
  const wanted = spec.replicas ?? 1;
  const ready = status?.readyReplicas ?? 0;
  return {
    id: `deployments/${metadata.namespace}/${metadata.name}`,
    kind: "Deployment",
    name: metadata.name,
    shortName: metadata.name,
    facts: facts([
      [words.inspector.replicas, words.inspector.readyOf(ready, wanted), ready < wanted ? "wait" : "ink"],
      [words.inspector.strategy, spec.strategy?.type ?? "RollingUpdate"],
      [words.inspector.selector, pairs(spec.selector?.matchLabels)],
      [words.inspector.image, spec.template.spec?.containers.map((c) => c.image ?? "").join(", ")],
      [words.inspector.age, ageOf(run, metadata.creationTimestamp)],
    ]),
    events: eventsOf(run, "Deployment", metadata, context),
    questions: [{ id: "why", label: words.inspector.rollout }],
    faults: choices({ restart: words.inspector.faults.restart }),
  };
};

/** Of one port, or of the whole wall. */
const firewallInspector = (run: Run, id: string, { words }: InspectorContext): InspectorView | null => {
  const { firewall } = networkOf(run.cluster.sim);
  if (!firewall.isBuilt) return null;
  const only = Number(id.slice(FIREWALL_ID.length + 1));
  const rows = only > 0 ? [{ port: only, action: firewall.lets(only) ? "allow" : "deny" } as const] : firewall.rows();
  const single = rows.filter((row) => !("lastPort" in row));
  const { faults } = words.inspector;
  return {
    id,
    kind: words.inspector.firewall,
    name: only > 0 ? String(only) : "",
    shortName: only > 0 ? String(only) : "",
    facts: rows.map((row): Fact => {
      const label = "lastPort" in row ? `${row.port}:${row.lastPort}` : String(row.port);
      return { label, value: row.action === "allow" ? "ACCEPT" : "DROP", tone: "ink" };
    }),
    events: [],
    questions: [{ id: "why", label: words.inspector.fails }],
    faults: single.map(({ port, action }) =>
      action === "allow"
        ? { id: `deny ${port}`, label: `${faults.close} ${port}` }
        : { id: `allow ${port}`, label: `${faults.open} ${port}` },
    ),
  };
};

/** Who asks from outside, and for what. */
const clientInspector = (run: Run, id: string, { words }: InspectorContext): InspectorView | null => {
  const client = [...networkOf(run.cluster.sim).clients()].find(({ spec }) => CLIENTS_ID(spec.name) === id);
  if (!client) return null;
  const { name, url, perSecond } = client.spec;
  return {
    id,
    kind: words.inspector.client,
    name,
    shortName: name,
    facts: facts([
      [words.inspector.url, url],
      [words.inspector.rate, words.clients.rate(perSecond)],
    ]),
    events: [],
    questions: [{ id: "why", label: words.inspector.fails }],
    faults: [],
  };
};

/** As `kubectl get service` has it: `80:30001/TCP`. */
const portText = ({ port, nodePort, protocol = "TCP" }: ServicePort): string =>
  `${port}${nodePort === undefined ? "" : `:${nodePort}`}/${protocol}`;

const facts = (rows: readonly (readonly [string, string | undefined, Tone?])[]): readonly Fact[] =>
  rows.flatMap(([label, value, tone = "ink"]) => (value ? [{ label, value, tone }] : []));

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
