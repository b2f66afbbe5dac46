// Models requests in flight: each is a row from when it is sent until its client has an answer or gives up. What will become of it is
// decided at the start and changes only if its container ends first: two timers a request, one to send it and one to end it.
import type { JsonObject } from "#api/meta";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import type { ProxyEndpoint } from "./proxy-rules.ts";
import {
  cutOff,
  finished,
  logData,
  makeRow,
  planOf,
  silenced,
  thawed,
  type FinishedRequest,
  type Notify,
  type RequestHead,
  type RequestRow,
} from "./request-row.ts";
import type { Hop, Outcome, Source } from "./request.ts";
import { Tally, type Bin, type Totals } from "./tally.ts";
import { tryUpstream } from "./upstream.ts";
import { parseUrl, type ParsedUrl } from "./url.ts";
import { walk, walkAgain } from "./walk.ts";
import { begin, end, type Errand, type Walk, type Wires } from "./way.ts";

export interface Sending {
  readonly client: string;
  readonly source: Source;
  readonly url: string;
  readonly host?: string;
  readonly method?: string;
  readonly timeoutMs: number;
  readonly notify?: Notify;
  /** An open connection: to where, and the way that it took. */
  readonly connection?: { readonly hops: readonly Hop[]; readonly endpoint: ProxyEndpoint };
}

const RECENT = 64;
const RESET_MS = 1;

export class Traffic {
  readonly #sim: Sim;
  readonly #wires: Wires;
  readonly #requests: Table<RequestRow>;
  readonly #recent: Table<FinishedRequest>;
  readonly #tally: Tally;
  readonly #counters: Table<number>;
  // Derived: which requests each container works on, and what the addresses say.
  readonly #byContainer = new Map<string, Set<string>>();
  readonly #urls = new Map<string, ParsedUrl | undefined>();

  constructor(sim: Sim, wires: Wires) {
    this.#sim = sim;
    this.#wires = wires;
    this.#requests = sim.table("network/requests");
    this.#recent = sim.table("network/recent");
    this.#tally = new Tally(sim);
    this.#counters = sim.table("counters");
  }

