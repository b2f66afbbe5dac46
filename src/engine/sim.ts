// What every component of the engine is given, and what it gives. A component (scheduler, kubelet, deployment controller, shell)
// is handlers over the one state: it keeps nothing of its own that cannot be rebuilt from tables.
import type { Json, JsonObject } from "#api/meta";
import type { Gate } from "./clock/gates.ts";
import type { Rng } from "./clock/rng.ts";
import type { Table } from "./state/table.ts";
import type { Store, ObjectChange } from "./apiserver/store.ts";
import type { ApiServer } from "./apiserver/apiserver.ts";
import type { Scenario } from "./scenario.ts";
import type { LogEntry } from "./history/log.ts";

/** The simulation, as a component sees it. */
export interface Sim {
  /** Virtual milliseconds since the cluster was created. */
  now(): number;
  /** Milliseconds since 1970 on the cluster's wall clock, now or at a virtual millisecond: what timestamps in objects say. */
  wallMs(atMs?: number): number;
  /** metav1.Time of now (RFC 3339, whole seconds). */
  timestamp(): string;
  readonly rng: Rng;
  readonly scenario: Scenario;
  /** Objects, by resource. Reading is direct; every write goes through `api`. */
  readonly store: Store;
  readonly api: ApiServer;
  /** The state table of this name (made empty when asked for first). Call it once, when the component is created. */
  table<V>(name: string): Table<V>;
  /** Calls `handler` (`component/name`) at `atMs` with key and data; gives the timer's id. A time in the past means now. */
  setTimer(atMs: number, handler: string, key: string, data?: Json): number;
  clearTimer(id: number | undefined): void;
  /** When a timer is due; now, if it has fired or was cleared. */
  dueMs(id: number): number;
  /** Keeps a program's components from acting, or from acting in time; undefined: it runs again, and whatever waited is due. */
  gate(program: string, gate: Gate | undefined): void;
  /** Adds to the run's log: what the timeline, the charts and the terminal read. */
  log(entry: LogEntry): void;
}

export interface Component {
  readonly name: string;
  /** Once, when a new cluster is created (never at restore): first timers, first rows. */
  start?(): void;
  /** Handlers of timers, by the part after the slash of `component/name`. */
  readonly timers?: { readonly [name: string]: (key: string, data: Json | undefined) => void };
  /** What people do: `cluster.run({component, action, data})`. Answers plain data. */
  readonly commands?: { readonly [action: string]: (data: JsonObject) => Json };
  /** Called for each change of an object of this resource, in order, after the step that made it. */
  readonly watch?: { readonly [resource: string]: (change: ObjectChange) => void };
  /** Throws away what was derived from tables and builds it anew: after restore and seek. */
  rebuild?(): void;
}

/** A component is made once per cluster, over its Sim. */
export type ComponentFactory = (sim: Sim) => Component;
