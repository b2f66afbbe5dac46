// Models those who send requests again and again: the scenario's clients at their rate, a load of one request every so often, and a run of
// n requests one after another. What they do next is a row and a timer.
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import type { ProxyEndpoint } from "./proxy-rules.ts";
import type { Answer, Hop, Source } from "./request.ts";
import type { OutcomeCounts } from "./tally.ts";
import type { Sending, Traffic } from "./traffic.ts";

export interface ClientSpec {
  readonly name: string;
  readonly url: string;
  readonly perSecond: number;
  readonly arrivals?: "even" | "poisson";
  readonly timeoutMs?: number;
  readonly fromMs?: number;
  readonly untilMs?: number;
  readonly requestsPerConnection?: number;
  /** Absent: outside, beyond the firewall. */
  readonly source?: Source;
  readonly host?: string;
}

/** A client as it stands: what it does, and what it is about to do. */
export interface ClientRow {
  readonly spec: ClientSpec;
  /** From when its requests are counted out, and how many were sent since. */
  readonly sinceMs: number;
  readonly sent: number;
  readonly timer: number | null;
  readonly connection: Connection | null;
}

/** What a keep-alive client holds on to. */
interface Connection {
  readonly hops: readonly Hop[];
  readonly endpoint: ProxyEndpoint;
  readonly left: number;
}

export interface RunSpec {
  readonly name: string;
  readonly url: string;
  readonly n: number;
  readonly everyMs: number;
  readonly timeoutMs: number;
  readonly source: Source;
  readonly host?: string;
}

/** `n` requests one after another, and what came of them. */
export interface RunRow {
  readonly spec: RunSpec;
  readonly sent: number;
  readonly isDone: boolean;
  readonly outcomes: OutcomeCounts;
  readonly bodies: { readonly [body: string]: number };
}

export const DEFAULT_TIMEOUT_MS = 3000;

export class Clients {
  readonly #sim: Sim;
  readonly #traffic: Traffic;
  readonly #clients: Table<ClientRow>;
  readonly #runs: Table<RunRow>;

  constructor(sim: Sim, traffic: Traffic) {
    this.#sim = sim;
    this.#traffic = traffic;
    this.#clients = sim.table("network/clients");
    this.#runs = sim.table("network/runs");
  }

  get(name: string): ClientRow | undefined {
    return this.#clients.get(name);
  }
  all(): Iterable<ClientRow> {
    return this.#clients.values();
  }
  runOf(name: string): RunRow | undefined {
    return this.#runs.get(name);
  }
  /** How many of its requests are still under way. */
  inFlightOf(name: string): number {
    const { sent, outcomes } = this.#traffic.totals(name);
    return sent - Object.values(outcomes).reduce((sum, n) => sum + n, 0);
  }

