// The engine's door. A cluster is one plain state, the components over it, and a clock that only moves when it is asked to.
// Same scenario and same commands at the same virtual times: the same bytes, in Node and in every browser.
import { compareStrings } from "#api/compare";
import type { Json, JsonObject, KubeObject } from "#api/meta";
import { formatTime, parseTime } from "#api/time";
import { ApiServer } from "./apiserver/apiserver.ts";
import { createStore, type ObjectChange, type WritableStore } from "./apiserver/store.ts";
import { Gates } from "./clock/gates.ts";
import { createRng, fnv1a, type Rng } from "./clock/rng.ts";
import { TimerQueue, type Timer } from "./clock/timers.ts";
import { componentFactories } from "./components.ts";
import { programOf } from "./controlplane/programs.ts";
import type { LogEntry, LoggedEntry } from "./history/log.ts";
import type { ScheduledCommand, Scenario } from "./scenario.ts";
import type { Component, ComponentFactory, Sim } from "./sim.ts";
import { StateTable, type TableRows } from "./state/table.ts";

/** What somebody does: a component's command. The run is the scenario, the seed and the list of these with their times. */
export interface Command {
  readonly component: string;
  readonly action: string;
  readonly data: JsonObject;
}

/** The state by reference: cheap to take, to keep and to go back to, in the same program. */
export interface Keyframe {
  readonly nowMs: number;
  readonly timers: readonly Timer[];
  readonly nextTimerId: number;
  readonly tables: ReadonlyMap<string, TableRows>;
}

/** The state as JSON: for files, links and other windows. */
export interface Snapshot {
  readonly version: 1;
  readonly nowMs: number;
  readonly timers: readonly Timer[];
  readonly nextTimerId: number;
  readonly tables: { readonly [name: string]: readonly (readonly [string, unknown])[] };
}

export interface ClusterOptions {
  /** Components from the layers above (the shell); they come after the engine's own, in this order. */
  readonly components?: readonly ComponentFactory[];
  /** Called with each log entry as it is made. Absent: entries are counted and hashed, not kept. */
  onLog?(entry: LoggedEntry): void;
}

/** One step may cause at most this many notifications: more means that two controllers chase each other. */
const MAX_NOTIFICATIONS = 1_000_000;

export class Cluster {
  readonly scenario: Scenario;
  readonly sim: Sim;
  readonly #tables = new Map<string, StateTable<unknown>>();
  readonly #timers = new TimerQueue();
  readonly #gates: Gates;
  readonly #counters: StateTable<number>;
  readonly #components = new Map<string, Component>();
  readonly #watchers = new Map<string, ((change: ObjectChange) => void)[]>();
  readonly #handlers = new Map<string, (key: string, data: Json | undefined) => void>();
  readonly #listeners = new Set<() => void>();
  readonly #store: WritableStore;
  readonly #startMs: number;
  readonly #options: ClusterOptions;
  #pending: ObjectChange[] = [];
  #nowMs = 0;
  /** Rows of `counters`, which are written when somebody takes the state: they change with every entry. */
  #logLength = 0;
  #logHash = 0;

