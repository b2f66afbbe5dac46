// Models the ingress-nginx controller (internal/ingress/controller/{controller,nginx,store}, rootfs/etc/nginx/lua/balancer.lua, 1.15.1): which
// Ingress objects are its own, how late nginx follows them, and how it spreads requests over a service's endpoints.
import { deepEqual } from "#api/json";
import type { JsonObject } from "#api/meta";
import type { Ingress } from "#api/networking";
import type { ObjectChange } from "../apiserver/store.ts";
import { createEventRecorder, type EventRecorder } from "../events/recorder.ts";
import type { Sim } from "../sim.ts";
import { findLocation, hasHost, makeIngressConfig, type IngressConfig, type Location } from "./ingress-config.ts";
import type { Table } from "../state/table.ts";
import { readyOf, slicesOf, type ProxyEndpoint } from "./proxy-rules.ts";

interface Versions<T> {
  readonly inForceMs: number;
  readonly now: T;
  readonly before: T;
}
type Backends = { readonly [backend: string]: readonly ProxyEndpoint[] };
interface State {
  readonly lastMs: number;
  readonly syncTimer: number | null;
  readonly statusTimer: number | null;
}

const CONTROLLER = "k8s.io/ingress-nginx";
const CLASS = "nginx";
const CLASS_ANNOTATION = "kubernetes.io/ingress.class";
/** The sync queue lets 0.3 through a second. */
const SYNC_INTERVAL_MS = 3333;
const NOTICE_MS = 10;
/** Simplified: writing, testing and reloading the configuration takes nginx always as long. */
const RELOAD_MS = 300;
/** Lua asks for new backends once a second. */
const POLL_MS = 1000;
const STATUS_MS = 60_000;
const NO_CONFIG: IngressConfig = { servers: [], backends: [] };
const NO_BACKENDS: Backends = {};
const IDLE: State = { lastMs: -SYNC_INTERVAL_MS, syncTimer: null, statusTimer: null };

const nameOf = ({ metadata }: JsonObject): unknown => (metadata as JsonObject | undefined)?.["name"];

export class IngressController {
  /** Where it listens; undefined if the cluster has none. */
  readonly address: string | undefined;
  readonly #sim: Sim;
  readonly #configs: Table<Versions<IngressConfig>>;
  readonly #backends: Table<Versions<Backends>>;
  readonly #states: Table<State>;
  readonly #turns: Table<number>;
  readonly #events: EventRecorder;

  constructor(sim: Sim) {
    this.#sim = sim;
    this.address = sim.scenario.ingressAddress;
    this.#configs = sim.table("network/ingress-config");
    this.#backends = sim.table("network/ingress-backends");
    this.#states = sim.table("network/ingress-state");
    this.#turns = sim.table("network/ingress-turns");
    this.#events = createEventRecorder(sim, { component: "nginx-ingress-controller" });
  }

