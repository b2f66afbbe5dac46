// What must hold in every cluster at every moment, whatever anybody does to it. A checker reads the log as it is written and looks at
// what has changed; some things must hold only when the cluster has come to rest.
import { compareStrings } from "#api/compare";
import type { Pod } from "#api/core-pod";
import { bytes, cpuMilli } from "#api/quantity";
import type { KubeObject } from "#api/meta";
import type { ResourceName } from "#api/resources";
import { keyOf } from "#api/scheme";
import { parseTime } from "#api/time";
import { applicationsOf } from "../apps/applications.ts";
import type { ProcessRow } from "../apps/process.ts";
import type { Gate } from "../clock/gates.ts";
import type { Timer } from "../clock/timers.ts";
import type { Cluster } from "../cluster.ts";
import { controlPlaneOf } from "../controlplane/controlplane.ts";
import { ELECTED_PROGRAMS, programOf } from "../controlplane/programs.ts";
import type { LoggedEntry } from "../history/log.ts";
import { machinesOf } from "../node/machines.ts";
import { networkOf } from "../network/network.ts";
import { endpointsOf } from "../network/proxy-rules.ts";
import type { ReadonlyTable } from "../state/table.ts";
import { Owners } from "./owners.ts";

/** From the end of a pod's grace to when it must have gone. */
const LEAVING_MS = 60_000;
/** From a pod that is no longer ready to a slice that says so. */
const PROPAGATION_MS = 1000;
const STEPS_A_CLIENT_CHECK = 64;

type Generational = KubeObject & { readonly status?: { readonly observedGeneration?: number } };

export class Invariants {
  readonly violations: string[] = [];
  #changed: (LoggedEntry & { type: "object" })[] = [];
  #resourceVersion = 0;
  readonly #nodeOf = new Map<string, string>();
  readonly #observed = new Map<string, number>();
  readonly #restarts = new Map<string, number>();
  readonly #terminal = new Set<string>();
  readonly #unreadySince = new Map<string, number>();
  readonly #slicesChangedMs = new Map<string, number>();
  readonly #owners = new Owners();
  readonly #born = new Map<string, string | undefined>();
  #steps = 0;

  /** To be called with each entry of the log: `createCluster(scenario, { onLog: (entry) => invariants.note(entry) })`. */
  note(entry: LoggedEntry): void {
    if (entry.type !== "object") return;
    this.#changed.push(entry);
    this.#owners.note(entry);
    if (entry.resource === "endpointslices") this.#slicesChangedMs.set(entry.key, entry.atMs);
  }

  /** After each step. */
  check(cluster: Cluster): void {
    const changed = this.#changed;
    this.#changed = [];
    for (const entry of changed) this.#checkChange(cluster, entry);
    this.#checkRequestSums(cluster);
    if (this.#steps++ % STEPS_A_CLIENT_CHECK === 0) this.#checkRequests(cluster);
    this.#checkGates(cluster);
  }

  /** When nothing has been done for a while: what takes time to come true. */
  checkAtRest(cluster: Cluster): void {
    this.check(cluster);
    this.#checkRequests(cluster);
    // Whoever waits for its own pages does not come to rest, and a cluster without its master neither.
    if (this.#isSilenced(cluster)) return;
    this.#checkProcesses(cluster);
    this.#checkLeaving(cluster);
    this.#checkDeployments(cluster);
    this.#checkOwners(cluster);
    this.#checkEndpoints(cluster);
    this.#checkRules(cluster);
    this.#checkControlPlane(cluster);
  }

  /** Only a program that does not run keeps its timers back. */
  #checkGates(cluster: Cluster): void {
    const held = cluster.sim.table<Timer>("cluster/held");
    if (held.size === 0) return;
    const gates = cluster.sim.table<Gate>("cluster/gates");
    for (const { handler } of held.values()) {
      const program = programOf(handler);
      if (program === undefined || !gates.get(program)?.isShut) this.#fail(cluster, `${handler} is held by nobody`);
    }
  }

  #isSilenced(cluster: Cluster): boolean {
    const machines = machinesOf(cluster.sim);
    const controlPlane = controlPlaneOf(cluster.sim);
    const isShort = machines
      .all()
      .some(({ name }) => controlPlane.apiOf(name) !== undefined && machines.slowdown(name) > 1);
    const isSilent = controlPlane.answer().kind === "silent";
    return isShort && (isSilent || ELECTED_PROGRAMS.some((program) => controlPlane.leader(program) === undefined));
  }