  constructor(scenario: Scenario, options: ClusterOptions = {}) {
    this.scenario = scenario;
    this.#options = options;
    this.#startMs = parseTime(scenario.startTime) ?? 0;
    this.#counters = this.#table("counters");
    this.#gates = new Gates({
      timers: this.#timers,
      gates: this.#table("cluster/gates"),
      held: this.#table("cluster/held"),
      programOf,
    });
    this.#store = createStore((resource) => this.#table<KubeObject>(`objects/${resource}`));
    this.sim = this.#makeSim();
    for (const factory of [...componentFactories, ...(options.components ?? [])]) this.#install(factory(this.sim));
  }

  /** Virtual milliseconds since the cluster was created. */
  get nowMs(): number {
    return this.#nowMs;
  }
  /** When something happens next, or undefined if nothing ever does by itself. */
  get nextAtMs(): number | undefined {
    return this.#timers.nextAtMs;
  }
  /** Entries made so far, and the running hash over them: two runs are equal if these are. */
  get logLength(): number {
    return this.#logLength;
  }
  get logHash(): number {
    return this.#logHash;
  }

  /** How many commands `run` has done so far. */
  get commandsDone(): number {
    return this.#counters.get("commands") ?? 0;
  }

  /** First timers and objects. Once, for a new cluster; a restored one goes on without. */
  start(): void {
    for (const component of this.#components.values()) component.start?.();
    this.#drain();
    for (const c of this.scenario.schedule ?? []) this.#await(c);
  }

  #await({ atMs, component, ...does }: ScheduledCommand): void {
    this.#timers.add(atMs, "cluster/command", component, does);
  }

  /** Does what somebody asks, now, and answers what the component says. Throws if there is no such command. */
  run(command: Command): Json {
    const action = this.#components.get(command.component)?.commands?.[command.action];
    if (!action) throw new Error(`no command ${command.component}/${command.action}`);
    this.#counters.set("commands", this.commandsDone + 1);
    this.sim.log({ type: "command", ...command });
    const answer = action(command.data);
    this.#drain();
    this.#publish();
    return answer;
  }

  /** Lets time pass until `untilMs`: everything due up to and including then has happened. */
  advance(untilMs: number): void {
    for (let next = this.#timers.nextAtMs; next !== undefined && next <= untilMs; next = this.#timers.nextAtMs) {
      this.#fire();
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
    this.#publish();
  }

  /** Fires the next timer, however far off. False if there is none. */
  step(): boolean {
    if (this.#timers.nextAtMs === undefined) return false;
    this.#fire();
    this.#publish();
    return true;
  }

  /** Called after each command and advance. Answers how to stop that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  keyframe(): Keyframe {
    this.#writeLogCounters();
    return {
      nowMs: this.#nowMs,
      timers: this.#timers.freeze(),
      nextTimerId: this.#timers.nextId,
      tables: new Map([...this.#tables].map(([name, table]) => [name, table.freeze()])),
    };
  }

  load(keyframe: Keyframe): void {
    this.#nowMs = keyframe.nowMs;
    this.#timers.load(keyframe.timers, keyframe.nextTimerId);
    for (const name of keyframe.tables.keys()) this.#table(name);
    for (const [name, table] of this.#tables) table.load(keyframe.tables.get(name));
    this.#logLength = this.#counters.get("log") ?? 0;
    this.#logHash = this.#counters.get("logHash") ?? 0;
    this.#pending = [];
    this.#store.rebuild();
    for (const component of this.#components.values()) component.rebuild?.();
    this.#publish();
  }

  snapshot(): Snapshot {
    this.#writeLogCounters();
    return {
      version: 1,
      nowMs: this.#nowMs,
      timers: this.#timers.sorted(),
      nextTimerId: this.#timers.nextId,
      // A table is made when it is first asked for; that somebody asked is no state.
      tables: Object.fromEntries(
        [...this.#tables]
          .filter(([, table]) => table.size > 0)
          .toSorted(([a], [b]) => compareStrings(a, b))
          .map(([name, table]) => [name, [...table.entries()]]),
      ),
    };
  }

  /** Goes on from a snapshot of the same scenario, as if it had never stopped. */
  restore(snapshot: Snapshot): void {
    this.load({
      nowMs: snapshot.nowMs,
      timers: snapshot.timers,
      nextTimerId: snapshot.nextTimerId,
      tables: new Map(Object.entries(snapshot.tables).map(([name, rows]) => [name, new Map(rows)])),
    });
  }

  #install(component: Component): void {
    this.#components.set(component.name, component);
    for (const [name, handler] of Object.entries(component.timers ?? {})) {
      this.#handlers.set(`${component.name}/${name}`, handler);
    }
    for (const [resource, watcher] of Object.entries(component.watch ?? {})) {
      const watchers = this.#watchers.get(resource);
      if (watchers) watchers.push(watcher);
      else this.#watchers.set(resource, [watcher]);
    }
  }

  #fire(): void {
    const timer = this.#timers.pop()!;
    this.#nowMs = Math.max(this.#nowMs, timer.atMs);
    if (this.#gates.holds(timer, this.#nowMs)) return;
    if (timer.handler === "cluster/command") {
      const does = timer.data as Omit<ScheduledCommand, "atMs" | "component">;
      const { action, data, everyMs } = does;
      if (everyMs && everyMs > 0) this.#await({ ...does, atMs: timer.atMs + everyMs, component: timer.key });
      this.sim.log({ type: "command", component: timer.key, action, data });
      this.#components.get(timer.key)?.commands?.[action]?.(data);
    } else {
      const handler = this.#handlers.get(timer.handler);
      if (!handler) throw new Error(`no handler for timer ${timer.handler}`);
      handler(timer.key, timer.data);
    }
    this.#drain();
  }

  /** Hands changes to watchers, in the order of the changes and, for each, of the components. */
  #drain(): void {
    for (let i = 0; i < this.#pending.length; i++) {
      if (i > MAX_NOTIFICATIONS)
        throw new Error(`endless notifications at ${this.#nowMs} ms, seed ${this.scenario.seed}`);
      const change = this.#pending[i]!;
      this.#logChange(change);
      for (const watcher of this.#watchers.get(change.resource) ?? []) watcher(change);
    }
    if (this.#pending.length > 0) this.#pending = [];
  }

  #publish(): void {
    for (const listener of this.#listeners) listener();
  }

  #table<V>(name: string): StateTable<V> {
    let table = this.#tables.get(name);
    if (!table) this.#tables.set(name, (table = new StateTable<unknown>(name)));
    return table as StateTable<V>;
  }

  #log(entry: LogEntry): void {
    // In parts: put together, the text would be copied once more.
    const hash = fnv1a(JSON.stringify(entry), fnv1a(`${this.#nowMs} `, this.#logHash));
    this.#logged(fnv1a("\n", hash), entry);
  }

  /** As `#log`, of what is logged most: the hash goes over the parts of a line that is not made. */
  #logChange({ type: change, resource, key, object }: ObjectChange): void {
    const resourceVersion = object.metadata.resourceVersion ?? "";
    let hash = fnv1a(String(this.#nowMs), this.#logHash);
    for (const part of [change, resource, key, resourceVersion]) hash = fnv1a(part, fnv1a(" ", hash));
    const entry = this.#options.onLog && ({ type: "object", change, resource, key, resourceVersion } as const);
    this.#logged(fnv1a("\n", hash), entry);
  }

  #logged(hash: number, entry: LogEntry | undefined): void {
    const index = this.#logLength;
    this.#logLength = index + 1;
    this.#logHash = hash;
    // The rows stand where the first entry put them.
    if (index === 0) this.#writeLogCounters();
    if (entry) this.#options.onLog?.({ ...entry, atMs: this.#nowMs, index });
  }

  #writeLogCounters(): void {
    if (this.#logLength === 0) return;
    this.#counters.set("log", this.#logLength);
    this.#counters.set("logHash", this.#logHash);
  }

  #makeSim(): Sim {
    const now = (): number => this.#nowMs;
    const wallMs = (atMs = this.#nowMs): number => this.#startMs + atMs;
    const rng: Rng = createRng(this.#table<number>("rng"), this.scenario.seed);
    const api = new ApiServer({
      store: this.#store,
      rng,
      counters: this.#counters,
      wallMs,
      notify: (change) => this.#pending.push(change),
    });
    return {
      now,
      wallMs,
      timestamp: () => formatTime(wallMs()),
      rng,
      scenario: this.scenario,
      store: this.#store,
      api,
      table: <V>(name: string) => this.#table<V>(name),
      setTimer: (atMs, handler, key, data) => {
        // It would stand still at the head of the queue, and all time behind it.
        if (Number.isNaN(atMs)) throw new Error(`timer ${handler} of ${key} at no time`);
        return this.#timers.add(Math.max(Math.round(atMs), this.#nowMs), handler, key, data);
      },
      clearTimer: (id) => {
        if (id !== undefined && !this.#timers.cancel(id)) this.#gates.drop(id);
      },
      dueMs: (id) => this.#timers.get(id)?.atMs ?? this.#nowMs,
      gate: (program, gate) => this.#gates.set(program, gate, this.#nowMs),
      log: (entry) => this.#log(entry),
    };
  }
}

/** A new cluster, its first timers set. Let `scenario.settleMs` pass before showing it. */
export const createCluster = (scenario: Scenario, options: ClusterOptions = {}): Cluster => {
  const cluster = new Cluster(scenario, options);
  cluster.start();
  return cluster;
};