  send({ client, source, url, host, method, timeoutMs, notify, connection }: Sending): RequestRow {
    const number = (this.#counters.get("requests") ?? 0) + 1;
    this.#counters.set("requests", number);
    this.#tally.sent(client);
    const now = this.#sim.now();
    const head: Mutable<RequestHead> = {
      id: String(number),
      client,
      source,
      url,
      startMs: now,
      deadlineMs: now + timeoutMs,
    };
    if (host !== undefined) head.host = host;
    if (method !== undefined) head.method = method;
    if (notify !== undefined) head.notify = notify;
    const parsed = this.#parse(url);
    if (!parsed) return this.#keep(head, end(begin(this.#sim, client), { kind: "unresolved", reason: "unresolved" }));
    const errand: Mutable<Errand> = { client, source, url: parsed };
    if (host !== undefined) errand.host = host;
    if (method !== undefined) errand.method = method;
    const way = connection
      ? walkAgain(this.#wires, errand, connection.hops, connection.endpoint)
      : walk(this.#wires, errand);
    return this.#keep(head, way);
  }
  /** The client goes away (Ctrl+C): counted as `cancelled`, and nobody is told. */
  cancel(id: string): void {
    const row = this.#requests.get(id);
    if (!row) return;
    this.#sim.clearTimer(row.timer);
    const { notify: _, ...head } = row.head;
    this.#finish({ ...row, head }, "cancelled");
  }

  inFlight(): Iterable<RequestRow> {
    return this.#requests.values();
  }
  recent(): readonly FinishedRequest[] {
    return [...this.#recent.values()].toSorted((a, b) => a.endMs - b.endMs || Number(a.id) - Number(b.id));
  }
  /** All who ever sent a request. */
  clients(): string[] {
    return this.#tally.clients();
  }
  totals(client: string): Totals {
    return this.#tally.totals(client);
  }
  bins(client: string): Bin[] {
    return this.#tally.bins(client);
  }

  /** The timer of a request: it is over, or the ingress tries again. */
  due(id: string): void {
    const row = this.#requests.get(id);
    if (!row) return;
    if (row.plan.outcome !== undefined) this.#finish(row, row.plan.outcome);
    else this.#tryAgain(row);
  }
  /** Whatever it worked on is cut; the ingress takes its own to the next endpoint. */
  containerEnded(containerId: string): void {
    // The order of a set depends on how it came to be; that of the requests' numbers does not.
    const ids = [...(this.#byContainer.get(containerId) ?? [])].toSorted((a, b) => Number(a) - Number(b));
    for (const id of ids) {
      const row = this.#requests.get(id);
      if (!row) continue;
      this.#sim.clearTimer(row.timer);
      if (row.upstream) this.#tryAgain({ ...row, plan: { ...row.plan, reason: "died" } });
      else this.#cut(row);
    }
  }
  /** The machine lost its power or its cable: no reset comes from there, and no answer. */
  nodeLost(node: string): void {
    for (const row of Array.from(this.#requests.values())) {
      const isThere = row.endpoint?.node === node || row.hops.some((hop) => hop.kind === "node" && hop.name === node);
      if (!isThere || row.plan.outcome === undefined) continue;
      this.#sim.clearTimer(row.timer);
      this.#release(row);
      const timer = this.#sim.setTimer(row.head.deadlineMs, "network/request", row.head.id);
      this.#requests.set(row.head.id, silenced(row, timer));
    }
  }
  rebuild(): void {
    this.#byContainer.clear();
    for (const row of this.#requests.values()) this.#hold(row);
  }

  #parse(url: string): ParsedUrl | undefined {
    if (!this.#urls.has(url)) this.#urls.set(url, parseUrl(url));
    return this.#urls.get(url);
  }
  /** Writes the row of a walk that has come to its end, or to a pause, and sets the timer for that. */
  #keep(head: RequestHead, way: Walk): RequestRow {
    const plan = planOf(way, head);
    const timer = this.#sim.setTimer(plan.endMs, "network/request", head.id);
    const row = makeRow(head, plan, timer, way);
    this.#requests.set(head.id, row);
    if (plan.containerId !== undefined) this.#wires.apps.begin(plan.containerId, plan.cpuMs);
    this.#hold(row);
    return row;
  }
  #tryAgain(row: RequestRow): void {
    this.#release(row);
    this.#keep(row.head, tryUpstream(this.#wires, thawed(row, this.#sim.now())));
  }
  #cut(row: RequestRow): void {
    this.#release(row);
    const endMs = Math.min(this.#sim.now() + RESET_MS, row.head.deadlineMs);
    const timer = this.#sim.setTimer(endMs, "network/request", row.head.id);
    this.#requests.set(row.head.id, cutOff(row, endMs, timer));
  }
  #hold({ head, plan: { containerId } }: RequestRow): void {
    if (containerId === undefined) return;
    const ids = this.#byContainer.get(containerId);
    if (ids) ids.add(head.id);
    else this.#byContainer.set(containerId, new Set([head.id]));
  }
  #release({ head, plan: { containerId, cpuMs } }: RequestRow): void {
    if (containerId === undefined) return;
    const ids = this.#byContainer.get(containerId);
    ids?.delete(head.id);
    if (ids?.size === 0) this.#byContainer.delete(containerId);
    this.#wires.apps.end(containerId, cpuMs);
  }

  #finish(row: RequestRow, outcome: Outcome): void {
    const now = this.#sim.now();
    const { id, client, startMs, notify } = row.head;
    this.#requests.delete(id);
    this.#release(row);
    this.#tally.ended(client, outcome, startMs);
    const answer = finished(row, outcome, now);
    this.#recent.set(String(Number(id) % RECENT), answer);
    this.#sim.log({ type: "request", client, outcome, data: logData(row.head, answer) });
    if (notify) this.#sim.setTimer(now, notify.handler, notify.key, answer as unknown as JsonObject);
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
