// The cluster as the graph draws it, made anew after each step of time. What did not change keeps its identity.
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import { nodeTruth, networkOf, type Run } from "#engine";
import type { Words } from "../i18n/words.ts";
import type {
  ClusterView,
  EdgeView,
  IngressView,
  NodeView,
  PodView,
  RegistryView,
  ServiceView,
} from "../view-models/graph.ts";
import { firewallView, nodePortService, portOfUrl } from "./firewall-view.ts";
import { heardOfMs, renewTimeOf } from "./heard-of.ts";
import { Identity } from "./memo.ts";
import { isLost, nodeView } from "./node-view.ts";
import { PodViews, type PodRow } from "./pod-views.ts";
import { recentRequests, type RecentRequests } from "./recent-requests.ts";
import { CLIENTS_ID, INGRESS_ID, requestViews, SERVICE_ID } from "./request-views.ts";
import { routeLabel } from "./route-label.ts";
import { serviceView } from "./service-view.ts";
import { deploymentView } from "./workload-view.ts";

/** How far back a failure still marks the pod at which it happened. */
const RECENT_MS = 3000;
const MEGABYTE = 1_000_000;
const LEVELS_MS = 250;
/** Not all in the same frame. */
const LEVELS_APART_MS = 43;

const TROUBLE: ReadonlySet<string> = new Set(["crashloop", "oom", "error", "pullfail", "pending", "notready"]);

export class ClusterViews {
  #pods: PodViews | null = null;
  readonly #nodes = new Identity<NodeView>();
  readonly #bayRows = new Map<string, BayRow>();
  readonly #others = new Identity<unknown>();
  #half: DrawnPods | null = null;
  #revision = 0;
  #lastMs = 0;
  #trouble: string | null = null;

  /** The first half of a view, where a frame has no room for all of it: the next `make` goes on from here. */
  makePods(run: Run, words: Words): void {
    this.#half = this.#makePods(run, words, { requests: recentRequests(run, RECENT_MS), isExact: false });
  }

  /** What was begun is not gone on with: the run is another one now. */
  forgetPods(): void {
    this.#half = null;
  }

  /** The view of the run as it is now. `isStill`: nothing flies, for the moment was jumped to. `isExact`: time does not go on by itself. */
  make(run: Run, words: Words, isStill: boolean, isExact = isStill): ClusterView {
    const { sim } = run.cluster;
    const network = networkOf(sim);
    const requests = recentRequests(run, RECENT_MS);
    const pods = (isExact ? null : this.#half) ?? this.#makePods(run, words, { requests, isExact });
    this.#half = null;
    const podOf = (uid: string): PodView | undefined => pods.of.view(uid);
    const services = this.#services(run, words, podOf);
    const ingresses = this.#ingresses(run);
    const clients = this.#keep("clients", clientsOf(run, words, requests));
    const sinceMs = isStill || this.#lastMs > run.nowMs ? run.nowMs - 1000 : this.#lastMs;
    this.#lastMs = run.nowMs;
    const view: ClusterView = {
      revision: ++this.#revision,
      nowMs: run.nowMs,
      clients,
      firewall: this.#keep("firewall", firewallView(run, { ingresses, services, sinceMs: run.nowMs - RECENT_MS })),
      ingresses,
      services,
      deployments: this.#keep(
        "deployments",
        sim.store.list("deployments", "default").map((d) => deploymentView(d, run.cluster, { words, podOf })),
      ),
      registry: this.#keep("registry", registryOf(run, words, pods.pulls)),
      bays: this.#bays(run, words, { podsByNode: pods.byNode, isExact }),
      queue: this.#keep("queue", pods.unscheduled),
      edges: this.#keep("edges", edgesOf(clients, ingresses, { services, run })),
      requestsInFlight: requestViews(network, { nowMs: run.nowMs, sinceMs, uidOf: (key) => uidOf(run, key) }),
      motion: isStill ? "still" : "play",
    };
    this.#trouble = pods.troubled;
    this.#others.sweep();
    return view;
  }

  /** The uid of a pod that contradicts itself, or is in other trouble; null if all is calm. */
  troubled(): string | null {
    return this.#trouble;
  }