  /** With its machines well, the API server answers, and somebody leads. */
  #checkControlPlane(cluster: Cluster): void {
    const controlPlane = controlPlaneOf(cluster.sim);
    const { kind } = controlPlane.answer();
    if (kind !== "answers") this.#fail(cluster, `the API server is ${kind}`);
    for (const program of ELECTED_PROGRAMS) {
      if (controlPlane.leader(program) === undefined) this.#fail(cluster, `no ${program} leads`);
    }
    if (cluster.sim.table("cluster/held").size > 0) this.#fail(cluster, "timers are held");
  }

  #fail(cluster: Cluster, what: string): void {
    this.violations.push(`at ${cluster.nowMs} ms, seed ${cluster.scenario.seed}: ${what}`);
  }

  #checkChange(cluster: Cluster, entry: LoggedEntry & { type: "object" }): void {
    const version = Number(entry.resourceVersion);
    if (version <= this.#resourceVersion)
      this.#fail(cluster, `resourceVersion ${version} after ${this.#resourceVersion}`);
    this.#resourceVersion = version;
    const object = cluster.sim.store.get(entry.resource as ResourceName, entry.key) as Generational | undefined;
    if (!object) return;
    this.#checkGeneration(cluster, entry.key, object);
    if (entry.resource === "pods") this.#checkPod(cluster, entry, object as Pod);
  }

  #checkGeneration(cluster: Cluster, key: string, { kind, metadata, status }: Generational): void {
    const observed = status?.observedGeneration;
    if (observed === undefined) return;
    const uid = metadata.uid ?? "";
    if (observed > (metadata.generation ?? 0)) {
      this.#fail(cluster, `${kind} ${key} observed generation ${observed} of ${metadata.generation ?? 0}`);
    }
    const before = this.#observed.get(uid) ?? 0;
    if (observed < before) this.#fail(cluster, `${kind} ${key} observed generation ${observed} after ${before}`);
    this.#observed.set(uid, observed);
  }

  #checkPod(cluster: Cluster, entry: LoggedEntry & { type: "object" }, pod: Pod): void {
    const uid = pod.metadata.uid ?? "";
    const { nodeName } = pod.spec;
    if (!this.#born.has(uid)) this.#born.set(uid, nodeName);
    const before = this.#nodeOf.get(uid);
    if (before !== undefined && before !== nodeName) {
      this.#fail(cluster, `pod ${entry.key} moved from ${before} to ${nodeName ?? "nowhere"}`);
    }
    if (nodeName !== undefined && before === undefined) {
      this.#nodeOf.set(uid, nodeName);
      if (this.#born.get(uid) === undefined) this.#checkRoom(cluster, nodeName);
    }
    this.#checkPhase(cluster, entry.key, pod);
    for (const status of pod.status?.containerStatuses ?? []) {
      const key = `${uid} ${status.name}`;
      const count = this.#restarts.get(key) ?? 0;
      if (status.restartCount < count)
        this.#fail(cluster, `pod ${entry.key}: restarts ${status.restartCount} after ${count}`);
      this.#restarts.set(key, status.restartCount);
    }
    if (isReady(pod)) this.#unreadySince.delete(entry.key);
    else if (!this.#unreadySince.has(entry.key)) this.#unreadySince.set(entry.key, entry.atMs);
  }

  #checkPhase(cluster: Cluster, key: string, pod: Pod): void {
    const uid = pod.metadata.uid ?? "";
    if (this.#terminal.has(uid) && !isOver(pod)) this.#fail(cluster, `pod ${key} rose from the dead`);
    if (isOver(pod)) this.#terminal.add(uid);
  }

  /** Requests of the pods on a node are within what it has to give, at the moment at which one was bound. */
  #checkRoom(cluster: Cluster, nodeName: string): void {
    const allocatable = cluster.sim.store.get("nodes", nodeName)?.status?.allocatable;
    if (!allocatable) return;
    let [cpu, memory, pods] = [0, 0, 0];
    for (const pod of cluster.sim.store.podsOnNode(nodeName)) {
      if (isOver(pod)) continue;
      cpu += requestOf(pod, "cpu", cpuMilli);
      memory += requestOf(pod, "memory", bytes);
      pods += 1;
    }
    if (cpu > cpuMilli(allocatable["cpu"] ?? "0")) this.#fail(cluster, `${nodeName} has ${cpu}m of CPU promised`);
    if (memory > bytes(allocatable["memory"] ?? "0")) this.#fail(cluster, `${nodeName} has ${memory} bytes promised`);
    if (pods > Number(allocatable["pods"] ?? "0")) this.#fail(cluster, `${nodeName} has ${pods} pods`);
  }

  /** Sent = answered + failed + in flight, all clients together: a few numbers, after every step. */
  #checkRequestSums(cluster: Cluster): void {
    let inFlight = 0;
    for (const { head } of networkOf(cluster.sim).inFlight()) {
      inFlight++;
      if (head.deadlineMs < cluster.nowMs) this.#fail(cluster, `request ${head.id} outlived its client`);
    }
    const sent = sumOf(cluster.sim.table<number>("network/sent"));
    const ended = sumOf(cluster.sim.table<number>("network/totals"));
    if (sent !== ended + inFlight) {
      this.#fail(cluster, `${sent} requests sent, ${ended} ended, ${inFlight} in flight`);
    }
  }

  /** The same client by client. What was counted wrong stays wrong, so that now and then, and at the end, is often enough. */
  #checkRequests(cluster: Cluster): void {
    const network = networkOf(cluster.sim);
    const flying = new Map<string, number>();
    for (const { head } of network.inFlight()) {
      flying.set(head.client, (flying.get(head.client) ?? 0) + 1);
    }
    for (const client of network.senders()) {
      const { sent, outcomes } = network.totals(client);
      const ended = Object.values(outcomes).reduce((sum, n) => sum + n, 0);
      const inFlight = flying.get(client) ?? 0;
      if (sent !== ended + inFlight) {
        this.#fail(cluster, `${client}: ${sent} requests sent, ${ended} ended, ${inFlight} in flight`);
      }
    }
  }

  /** No pod has processes on two machines, or on one that is not its own; memory is never negative. */
  #checkProcesses(cluster: Cluster): void {
    const apps = applicationsOf(cluster.sim);
    for (const row of cluster.sim.table<ProcessRow>("apps/processes").values()) {
      if (row.state === "exited") continue;
      const node = this.#nodeOf.get(row.podUid);
      if (node !== undefined && node !== row.node) this.#fail(cluster, `${row.pod} of ${node} runs on ${row.node}`);
      if (apps.memoryBytes(row) < 0) this.#fail(cluster, `${row.pod} has less than no memory`);
    }
  }

  /** Whoever is to go has gone, where the kubelet can see to it. */
  #checkLeaving(cluster: Cluster): void {
    const machines = machinesOf(cluster.sim);
    for (const pod of cluster.sim.store.list("pods")) {
      const { deletionTimestamp, finalizers, name } = pod.metadata;
      if (!deletionTimestamp || finalizers?.length || !machines.isKubeletRunning(pod.spec.nodeName ?? "")) continue;
      const overdueMs = cluster.sim.wallMs() - (parseTime(deletionTimestamp) ?? 0);
      if (overdueMs > LEAVING_MS) this.#fail(cluster, `pod ${name} should have gone ${overdueMs / 1000} s ago`);
    }
  }

  /** Every Deployment was looked at since it changed, and has as many pods as it asks for, ready or not. */
  #checkDeployments(cluster: Cluster): void {
    const { store } = cluster.sim;
    for (const deployment of store.list("deployments")) {
      const { name, generation, uid } = deployment.metadata;
      const { observedGeneration } = deployment.status ?? {};
      if (observedGeneration !== generation) {
        this.#fail(
          cluster,
          `deployment ${name}: generation ${generation ?? 0} is not observed: ${observedGeneration ?? 0}`,
        );
      }
      if (deployment.spec.paused) continue;
      const sets = [...store.controlledBy("replicasets", uid ?? "")];
      const pods = sets.flatMap((set) => [...store.controlledBy("pods", set.metadata.uid ?? "")]);
      // Recreate waits for whoever is still going, and on a machine that is lost that may be for ever.
      const isLeaving = pods.some((pod) => pod.metadata.deletionTimestamp);
      if (deployment.spec.strategy?.type === "Recreate" && isLeaving) continue;
      const standing = pods.filter((pod) => !pod.metadata.deletionTimestamp && !isOver(pod)).length;
      const wanted = deployment.spec.replicas ?? 1;
      if (standing < wanted) this.#fail(cluster, `deployment ${name} has ${standing} of ${wanted} pods`);
    }
  }

  /** Whoever is owned has an owner that exists. */
  #checkOwners(cluster: Cluster): void {
    for (const { kind, metadata } of this.#owners.lost(cluster)) {
      this.#fail(cluster, `${kind} ${metadata.namespace ?? ""}/${metadata.name} has lost all of its owners`);
    }
  }

  /** Slices call only those ready that are (or were, within the time that word of it takes). */
  #checkEndpoints(cluster: Cluster): void {
    for (const slice of cluster.sim.store.list("endpointslices")) {
      for (const { conditions, targetRef } of slice.endpoints) {
        if (!conditions?.ready || targetRef?.kind !== "Pod") continue;
        const key = `${targetRef.namespace ?? ""}/${targetRef.name ?? ""}`;
        const pod = cluster.sim.store.get("pods", key);
        const since = this.#unreadySince.get(key) ?? cluster.nowMs;
        const isStale = !pod || pod.metadata.uid !== targetRef.uid || cluster.nowMs - since > PROPAGATION_MS;
        if (isStale && !publishesNotReady(cluster, slice)) {
          this.#fail(cluster, `${slice.metadata.name} still calls ${key} ready`);
        }
      }
    }
  }

  /** Every node's proxy has the endpoints that the slices have, as soon as word of them has come. */
  #checkRules(cluster: Cluster): void {
    const node = cluster.scenario.nodes[0]?.name ?? "";
    for (const { service, ports } of networkOf(cluster.sim).proxy.rulesOn(node)) {
      const slices = cluster.sim.store
        .list("endpointslices", service.slice(0, service.indexOf("/")))
        .filter((s) => s.metadata.labels?.["kubernetes.io/service-name"] === service.slice(service.indexOf("/") + 1));
      const changedMs = Math.max(...slices.map((s) => this.#slicesChangedMs.get(keyOf(s)) ?? 0));
      if (cluster.nowMs - changedMs < PROPAGATION_MS) continue;
      const ready = slices.flatMap((s) =>
        s.endpoints.filter((e) => e.conditions?.ready ?? true).map((e) => e.addresses[0] ?? ""),
      );
      for (const port of ports) {
        const inForce = endpointsOf(port)
          .ready.map((e) => e.ip)
          .toSorted(compareStrings);
        if (inForce.length > 0 && inForce.join() !== ready.toSorted(compareStrings).join()) {
          this.#fail(cluster, `${node} sends ${service} to ${inForce.join()}, ready are ${ready.join()}`);
        }
      }
    }
  }
}

const sumOf = (counts: ReadonlyTable<number>): number => {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
};

const isOver = (pod: Pod): boolean => pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";

const isReady = (pod: Pod): boolean =>
  !pod.metadata.deletionTimestamp &&
  pod.status?.conditions?.some((c) => c.type === "Ready" && c.status === "True") === true;

const publishesNotReady = (cluster: Cluster, slice: KubeObject): boolean => {
  const name = slice.metadata.labels?.["kubernetes.io/service-name"] ?? "";
  const service = cluster.sim.store.get("services", `${slice.metadata.namespace ?? ""}/${name}`);
  return service?.spec.publishNotReadyAddresses === true;
};

/** Containers together, or the largest init container, whichever is more. */
const requestOf = (pod: Pod, resource: string, parse: (text: string) => number): number => {
  const of = (container: { readonly resources?: { readonly requests?: { readonly [r: string]: string } } }): number =>
    parse(container.resources?.requests?.[resource] ?? "0");
  const together = pod.spec.containers.reduce((sum, container) => sum + of(container), 0);
  return Math.max(together, ...(pod.spec.initContainers ?? []).map(of));
};
