// Counts over time, as the recorder kept them: a component that looks at each change and acts on nothing.
import type { Deployment } from "#api/apps";
import type { ContainerStatus } from "#api/core-container";
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import type { EndpointSlice } from "#api/discovery";
import type { ComponentFactory, ObjectChange, Sim } from "#engine";
import type { Series } from "../recording.ts";

/** The recorder counted what is in this namespace. */
const NAMESPACE = "default";
const WAITING = ["CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull"] as const;
const SERVICE_NAME = "kubernetes.io/service-name";
const DEPLOYMENT_COUNTS = ["replicas", "updatedReplicas", "readyReplicas", "availableReplicas"] as const;

export class SeriesSampler {
  readonly #rows = new Map<string, (readonly [number, number])[]>();
  #startMs = Infinity;

  /** Seconds are counted from this moment; what was before is the value at 0. */
  begin(startMs: number): void {
    this.#startMs = startMs;
    for (const rows of this.#rows.values()) rows.splice(0, rows.length, [0, rows.at(-1)?.[1] ?? 0]);
  }

  get series(): Readonly<Record<string, Series>> {
    return Object.fromEntries(this.#rows);
  }

  readonly component: ComponentFactory = (sim) => ({
    name: "series",
    watch: {
      pods: ({ object, old }: ObjectChange) => {
        if (object.metadata.namespace !== NAMESPACE) return;
        for (const app of new Set([appOf(object), appOf(old ?? object)])) this.#lookAtPods(sim, app);
      },
      nodes: ({ type, object }: ObjectChange) =>
        this.#set(sim, `node ${object.metadata.name}/ready`, type !== "DELETED" && isReady(object as Node) ? 1 : 0),
      deployments: (change: ObjectChange) => {
        if (change.object.metadata.namespace === NAMESPACE) this.#lookAtDeployment(sim, change);
      },
      endpointslices: ({ object: { metadata } }: ObjectChange) => {
        if (metadata.namespace === NAMESPACE) this.#lookAtService(sim, metadata.labels?.[SERVICE_NAME]);
      },
    },
  });

  #set(sim: Sim, name: string, value: number): void {
    const isEarly = sim.now() <= this.#startMs;
    const second = isEarly ? 0 : Math.round((sim.now() - this.#startMs) / 10) / 100;
    const rows = this.#rows.get(name) ?? (isEarly || value === 0 ? [] : [[0, 0] as const]);
    this.#rows.set(name, rows);
    if (rows.at(-1)?.[1] !== value) rows.push([second, value]);
  }

  #lookAtPods(sim: Sim, app: string): void {
    const pods = sim.store.list("pods", NAMESPACE).filter((pod) => appOf(pod) === app);
    const count = (name: string, holds: (pod: Pod) => boolean): void =>
      this.#set(sim, `${app}/${name}`, pods.filter(holds).length);
    count("pods", (pod) => pod.metadata.deletionTimestamp === undefined);
    count("terminating", (pod) => pod.metadata.deletionTimestamp !== undefined);
    count("ready", isReady);
    count("unscheduled", (pod) => !pod.spec.nodeName);
    count("succeeded", (pod) => pod.status?.phase === "Succeeded");
    count("failed", (pod) => pod.status?.phase === "Failed");
    for (const reason of WAITING) count(reason, (pod) => waitsFor(pod, reason));
    this.#set(
      sim,
      `${app}/restarts`,
      pods.reduce((sum, pod) => sum + restartsOf(pod), 0),
    );
  }

  #lookAtDeployment(sim: Sim, { type, object }: ObjectChange): void {
    const status = type === "DELETED" ? {} : ((object as Deployment).status ?? {});
    for (const count of DEPLOYMENT_COUNTS) {
      this.#set(sim, `deployment ${object.metadata.name}/${count}`, status[count] ?? 0);
    }
  }

  #lookAtService(sim: Sim, service: string | undefined): void {
    if (service === undefined) return;
    const slices = sim.store
      .list("endpointslices", NAMESPACE)
      .filter((s) => s.metadata.labels?.[SERVICE_NAME] === service);
    const ready = slices.flatMap((s: EndpointSlice) => s.endpoints ?? []).filter((e) => e.conditions?.ready !== false);
    this.#set(sim, `service ${service}/ready`, ready.length);
  }
}

/** The recorder counted pods without the label under `-`. */
const appOf = (object: ObjectChange["object"]): string => object.metadata.labels?.["app"] ?? "-";

const isReady = (object: Pod | Node): boolean =>
  object.status?.conditions?.some((c) => c.type === "Ready" && c.status === "True") ?? false;

/** The recorder looked at the containers proper; init containers do not count. */
const statusesOf = ({ status }: Pod): readonly ContainerStatus[] => status?.containerStatuses ?? [];

const waitsFor = (pod: Pod, reason: string): boolean =>
  statusesOf(pod).some((s) => s.state?.waiting?.reason === reason);

const restartsOf = (pod: Pod): number => statusesOf(pod).reduce((sum, s) => sum + s.restartCount, 0);
