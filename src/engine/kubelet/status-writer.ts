// Models pkg/kubelet/status/status_manager.go (v1.36): a status is written when it changed, and the moment an API server is there. One that is
// slow has the newest when it is done with the request; what was between is never told.
import { withFields } from "#api/json";
import { parseTime } from "#api/time";
import type { Pod, PodStatus } from "#api/core-pod";
import type { ObjectChange } from "../apiserver/store.ts";
import { controlPlaneOf } from "../controlplane/controlplane.ts";
import type { Table } from "../state/table.ts";
import type { KubeletContext } from "./context.ts";
import { podStatus } from "./pod-status.ts";
import type { ContainerRow, PodRow } from "./rows.ts";
import { checks } from "../apiserver/checks.ts";
import { allocationOf } from "./allocated.ts";

/** How often the status manager goes through what it has sent. */
const RECONCILE_MS = 10_000;

const versionOf = ({ resourceVersion = "0" }: Pod["metadata"]): number => Number(resourceVersion);

export class StatusWriter {
  readonly #context: KubeletContext;
  readonly #epochMs: number;
  /** By pod: the timer of the request that is on its way. */
  readonly #sending: Table<number>;
  /** By pod: the version that its last own write made. */
  readonly #sent: Table<number>;
  /** Pods whose status somebody else has written since: looked at with the next round. */
  readonly #doubted: Table<true>;

  constructor(context: KubeletContext) {
    this.#context = context;
    this.#sending = context.sim.table("kubelet/sending");
    this.#sent = context.sim.table("kubelet/sent");
    this.#doubted = context.sim.table("kubelet/doubted");
    this.#epochMs = parseTime(context.sim.scenario.startTime) ?? 0;
  }

  /** Writes what the kubelet knows of the pod now, and remembers what it showed. */
  write(row: PodRow, pod: Pod): PodRow {
    const { sim } = this.#context;
    const slowMs = this.#sending.has(row.uid) ? undefined : controlPlaneOf(sim).requestMs();
    if (slowMs !== undefined) {
      this.#sending.set(row.uid, sim.setTimer(sim.now() + slowMs, "kubelet/status", row.uid));
    } else if (!this.#sending.has(row.uid)) this.#send(row, pod);
    return this.#shown(row);
  }

  /** The request has come through. */
  onSent(uid: string): void {
    this.#sending.delete(uid);
    const row = this.#context.pods.get(uid);
    const pod = row && this.#context.podOf(row);
    if (row && pod) this.#send(row, pod);
  }

  #send(row: PodRow, pod: Pod): void {
    const { sim } = this.#context;
    if (row.removed || row.unmirrored || !this.#context.machines.reachesApi(row.node)) return;
    const node = sim.store.get("nodes", row.node);
    const made = podStatus({ pod, row, node, timestamp: sim.timestamp(), epochMs: this.#epochMs });
    const kept = allocationOf(sim, pod);
    const status = kept ? checks().resizedStatus(made, pod, kept) : made;
    this.#note(row.uid, sim.api.writeStatus("pods", row.key, status));
  }

  /** Writes a status that is not made from containers: a rejected pod's. */
  writeBare(row: PodRow, status: PodStatus): void {
    if (!this.#context.machines.reachesApi(row.node)) return;
    this.#note(row.uid, this.#context.sim.api.writeStatus("pods", row.key, status));
  }

  /** Where somebody else has written the status (`kubectl edit --subresource=status`), it is compared with what is so. */
  onChange({ type, object, old }: ObjectChange<Pod>): void {
    const { metadata, status } = object;
    const { uid = "" } = metadata;
    const { sim } = this.#context;
    if (type === "DELETED") this.#sent.delete(uid);
    if (type !== "MODIFIED" || status === old?.status) return;
    if (versionOf(metadata) <= (this.#sent.get(uid) ?? Infinity) || this.#doubted.has(uid)) return;
    this.#doubted.set(uid, true);
    const now = sim.now();
    sim.setTimer(now + RECONCILE_MS - (now % RECONCILE_MS), "kubelet/reconcile", uid);
  }

  /** Of syncBatch: what the API server has of the pod is put right. */
  reconcile(uid: string): void {
    this.#doubted.delete(uid);
    const row = this.#context.pods.get(uid);
    const pod = row && this.#context.podOf(row);
    if (row && pod && !this.#sending.has(uid)) this.#send(row, pod);
  }

  #note(uid: string, written: Pod | undefined): void {
    if (written) this.#sent.set(uid, versionOf(written.metadata));
  }

  #shown(row: PodRow): PodRow {
    let containers: Record<string, ContainerRow> | undefined;
    for (const name in row.containers) {
      const c = row.containers[name]!;
      const isRunning = c.id !== undefined && c.exit === undefined;
      if ((isRunning ? c.id : undefined) === c.shownId) continue;
      const { shownId: _, ...rest } = c;
      containers ??= { ...row.containers };
      containers[name] = isRunning ? withFields(rest, { shownId: c.id }) : rest;
    }
    return containers ? this.#context.update(row, { containers }) : row;
  }
}
