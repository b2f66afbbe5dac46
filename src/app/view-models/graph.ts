// What the graph draws: pods, machines, the way of a request. Types only.
// Rule for whoever fills any of the view-models: an object that did not change keeps its identity (===), because
// components skip their work by identity. Text comes in the reader's language; Kubernetes' own words stay English.
import type { Tone } from "./text.ts";

/** Circle = alive, octagon = broken, dashed = nobody there. One mark a state. */
export type PodMark =
  | "pending"
  | "scheduled"
  | "creating"
  | "notready"
  | "ready"
  | "completed"
  | "terminating"
  | "crashloop"
  | "oom"
  | "error"
  | "pullfail"
  | "evicted"
  | "unknown";

/** Square = a machine. */
export type NodeMark = "node-ready" | "node-bad" | "node-cordoned" | "node-off" | "node-pressure";

/** A level (memory) or a flow (CPU). All numbers in one unit; `full` is what the whole gauge stands for. */
export interface GaugeView {
  readonly usage: number;
  readonly request: number | null;
  readonly limit: number | null;
  readonly full: number;
  /** near: hatched under the load line or the eviction threshold; over: pierced it; saturated: CPU is all used. */
  readonly state: "calm" | "near" | "over" | "saturated";
  /** CPU only: what was wanted and not given, in the same unit. */
  readonly throttled: number;
  /** For screen readers and the table, for instance "489Mi of 512Mi". */
  readonly text: string;
}

export interface ProbeView {
  readonly kind: "startup" | "liveness" | "readiness";
  /** Oldest first, at most six; `wait` is a probe that is held back by the startup probe. */
  readonly ticks: readonly ("ok" | "fail" | "wait")[];
}

export interface PodView {
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
  /** The last five letters, or what tells the pod from its neighbours. */
  readonly shortName: string;
  readonly mark: PodMark;
  /** What Kubernetes says: kubectl's STATUS and, where it tells something, READY. */
  readonly statusLine: string;
  /** What the machine or the application says: ":8080 closed", "Pulling 50%", "again in 1:12". */
  readonly truthLine: string | null;
  /** The two lines above disagree: the hull wears red lead although Kubernetes is content. */
  readonly contradiction: boolean;
  readonly memory: GaugeView | null;
  readonly cpu: GaugeView | null;
  readonly probes: readonly ProbeView[];
  readonly restarts: number;
  readonly pullPercent: number | null;
  /** system: a component of Kubernetes itself, drawn by its whole name. */
  readonly kind: "app" | "system";
}

interface TaintView {
  readonly effect: string;
  /** key=value:Effect, shown on focus. */
  readonly text: string;
}

export interface NodeView {
  readonly id: string;
  readonly name: string;
  readonly role: "control-plane" | "worker";
  readonly roleText: string;
  readonly mark: NodeMark;
  /** Ready, NotReady, SchedulingDisabled, MemoryPressure, powered off. */
  readonly condition: string;
  readonly look: "calm" | "bad" | "lost" | "cordoned" | "off";
  /** Instead of the role: "lease 0:43 ago", "CPU 100%", "12 pods". */
  readonly note: { readonly text: string; readonly tone: Tone } | null;
  readonly taints: readonly TaintView[];
  /** `operation=true`: labels that somebody gave it, not those that every node has. */
  readonly labels: readonly string[];
  readonly cpu: GaugeView;
  readonly memory: GaugeView;
  /** In order of creation. */
  readonly pods: readonly PodView[];
}

export interface ClientsView {
  readonly id: string;
  readonly name: string;
  readonly rateText: string;
  /** "25% fail", or null while nothing fails. */
  readonly failText: string | null;
  /** Of the requests of the last seconds; absent where there were none. */
  readonly failPercent?: number;
}

interface FirewallPortView {
  /** May stand in the hops of a request instead of the firewall's own id. */
  readonly id: string;
  /** Where it leads: an ingress or a service. The gap in the wall is drawn at its height. */
  readonly toId: string | null;
  readonly port: number;
  readonly open: boolean;
  /** Requests were dropped here in the last seconds. */
  readonly dropping: boolean;
}

