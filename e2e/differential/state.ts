// The end of a scenario, as lines that can be compared: what anybody could ask an API server for, without names that are drawn by chance, moments
// and addresses.

interface Meta {
  readonly name?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
  readonly deletionTimestamp?: unknown;
  readonly ownerReferences?: readonly { readonly kind: string; readonly controller?: boolean }[];
  readonly generation?: number;
}
interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}
interface Counts {
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly unavailableReplicas?: number;
  readonly fullyLabeledReplicas?: number;
  readonly terminatingReplicas?: number;
  readonly observedGeneration?: number;
  readonly conditions?: readonly Condition[];
}
interface Workload {
  readonly metadata?: Meta;
  readonly spec?: { readonly replicas?: number };
  readonly status?: Counts;
}
interface ContainerStatus {
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly restartCount?: number;
  readonly state?: {
    readonly waiting?: { readonly reason?: string };
    readonly running?: object;
    readonly terminated?: { readonly reason?: string; readonly exitCode?: number };
  };
}
interface PodObject {
  readonly metadata?: Meta;
  readonly spec?: { readonly containers?: readonly { readonly image?: string }[] };
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly Condition[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}
interface Slice {
  readonly metadata?: Meta;
  readonly ports?: readonly { readonly port?: number; readonly protocol?: string }[] | null;
  readonly endpoints?:
    | readonly {
        readonly conditions?: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean };
      }[]
    | null;
}
interface EventObject {
  readonly reason?: string;
  readonly involvedObject?: { readonly kind?: string };
}

export interface Objects {
  readonly deployments: readonly Workload[];
  readonly replicasets: readonly Workload[];
  readonly pods: readonly PodObject[];
  readonly endpointslices: readonly Slice[];
  readonly events: readonly EventObject[];
}

/** What is told, by what it is told of. */
export type EndState = ReadonlyMap<string, string>;

const COUNTS = [
  "replicas",
  "updatedReplicas",
  "readyReplicas",
  "availableReplicas",
  "unavailableReplicas",
  "fullyLabeledReplicas",
] as const;
const REVISION = "deployment.kubernetes.io/revision";

export const endState = (objects: Objects): EndState => {
  const told = new Map<string, string>();
  for (const one of objects.deployments) tellWorkload(told, `deployment ${one.metadata?.name}`, one);
  for (const one of objects.replicasets) {
    tellWorkload(told, `replicaset of revision ${one.metadata?.annotations?.[REVISION] ?? "none"}`, one);
  }
  tellAll(told, "pods", objects.pods.map(podLine));
  for (const slice of objects.endpointslices) {
    const of = `endpoints of ${slice.metadata?.labels?.["kubernetes.io/service-name"]}`;
    tellAll(told, of, (slice.endpoints ?? []).map(endpointLine));
    told.set(`${of}: ports`, (slice.ports ?? []).map(({ port, protocol }) => `${port}/${protocol}`).join(" "));
  }
  // What is told of machines belongs to how a cluster was begun.
  const events = objects.events
    .filter((one) => one.involvedObject?.kind !== "Node")
    .map(({ reason, involvedObject }) => `${involvedObject?.kind} ${reason}`);
  for (const event of new Set(events)) told.set(`event ${event}`, "was told");
  return told;
};

const tellWorkload = (told: Map<string, string>, of: string, { metadata, spec, status }: Workload): void => {
  told.set(`${of}: spec.replicas`, String(spec?.replicas));
  for (const count of COUNTS) told.set(`${of}: ${count}`, String(status?.[count] ?? 0));
  told.set(`${of}: is observed`, String(status?.observedGeneration === metadata?.generation));
  for (const key of ["revision", "desired-replicas", "max-replicas", "revision-history"]) {
    told.set(`${of}: ${key}`, metadata?.annotations?.[`deployment.kubernetes.io/${key}`] ?? "none");
  }
  for (const { type, status: is, reason } of status?.conditions ?? []) told.set(`${of}: ${type}`, `${is} ${reason}`);
};

/** As often as each is there. */
const tellAll = (told: Map<string, string>, of: string, lines: readonly string[]): void => {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  const sorted = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
  told.set(of, sorted.map(([line, count]) => `${count} x ${line}`).join("; ") || "none");
};

const podLine = ({ metadata, spec, status }: PodObject): string => {
  const owner = metadata?.ownerReferences?.find((one) => one.controller)?.kind ?? "nobody";
  const conditions = ["PodScheduled", "Initialized", "ContainersReady", "Ready"]
    .map((type) => `${type}=${status?.conditions?.find((c) => c.type === type)?.status}`)
    .join(" ");
  const containers = (status?.containerStatuses ?? []).map(containerLine).join(", ");
  const going = metadata?.deletionTimestamp ? ", going" : "";
  return `${spec?.containers?.[0]?.image} of ${owner}, ${status?.phase}${going}, ${conditions}, ${containers}`;
};

/** Two names of one state, by turns while a pull is tried again: pkg/kubelet/images/image_manager.go. */
const UNPULLED = new Set(["ErrImagePull", "ImagePullBackOff"]);

const containerLine = ({ ready, started, restartCount, state }: ContainerStatus): string => {
  const waits = state?.waiting?.reason ?? "";
  const ended = `${state?.terminated?.reason} ${state?.terminated?.exitCode}`;
  const is = state?.running ? "running" : UNPULLED.has(waits) ? "cannot be pulled" : waits || ended;
  return `${is} ready=${ready} started=${started} restarts=${restartCount}`;
};

const endpointLine = ({ conditions }: NonNullable<Slice["endpoints"]>[number]): string =>
  `ready=${conditions?.ready} serving=${conditions?.serving} terminating=${conditions?.terminating}`;