  #keep<T>(key: string, value: T): T {
    return this.#others.keep(key, value) as T;
  }

  #makePods(
    run: Run,
    words: Words,
    { requests, isExact }: { readonly requests: RecentRequests; readonly isExact: boolean },
  ): DrawnPods {
    const { sim } = run.cluster;
    const { store } = sim;
    const lost = new Map(
      store
        .list("nodes")
        .filter(isLost)
        .map(({ metadata: { name } }) => [name, heardOfMs(sim, name)]),
    );
    const byNode = new Map<string, PodView[]>();
    const unscheduled: PodView[] = [];
    const pulls: Pull[] = [];
    let [contradicting, inTrouble]: (string | null)[] = [null, null];
    const pods = (this.#pods ??= new PodViews(run, words));
    pods.begin(run, words, { isExact, requests: requests.byPod, lost });
    for (const pod of store.list("pods")) {
      if (!isDrawn(pod)) continue;
      const { nodeName } = pod.spec;
      const { view, pull } = pods.of(pod);
      if (view.contradiction) contradicting ??= view.uid;
      if (TROUBLE.has(view.mark)) inTrouble ??= view.uid;
      if (pull) pulls.push({ ...pull, podUid: view.uid });
      if (!nodeName) unscheduled.push(view);
      else if (byNode.has(nodeName)) byNode.get(nodeName)!.push(view);
      else byNode.set(nodeName, [view]);
    }
    pods.end();
    return { of: pods, byNode, unscheduled, pulls, troubled: contradicting ?? inTrouble ?? null };
  }

  /** A node's levels are read four times a virtual second; its pods and its object are as they are. */
  #bays(
    run: Run,
    words: Words,
    { podsByNode, isExact }: { readonly podsByNode: ReadonlyMap<string, PodView[]>; readonly isExact: boolean },
  ): readonly NodeView[] {
    const { sim } = run.cluster;
    const bays = sim.store.list("nodes").map((node, i) => {
      const { name } = node.metadata;
      const at = Math.floor((run.nowMs + i * LEVELS_APART_MS) / LEVELS_MS);
      const pods = podsByNode.get(name) ?? [];
      const before = this.#bayRows.get(name);
      const isSame = before?.node === node && before.at === at && before.words === words && !isExact;
      if (isSame && sameItems(before.view.pods, pods)) return before.view;
      const view = this.#nodes.keep(
        name,
        nodeView(node, {
          words,
          wallMs: sim.wallMs(),
          truth: nodeTruth(sim, name),
          pods,
          renewTime: renewTimeOf(sim, name),
        }),
      );
      this.#bayRows.set(name, { node, at, words, view });
      return view;
    });
    this.#nodes.keepAll();
    return this.#keep("bays", bays);
  }

  #services(run: Run, words: Words, podOf: (uid: string) => PodView | undefined): readonly ServiceView[] {
    const views = run.cluster.sim.store
      .list("services", "default")
      .filter((s) => s.metadata.name !== "kubernetes")
      .map((s) => this.#keep(`service ${s.metadata.name}`, serviceView(s, run.cluster, { words, podOf })));
    return this.#keep("services", views);
  }

  #ingresses(run: Run): readonly IngressView[] {
    const { sim } = run.cluster;
    const address = sim.scenario.ingressAddress;
    const paths = sim.store.list("ingresses", "default").flatMap(({ metadata, spec }) =>
      (spec?.rules ?? []).flatMap((rule) =>
        (rule.http?.paths ?? []).map((path, i) => {
          const service = path.backend.service?.name;
          return {
            id: `ingresses/default/${metadata.name}/${rule.host ?? ""}/${i}`,
            path: `${rule.host ?? ""}${path.path ?? "/"}`,
            label: routeLabel(rule.host, path.path ?? "/"),
            backend: service
              ? `${service}:${path.backend.service?.port?.number ?? path.backend.service?.port?.name}`
              : "",
            serviceId: service ? SERVICE_ID(`default/${service}`) : null,
            problem: service && !sim.store.get("services", `default/${service}`) ? "404" : null,
          };
        }),
      ),
    );
    const views = address === undefined ? [] : [{ id: INGRESS_ID, name: "Ingress", address, paths }];
    return this.#keep("ingresses", views);
  }
}

type Pull = NonNullable<PodRow["pull"]> & { readonly podUid: string };

interface DrawnPods {
  readonly of: Pick<PodViews, "view">;
  readonly byNode: ReadonlyMap<string, PodView[]>;
  readonly unscheduled: readonly PodView[];
  readonly pulls: readonly Pull[];
  /** The first that contradicts itself, else the first in other trouble. */
  readonly troubled: string | null;
}

interface BayRow {
  readonly node: Node;
  readonly at: number;
  readonly words: Words;
  readonly view: NodeView;
}

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

/** Pods of Kubernetes itself are drawn on the machine that runs it; elsewhere they would only be crowd. */
const isDrawn = ({ metadata }: Pod): boolean =>
  metadata.namespace !== "kube-system" || metadata.annotations?.["kubernetes.io/config.source"] !== undefined;

const uidOf = (run: Run, key: string): string | undefined => run.cluster.sim.store.get("pods", key)?.metadata.uid;