export interface FirewallView {
  readonly id: string;
  readonly ports: readonly FirewallPortView[];
}

interface IngressPathView {
  readonly id: string;
  /** Host and path. */
  readonly path: string;
  /** The same, as short as its card is narrow. */
  readonly label: string;
  readonly backend: string;
  readonly serviceId: string | null;
  readonly problem: string | null;
}

export interface IngressView {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly paths: readonly IngressPathView[];
}

export interface EndpointView {
  /** Unique on the page: the service and the pod. */
  readonly id: string;
  readonly podUid: string;
  readonly podName: string;
  readonly state: "serving" | "notready" | "terminating" | "failing";
  /** "refused", "not ready": why it gets nothing or fails. */
  readonly why: string | null;
}

export interface ServiceView {
  readonly id: string;
  readonly name: string;
  readonly portText: string;
  readonly endpoints: readonly EndpointView[];
  /** Its labels, shown when the list is empty: one of them has the typo. */
  readonly selector: readonly string[];
  readonly type: "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName" | "Headless";
}

export interface ReplicaSetRowView {
  readonly id: string;
  readonly hash: string;
  readonly revisionText: string;
  readonly slots: readonly { readonly podUid: string; readonly mark: PodMark }[];
}

export interface WorkloadView {
  readonly id: string;
  readonly name: string;
  /** Deployment, StatefulSet, DaemonSet, Job, CronJob. */
  readonly kind: string;
  /** "4 replicas" */
  readonly count?: string;
  /** "maxSurge 1 · maxUnavailable 0" */
  readonly summary: string;
  readonly replicaSets: readonly ReplicaSetRowView[];
  readonly trouble: string | null;
}

export interface RegistryView {
  readonly id: string;
  readonly name: string;
  readonly pulls: readonly {
    readonly image: string;
    readonly text: string;
    readonly podUid: string;
    readonly failed: boolean;
  }[];
  /** While nothing is pulled: the images it holds, as far as there is room, and how many more. */
  readonly images: readonly string[];
  /** All of them. */
  readonly holds: string;
}

/** An edge between drawn things. Rails from a service to its pods follow from its endpoints instead. */
export interface EdgeView {
  readonly id: string;
  readonly kind: "traffic" | "owns" | "pull";
  readonly from: string;
  readonly to: string;
  readonly state: "calm" | "fail" | "off";
}

/** One request. The canvas plays each id once, at its own speed, from the first hop to where it ended. */
export interface RequestView {
  readonly id: string;
  /** Ids in order: clients, firewall, ingress, service, pod uid. */
  readonly hops: readonly string[];
  readonly outcome: "moving" | "slow" | "served" | "failed";
  /** Where it failed: an index into hops. */
  readonly failedHop: number | null;
  /** "502", "refused" */
  readonly reason: string | null;
}

export interface ClusterView {
  readonly revision: number;
  /** Virtual time of it. */
  readonly nowMs: number;
  readonly clients: readonly ClientsView[];
  readonly firewall: FirewallView | null;
  readonly ingresses: readonly IngressView[];
  readonly services: readonly ServiceView[];
  readonly deployments: readonly WorkloadView[];
  readonly registry: RegistryView | null;
  readonly bays: readonly NodeView[];
  /** Pods without a node, in the order of the scheduler's queue. */
  readonly queue: readonly PodView[];
  readonly edges: readonly EdgeView[];
  /** In flight, or begun since the previous view; after a seek those of the last simulated second. */
  readonly requestsInFlight: readonly RequestView[];
  /** still: after a seek, a rewind or a fork nothing flies; state is simply there. */
  readonly motion: "play" | "still";
}

/** The same cluster as rows, for those who read rather than look. */
export interface TableView {
  readonly sections: readonly {
    readonly id: string;
    readonly caption: string;
    readonly columns: readonly string[];
    readonly rows: readonly {
      readonly id: string;
      readonly tone: Tone;
      readonly cells: readonly string[];
    }[];
  }[];
}
