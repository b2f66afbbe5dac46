// What happened in the cluster, a line each: for whoever looks at one step or series and asks why.
import type { Deployment, ReplicaSet } from "#api/apps";
import type { Event } from "#api/core-event";
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import type { ComponentFactory, ObjectChange, Sim } from "#engine";

export interface TraceLine {
  readonly atMs: number;
  readonly text: string;
}

type Says = (object: never) => string;

const podState = ({ status, metadata, spec }: Pod): string => {
  const statuses = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const containers = statuses.map((s) => {
    const { waiting, running, terminated } = s.state ?? {};
    const reason = waiting?.reason ?? (terminated ? `${terminated.reason} ${terminated.exitCode}` : "");
    const state = running ? "running" : reason;
    return `${s.name} ${state}${s.ready ? " ready" : ""}${s.restartCount > 0 ? ` restarts ${s.restartCount}` : ""}`;
  });
  const ending = metadata.deletionTimestamp === undefined ? "" : ", terminating";
  const ready = status?.conditions?.find((c) => c.type === "Ready")?.status ?? "?";
  return `${status?.phase ?? "-"} on ${spec.nodeName ?? "-"}, Ready ${ready}${ending} [${containers.join("; ")}]`;
};

const counts = (status: object | undefined): string =>
  Object.entries(status ?? {})
    .filter(([, value]) => typeof value === "number")
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

const SAYS: { readonly [resource: string]: Says } = {
  pods: podState,
  nodes: ({ spec, status }: Node) => {
    const conditions = (status?.conditions ?? []).filter((c) => c.type === "Ready" || c.status !== "False");
    const taints = (spec?.taints ?? []).map((t) => `${t.key}:${t.effect}`);
    return [...conditions.map((c) => `${c.type} ${c.status}`), ...taints].join(", ");
  },
  deployments: ({ status }: Deployment) => counts(status),
  replicasets: ({ spec, status }: ReplicaSet) => `wants ${spec.replicas ?? 1}; ${counts(status)}`,
  events: (event: Event) => `${event.type} ${event.reason}: ${event.message} (${event.count ?? 1})`,
  endpointslices: (slice: { readonly endpoints?: readonly object[] }) => JSON.stringify(slice.endpoints ?? []),
};

/** Keeps a line for each change; acts on nothing. */
export class Tracer {
  readonly lines: TraceLine[] = [];
  readonly #last = new Map<string, string>();

  readonly component: ComponentFactory = (sim) => ({
    name: "tracer",
    watch: Object.fromEntries(Object.keys(SAYS).map((r) => [r, (change: ObjectChange) => this.#note(sim, change)])),
  });

  #note(sim: Sim, { type, resource, key, object }: ObjectChange): void {
    const says = SAYS[resource] as ((object: ObjectChange["object"]) => string) | undefined;
    const text = type === "DELETED" ? "gone" : (says?.(object) ?? "");
    const name = `${resource} ${key}`;
    if (this.#last.get(name) === text) return;
    this.#last.set(name, text);
    this.lines.push({ atMs: sim.now(), text: `${name}: ${text}` });
  }
}
