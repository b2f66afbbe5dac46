// Models pkg/kubelet/status/status_manager.go (v1.36): a status is written when it changed, and the moment an API server is there.
import { parseTime } from "#api/time";
import type { Pod, PodStatus } from "#api/core-pod";
import type { KubeletContext } from "./context.ts";
import { podStatus } from "./pod-status.ts";
import type { ContainerRow, PodRow } from "./rows.ts";

export class StatusWriter {
  readonly #context: KubeletContext;
  readonly #epochMs: number;

  constructor(context: KubeletContext) {
    this.#context = context;
    this.#epochMs = parseTime(context.sim.scenario.startTime) ?? 0;
  }

  /** Writes what the kubelet knows of the pod now, and remembers what it showed. */
  write(row: PodRow, pod: Pod): PodRow {
    const { sim } = this.#context;
    if (!row.removed && !row.unmirrored && this.#context.machines.reachesApi(row.node)) {
      const node = sim.store.get("nodes", row.node);
      const status = podStatus({ pod, row, node, timestamp: sim.timestamp(), epochMs: this.#epochMs });
      sim.api.writeStatus("pods", row.key, status);
    }
    return this.#shown(row);
  }

  /** Writes a status that is not made from containers: a rejected pod's. */
  writeBare(row: PodRow, status: PodStatus): void {
    if (this.#context.machines.reachesApi(row.node)) this.#context.sim.api.writeStatus("pods", row.key, status);
  }

  #shown(row: PodRow): PodRow {
    let containers: Record<string, ContainerRow> | undefined;
    for (const name in row.containers) {
      const c = row.containers[name]!;
      const isRunning = c.id !== undefined && c.exit === undefined;
      if ((isRunning ? c.id : undefined) === c.shownId) continue;
      const { shownId: _, ...rest } = c;
      containers ??= { ...row.containers };
      containers[name] = isRunning ? { ...rest, shownId: c.id } : rest;
    }
    return containers ? this.#context.update(row, { containers }) : row;
  }
}