  /** Adds a client, or changes the one of this name. */
  set(spec: ClientSpec): void {
    this.#stop(spec.name);
    const sinceMs = Math.max(spec.fromMs ?? 0, this.#sim.now());
    this.#schedule({ spec, sinceMs, sent: 0, timer: null, connection: null });
  }
  /** Another URL from the next request on, which comes when it would have come. */
  redirect(name: string, url: string): void {
    const row = this.#clients.get(name);
    if (row) this.#clients.set(name, { ...row, spec: { ...row.spec, url }, connection: null });
  }
  remove(name: string): void {
    this.#stop(name);
    this.#clients.delete(name);
  }
  /** The timer of a client: its next request. */
  tick(name: string): void {
    const row = this.#clients.get(name);
    if (!row) return;
    const { spec, connection } = row;
    const perConnection = spec.requestsPerConnection ?? 1;
    const { hops, endpoint, upstream, plan } = this.#traffic.send(sendingOf(spec, connection));
    // nginx is at the other end of a connection to the ingress: it spreads each request anew.
    const isKept = perConnection > 1 && !upstream && plan.status !== undefined;
    const opened = isKept && endpoint ? { hops, endpoint, left: perConnection } : null;
    const open = connection ?? opened;
    const left = open && open.left > 1 ? { ...open, left: open.left - 1 } : null;
    this.#schedule({ ...row, sent: row.sent + 1, connection: left });
  }
  /** Whatever is not an answer breaks a connection that was kept; the next request opens another. */
  connectionAnswered(name: string, answer: Answer): void {
    const row = this.#clients.get(name);
    if (row?.connection && answer.status === undefined) this.#clients.set(name, { ...row, connection: null });
  }
  /** A pod that ends closes the connections that it has, in good order: whoever held one opens another. */
  podEnded(podUid: string): void {
    for (const [name, row] of Array.from(this.#clients.entries())) {
      if (row.connection?.endpoint.podUid === podUid) this.#clients.set(name, { ...row, connection: null });
    }
  }

  run(spec: RunSpec): void {
    this.#runs.set(spec.name, { spec, sent: 0, isDone: spec.n <= 0, outcomes: {}, bodies: {} });
    if (spec.n > 0) this.#sim.setTimer(this.#sim.now(), "network/run", spec.name);
  }
  /** The timer of a run: its next request. */
  runNext(name: string): void {
    const row = this.#runs.get(name);
    if (!row) return;
    const { url, timeoutMs, source, host } = row.spec;
    this.#runs.set(name, { ...row, sent: row.sent + 1 });
    this.#traffic.send({
      client: name,
      source,
      url,
      timeoutMs,
      ...(host === undefined ? {} : { host }),
      notify: { handler: "network/run-answered", key: name },
    });
  }
  runAnswered(name: string, { outcome, body }: Answer): void {
    const row = this.#runs.get(name);
    if (!row) return;
    const isDone = row.sent >= row.spec.n;
    const outcomes = { ...row.outcomes, [outcome]: (row.outcomes[outcome] ?? 0) + 1 };
    const bodies = body === undefined ? row.bodies : { ...row.bodies, [body]: (row.bodies[body] ?? 0) + 1 };
    this.#runs.set(name, { ...row, isDone, outcomes, bodies });
    if (!isDone) this.#sim.setTimer(this.#sim.now() + row.spec.everyMs, "network/run", name);
  }

  /** When its next request is due: the n-th of an even client n/rate seconds after its start, so that no rounding adds up. */
  #nextMs({ spec, sinceMs, sent }: ClientRow): number {
    if (spec.perSecond <= 0) return Infinity;
    if (spec.arrivals !== "poisson") return sinceMs + (sent * 1000) / spec.perSecond;
    const fromMs = Math.max(sinceMs, this.#sim.now());
    return fromMs + (exponential(this.#sim, `client ${spec.name}`) * 1000) / spec.perSecond;
  }
  #schedule(row: ClientRow): void {
    const atMs = this.#nextMs(row);
    const { name, untilMs } = row.spec;
    const isOver = atMs === Infinity || (untilMs !== undefined && atMs >= untilMs);
    const timer = isOver ? null : this.#sim.setTimer(atMs, "network/client", name);
    this.#clients.set(name, { ...row, timer });
  }
  #stop(name: string): void {
    const row = this.#clients.get(name);
    if (row && row.timer !== null) this.#sim.clearTimer(row.timer);
  }
}

const OUTSIDE: Source = { kind: "outside" };

const sendingOf = (spec: ClientSpec, connection: Connection | null): Sending => {
  const { name: client, url, source = OUTSIDE, timeoutMs = DEFAULT_TIMEOUT_MS, host, requestsPerConnection } = spec;
  const sending: Sending = { client, url, source, timeoutMs };
  if (host === undefined && !connection && (requestsPerConnection ?? 1) <= 1) return sending;
  return {
    ...sending,
    ...(host === undefined ? {} : { host }),
    ...(connection ? { connection } : {}),
    notify: { handler: "network/connection", key: client },
  };
};

/**
 * An exponentially distributed number of mean 1 by von Neumann's comparison of uniform ones: no logarithm, whose last bit differs
 * between browsers.
 */
const exponential = (sim: Sim, stream: string): number => {
  for (let whole = 0; ; whole++) {
    const first = sim.rng.next(stream);
    let smallest = first;
    let isOdd = true;
    for (let next = sim.rng.next(stream); next < smallest; next = sim.rng.next(stream)) {
      smallest = next;
      isOdd = !isOdd;
    }
    if (isOdd) return whole + first;
  }
};
