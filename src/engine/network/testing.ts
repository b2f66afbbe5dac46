// A small network without kubelets or controllers, for the tests of this folder: services without a selector, their slices and the
// processes behind them put there by hand.
import type { Endpoint, EndpointConditions, EndpointHints } from "#api/discovery";
import type { Json } from "#api/meta";
import type { ServiceSpec } from "#api/core-service";
import { applicationsOf } from "../apps/applications.ts";
import { createCluster, type Cluster } from "../cluster.ts";
import type { LoggedEntry } from "../history/log.ts";
import { machinesOf } from "../node/machines.ts";
import type { Scenario } from "../scenario.ts";
import type { Component, Sim } from "../sim.ts";
import { makeMeta, makeScenario } from "../testing/make.ts";
import { networkOf, type SendOptions } from "./network.ts";
import type { Answer } from "./request.ts";

export interface Bench {
  readonly cluster: Cluster;
  readonly log: LoggedEntry[];
  /** Sends and waits for the answer. */
  send(options: Partial<SendOptions> & { readonly url: string }): Answer;
  sleep(ms: number): void;
  service(name: string, spec: Partial<ServiceSpec>): void;
  /** Writes the service's slice: its endpoints by the pod's number. */
  slice(service: string, endpoints: readonly BenchEndpoint[]): void;
  /** Starts a process for pod number n: name `default/pod-n`, address 10.244.1.n, uid `uid-n` if there is no such object. */
  start(n: number, image?: string): void;
}

interface BenchEndpoint extends EndpointConditions {
  readonly n: number;
  readonly node?: string;
  readonly hints?: EndpointHints;
}

/** Keeps the answers that it is told of. */
const createInbox = (answers: Answer[]) => (): Component => ({
  name: "inbox",
  timers: { answer: (_key: string, data: Json | undefined) => void answers.push(data as unknown as Answer) },
});

export const makeBench = (over: Partial<Scenario> = {}): Bench => {
  const answers: Answer[] = [];
  const log: LoggedEntry[] = [];
  const scenario = makeScenario(over);
  const cluster = createCluster(scenario, {
    components: [createInbox(answers)],
    onLog: (entry) => void log.push(entry),
  });
  const { sim } = cluster;
  const [apps, machines] = [applicationsOf(sim), machinesOf(sim)];
  for (const { name } of scenario.nodes) if (!machines.get(name)) machines.add(name);
  apps.useReachable((uid) => [...apps.idsOfPod(uid)].some((id) => apps.get(id)?.state !== "exited"));

  return {
    cluster,
    log,
    send: (options) => {
      answers.length = 0;
      networkOf(sim).send(
        { client: "curl", source: { kind: "outside" }, ...options },
        { handler: "inbox/answer", key: "" },
      );
      while (answers.length === 0 && cluster.step());
      return answers[0]!;
    },
    sleep: (ms) => cluster.advance(cluster.nowMs + ms),
    service: (name, spec) => writeService(sim, name, spec),
    slice: (service, endpoints) => {
      writeSlice(
        sim,
        service,
        endpoints.map((endpoint) => toEndpoint(sim, endpoint)),
      );
      // The changes reach the watchers with the next step.
      cluster.run({ component: "firewall", action: "list", data: {} });
    },
    start: (n, image = "docker.io/demo/web:1.0") =>
      apps.start({
        id: `container-${n}`,
        podUid: uidOf(sim, n),
        pod: `default/pod-${n}`,
        container: "web",
        node: "worker-1",
        image,
        revision: 0,
      }),
  };
};

const writeService = (sim: Sim, name: string, spec: Partial<ServiceSpec>): void => {
  const ports = [{ port: 80, targetPort: 8080, protocol: "TCP" as const }];
  const object = { apiVersion: "v1", kind: "Service", metadata: makeMeta(name), spec: { ports, ...spec } };
  sim.api.createTrusted("services", object);
};

const writeSlice = (sim: Sim, service: string, endpoints: readonly Endpoint[]): void => {
  const name = `${service}-abcde`;
  if (sim.api.write("endpointslices", `default/${name}`, (old) => ({ ...old, endpoints }))) return;
  sim.api.createTrusted("endpointslices", {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: makeMeta(name, { labels: { "kubernetes.io/service-name": service } }),
    addressType: "IPv4",
    endpoints,
    ports: [{ name: "", port: 8080, protocol: "TCP" }],
  });
};

const uidOf = (sim: Sim, n: number): string => sim.store.get("pods", `default/pod-${n}`)?.metadata.uid ?? `uid-${n}`;

const toEndpoint = (sim: Sim, { n, node = "worker-1", hints, ...conditions }: BenchEndpoint): Endpoint => ({
  addresses: [`10.244.1.${n}`],
  conditions: { ready: true, serving: true, terminating: false, ...conditions },
  nodeName: node,
  ...(hints ? { hints } : {}),
  targetRef: { kind: "Pod", namespace: "default", name: `pod-${n}`, uid: uidOf(sim, n) },
});
