// The CPU time that processes have burnt, as the kernel's cpuacct counts it. Kept only where somebody reads it.
import { applicationsOf } from "../apps/applications.ts";
import type { ProcessRow } from "../apps/process.ts";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";

export interface Meter {
  /** Burnt until `atMs`, in milli-CPU-milliseconds. */
  readonly burnt: number;
  readonly milli: number;
  readonly atMs: number;
}

export const burntAt = ({ burnt, milli, atMs }: Meter, nowMs: number): number => burnt + milli * (nowMs - atMs);

/** Meters by container id, of what runs. */
export const createCpuMeters = (sim: Sim): Table<Meter> => {
  const meters: Table<Meter> = sim.table("metrics/meters");
  const apps = applicationsOf(sim);
  const read = (row: ProcessRow): void => {
    if (row.state === "exited") {
      meters.delete(row.id);
      return;
    }
    const milli = apps.cpuDemandMilli(row) * row.rate;
    const before = meters.get(row.id);
    if (before?.milli === milli) return;
    meters.set(row.id, { burnt: before ? burntAt(before, sim.now()) : 0, milli, atMs: sim.now() });
  };
  apps.onDemand(read);
  apps.onChange(read);
  return meters;
};