  /** Whether a rule names this host. */
  isHost(host: string): boolean {
    return this.address !== undefined && hasHost(this.#config(), host);
  }
  /** Where nginx sends this; undefined before it has any configuration. */
  locate(host: string, uri: string): Location | undefined {
    return findLocation(this.#config(), host, uri);
  }
  /** The backend's next endpoint in turn, or none. */
  next(backend: string): ProxyEndpoint | undefined {
    const endpoints = this.#inForce(this.#backends.get(""), NO_BACKENDS)[backend];
    if (!endpoints?.length) return undefined;
    const turn = this.#turns.get(backend) ?? 0;
    this.#turns.set(backend, turn + 1);
    return endpoints[turn % endpoints.length];
  }

  ingressChanged({ type, object, old }: ObjectChange): void {
    const [now, before] = [object as Ingress, old as Ingress | undefined];
    if (this.address === undefined || (!this.#isMine(now) && !(before && this.#isMine(before)))) return;
    if (type === "MODIFIED" && now.spec === before?.spec && now.metadata.annotations === before.metadata.annotations) {
      return;
    }
    if (type !== "DELETED") {
      this.#events.record(now, { type: "Normal", reason: "Sync", message: "Scheduled for sync" });
      if (!now.status?.loadBalancer?.ingress?.length) this.#queueStatus();
    }
    this.#queueSync();
  }
  serviceChanged(service: string): void {
    if (this.#configs.get("")?.now.backends.some((b) => b.startsWith(`${service}:`))) this.#queueSync();
  }

  /** The controller's turn: writes the configuration anew if it changed, and hands Lua the endpoints. */
  sync(): void {
    const now = this.#sim.now();
    this.#states.set("", { ...this.#state(), lastMs: now, syncTimer: null });
    const wanted = makeIngressConfig(this.#sim.store.list("ingresses").filter((ingress) => this.#isMine(ingress)));
    const running = this.#configs.get("")?.now ?? NO_CONFIG;
    const isSame = deepEqual(wanted, running);
    const readyMs = now + (isSame ? 0 : RELOAD_MS);
    if (!isSame) this.#configs.set("", { inForceMs: readyMs, now: wanted, before: running });
    const endpoints: Backends = Object.fromEntries(wanted.backends.map((b) => [b, this.#endpointsOf(b)]));
    const known = this.#backends.get("")?.now ?? NO_BACKENDS;
    if (deepEqual(endpoints, known)) return;
    this.#backends.set("", { inForceMs: this.#pollAfter(readyMs), now: endpoints, before: known });
  }
  /** Writes the address into the objects, once a minute while one lacks it. */
  publishStatus(): void {
    this.#states.set("", { ...this.#state(), statusTimer: null });
    if (this.address === undefined) return;
    for (const ingress of this.#sim.store.list("ingresses")) {
      if (!this.#isMine(ingress)) continue;
      const key = `${ingress.metadata.namespace}/${ingress.metadata.name}`;
      this.#sim.api.writeStatus("ingresses", key, { loadBalancer: { ingress: [{ ip: this.address }] } });
    }
  }
  /** Its installation brings the class, unless the scenario has one of its own. */
  start(): void {
    const isGiven = this.#sim.scenario.objects?.some((o) => o["kind"] === "IngressClass" && nameOf(o) === CLASS);
    if (this.address === undefined || isGiven) return;
    this.#sim.api.createTrusted("ingressclasses", {
      apiVersion: "networking.k8s.io/v1",
      kind: "IngressClass",
      metadata: { name: CLASS },
      spec: { controller: CONTROLLER },
    });
  }

  #inForce<T>(versions: Versions<T> | undefined, none: T): T {
    if (!versions) return none;
    return this.#sim.now() >= versions.inForceMs ? versions.now : versions.before;
  }
  #config(): IngressConfig {
    return this.#inForce(this.#configs.get(""), NO_CONFIG);
  }
  #state(): State {
    return this.#states.get("") ?? IDLE;
  }
  #isMine(ingress: Ingress): boolean {
    const name = ingress.spec.ingressClassName ?? ingress.metadata.annotations?.[CLASS_ANNOTATION];
    return name !== undefined && this.#sim.store.get("ingressclasses", name)?.spec?.controller === CONTROLLER;
  }

  #queueSync(): void {
    if (this.#state().syncTimer !== null) return;
    const atMs = Math.max(this.#sim.now() + NOTICE_MS, this.#state().lastMs + SYNC_INTERVAL_MS);
    const syncTimer = this.#sim.setTimer(atMs, "network/ingress-sync", "");
    this.#states.set("", { ...this.#state(), syncTimer });
  }
  #queueStatus(): void {
    if (this.#state().statusTimer !== null) return;
    const atMs = (Math.floor(this.#sim.now() / STATUS_MS) + 1) * STATUS_MS;
    const statusTimer = this.#sim.setTimer(atMs, "network/ingress-status", "");
    this.#states.set("", { ...this.#state(), statusTimer });
  }
  /** The next moment at which Lua looks. */
  #pollAfter(ms: number): number {
    const phase = Math.abs(this.#sim.scenario.seed) % POLL_MS;
    return Math.ceil((ms - phase) / POLL_MS) * POLL_MS + phase;
  }
  #endpointsOf(backend: string): readonly ProxyEndpoint[] {
    const colon = backend.lastIndexOf(":");
    const [service, wanted] = [backend.slice(0, colon), backend.slice(colon + 1)];
    const ports = this.#sim.store.get("services", service)?.spec.ports;
    const port = ports?.find((p) => p.name === wanted || String(p.port) === wanted);
    return port ? readyOf(slicesOf(this.#sim, service), port.name ?? "") : [];
  }
}