const clientsOf = (run: Run, words: Words, requests: RecentRequests): ClusterView["clients"] =>
  [...networkOf(run.cluster.sim).clients()].map(({ spec: { name, perSecond } }) => {
    const { served = 0, failed = 0 } = requests.byClient.get(name) ?? {};
    const all = served + failed;
    const percent = Math.max(failed > 0 ? 1 : 0, Math.round((failed / Math.max(1, all)) * 100));
    return {
      id: CLIENTS_ID(name),
      name,
      rateText: words.clients.rate(perSecond),
      failText: failed > 0 ? words.clients.fail(percent) : null,
      ...(all > 0 ? { failPercent: percent } : {}),
    };
  });

const registryOf = (run: Run, words: Words, pulls: readonly Pull[]): RegistryView | null => {
  const images = Object.keys(run.cluster.sim.scenario.images);
  if (images.length === 0) return null;
  const all = images.map(tail);
  const host = images.map(hostOf).find((one) => one !== "") ?? "registry";
  return {
    id: "registry",
    name: host,
    pulls: pulls.map(({ image, bytes, totalBytes, podUid }) => ({
      image: tail(image),
      text: words.registry.pulling(Math.round(bytes / MEGABYTE), Math.round(totalBytes / MEGABYTE)),
      podUid,
      failed: false,
    })),
    images: fitting(all),
    holds: all.join("\n"),
  };
};

/** Characters on the registry's card. */
const CARD_LENGTH = 34;
const MORE_LENGTH = 4;

/** The first ones, and how many there is no room for. */
const fitting = (names: readonly string[]): readonly string[] => {
  const lengthOf = (count: number): number => names.slice(0, count).join(" ").length;
  if (lengthOf(names.length) <= CARD_LENGTH) return names;
  const over = names.findIndex((_, i) => lengthOf(i + 1) > CARD_LENGTH - MORE_LENGTH);
  const count = Math.max(1, over);
  return [...names.slice(0, count), `+${names.length - count}`];
};

/** Of `nexus.local/web:1.0`; "" of one that names no registry. */
const hostOf = (image: string): string => /^([^/]*[.:][^/]*)\//.exec(image)?.[1] ?? "";

/** As it is called within its registry: what one types after the registry's name. */
const tail = (image: string): string => image.slice(hostOf(image) === "" ? 0 : hostOf(image).length + 1);

const edgesOf = (
  clients: ClusterView["clients"],
  ingresses: readonly IngressView[],
  { services, run }: { readonly services: readonly ServiceView[]; readonly run: Run },
): readonly EdgeView[] => {
  const edges: EdgeView[] = [];
  for (const { spec } of networkOf(run.cluster.sim).clients()) {
    const from = CLIENTS_ID(spec.name);
    const state = clients.some((c) => c.id === from && c.failText) ? "fail" : "calm";
    for (const to of askedFor(portOfUrl(spec.url), ingresses, services)) {
      edges.push({ id: `${from} ${to.id}`, kind: "traffic", from, to: to.id, state: to.isIngress ? state : "calm" });
    }
  }
  for (const ingress of ingresses) {
    for (const path of ingress.paths) {
      if (path.serviceId && services.some((s) => s.id === path.serviceId)) {
        edges.push({
          id: `${path.id} ${path.serviceId}`,
          kind: "traffic",
          from: ingress.id,
          to: path.serviceId,
          state: "calm",
        });
      }
    }
  }
  for (const d of run.cluster.sim.store.list("deployments", "default")) {
    for (const node of nodesOf(run, d.metadata.uid ?? "")) {
      const from = `deployments/default/${d.metadata.name}`;
      edges.push({ id: `${from} ${node}`, kind: "owns", from, to: `nodes/${node}`, state: "calm" });
    }
  }
  return edges;
};

/** Where requests to this port come in: the ingress, the service that has the port on every node, or, without an ingress, any other. */
const askedFor = (
  port: number,
  ingresses: readonly IngressView[],
  services: readonly ServiceView[],
): readonly { readonly id: string; readonly isIngress: boolean }[] => {
  const owner = nodePortService(services, port);
  const isWeb = port === 80 || port === 443;
  const others = ingresses.length > 0 ? [] : services.filter((s) => s.type !== "NodePort");
  return [
    ...(isWeb ? ingresses : []).map(({ id }) => ({ id, isIngress: true })),
    ...services.filter((s) => s.id === owner || others.includes(s)).map(({ id }) => ({ id, isIngress: false })),
  ];
};

/** The nodes on which a Deployment has pods. */
const nodesOf = (run: Run, uid: string): ReadonlySet<string> => {
  const { store } = run.cluster.sim;
  const nodes = new Set<string>();
  for (const set of store.controlledBy("replicasets", uid)) {
    for (const pod of store.controlledBy("pods", set.metadata.uid ?? ""))
      if (pod.spec.nodeName) nodes.add(pod.spec.nodeName);
  }
  return nodes;
};
