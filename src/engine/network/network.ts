// The network of the cluster as a component: kube-proxy on every node, the ingress controller, the firewall, name resolution and
// network policies, and the requests that go through them. `networkOf(sim)` is the door for whoever sends one or draws them.
import { checks } from "../apiserver/checks.ts";
import type { EndpointSlice } from "#api/discovery";
import { applicationsOf } from "../apps/applications.ts";
import { machinesOf } from "../node/machines.ts";
import type { Component, Sim } from "../sim.ts";
import { Clients, DEFAULT_TIMEOUT_MS, type ClientRow, type RunRow } from "./clients.ts";
import { networkCommands } from "./commands.ts";
import { createFirewall, type Firewall } from "./firewall.ts";
import { IngressController } from "./ingress.ts";
import type { DnsAnswer } from "./dns-query.ts";
import { Names } from "./names.ts";
import { createNetworkPolicies } from "./network-policy.ts";
import { KubeProxy } from "./proxy.ts";
import { SERVICE_NAME_LABEL } from "./proxy-rules.ts";
import type { FinishedRequest, Notify, RequestRow } from "./request-row.ts";
import type { Answer, Source } from "./request.ts";
import type { Bin, Totals } from "./tally.ts";
import { Traffic } from "./traffic.ts";
import { ping, type Echo } from "./walk.ts";
import type { Wires } from "./way.ts";

export interface SendOptions {
  readonly source: Source;
  readonly url: string;
  /** The Host header, if it is not the URL's host. */
  readonly host?: string;
  /** GET if absent. */
  readonly method?: string;
  /** 3 seconds if absent. */
  readonly timeoutMs?: number;
  /** Under which name it is counted and drawn. */
  readonly client: string;
}

export interface Network {
  /** Sends one request. When it is over, the timer `notify.handler` fires with `notify.key` and the FinishedRequest as its data. */
  send(options: SendOptions, notify: Notify): string;
  cancel(id: string): void;
  /** An echo request, as it would go now. */
  ping(source: Source, host: string): Echo;
  /** What a name server answers about a whole name; of an address, its name as the only alias. */
  query(source: Source, name: string): DnsAnswer | undefined;
  inFlight(): Iterable<RequestRow>;
  /** The requests that ended last, at most 64, in the order of their end. */
  recent(): readonly FinishedRequest[];
  totals(client: string): Totals;
  /** All who ever sent a request, whether they still do or not. */
  senders(): readonly string[];
  /** By the second in which they were sent, in the order of time, as far back as is kept. */
  bins(client: string): readonly Bin[];
  clients(): Iterable<ClientRow>;
  /** The client asks for another URL from its next request on, at the same pace. */
  redirect(client: string, url: string): void;
  run(name: string): RunRow | undefined;
  readonly proxy: Pick<KubeProxy, "rulesOn">;
  readonly ingress: Pick<IngressController, "address" | "locate">;
  readonly firewall: Omit<Firewall, "start">;
}

interface Parts {
  readonly network: Network;
  readonly proxy: KubeProxy;
  readonly ingress: IngressController;
  readonly firewall: Firewall;
  readonly traffic: Traffic;
  readonly clients: Clients;
}

const parts = new WeakMap<Sim, Parts>();

const makeParts = (sim: Sim): Parts => {
  const proxy = new KubeProxy(sim);
  const ingress = new IngressController(sim);
  const firewall = createFirewall(sim);
  const names = new Names(sim, (host) => ingress.isHost(host));
  const policies = createNetworkPolicies(sim);
  const [apps, machines] = [applicationsOf(sim), machinesOf(sim)];
  const wires: Wires = { sim, names, proxy, ingress, firewall, policies, apps, machines };
  const traffic = new Traffic(sim, wires);
  const clients = new Clients(sim, traffic);
  machines.onChange(({ name }, old) => {
    const wasConnected = old.isOn && !old.isCut;
    if (wasConnected && !machines.isConnected(name)) traffic.nodeLost(name);
  });
  apps.onExit(({ id, podUid, node }) => {
    if (!machines.isConnected(node)) return;
    traffic.containerEnded(id);
    clients.podEnded(podUid);
  });
  const network: Network = {
    send: (options, notify) =>
      traffic.send({ ...options, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS, notify }).head.id,
    cancel: (id) => traffic.cancel(id),
    ping: (source, host) => ping(wires, source, host),
    query: (source, name) => checks().queryDns(sim, names, source, name),
    inFlight: () => traffic.inFlight(),
    recent: () => traffic.recent(),
    totals: (client) => traffic.totals(client),
    senders: () => traffic.clients(),
    bins: (client) => traffic.bins(client),
    clients: () => clients.all(),
    redirect: (client, url) => clients.redirect(client, url),
    run: (name) => clients.runOf(name),
    proxy,
    ingress,
    firewall,
  };
  return { network, proxy, ingress, firewall, traffic, clients };
};

const partsOf = (sim: Sim): Parts => {
  let made = parts.get(sim);
  if (!made) parts.set(sim, (made = makeParts(sim)));
  return made;
};

/** The network of this cluster: one, whoever asks. */
export const networkOf = (sim: Sim): Network => partsOf(sim).network;

export const createNetwork = (sim: Sim): Component => {
  const { proxy, ingress, firewall, traffic, clients } = partsOf(sim);
  return {
    name: "network",
    start: () => {
      firewall.start();
      ingress.start();
      for (const client of sim.scenario.clients ?? []) clients.set(client);
    },
    timers: {
      "proxy-sync": () => proxy.sync(),
      "ingress-sync": () => ingress.sync(),
      "ingress-status": () => ingress.publishStatus(),
      request: (id) => traffic.due(id),
      client: (name) => clients.tick(name),
      connection: (name, answer) => clients.connectionAnswered(name, answer as unknown as Answer),
      run: (name) => clients.runNext(name),
      "run-answered": (name, answer) => clients.runAnswered(name, answer as unknown as Answer),
    },
    commands: networkCommands(clients, traffic),
    watch: {
      services: (change) => {
        proxy.serviceChanged(change);
        ingress.serviceChanged(change.key);
      },
      endpointslices: (change) => {
        proxy.sliceChanged(change);
        const { namespace, labels } = (change.object as EndpointSlice).metadata;
        ingress.serviceChanged(`${namespace}/${labels?.[SERVICE_NAME_LABEL]}`);
      },
      ingresses: (change) => ingress.ingressChanged(change),
    },
    rebuild: () => {
      proxy.rebuild();
      traffic.rebuild();
    },
  };
};
