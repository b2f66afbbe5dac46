// A small network without kubelets or controllers, for the tests of this folder: services without a selector, their slices and the
// processes behind them put there by hand.
import type { Endpoint, EndpointConditions } from "#api/discovery";
import type { Json } from "#api/meta";
import type { ServiceSpec } from "#api/core-service";
import { applicationsOf, createApplications } from "../apps/applications.ts";
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
  /** Starts a process for pod number n: uid `uid-n`, name `default/pod-n`, address 10.244.1.n. */
  start(n: number, image?: string): void;
}

export interface BenchEndpoint extends EndpointConditions {
  readonly n: number;
  readonly node?: string;
}

/** Keeps the answers that it is told of. */
const createInbox =
  (answers: Answer[]) =>
  (_: Sim): Component => ({
    name: "inbox",
    timers: { answer: (_key: string, data: Json | undefined) => void answers.push(data as unknown as Answer) },
  });

export const makeBench = (over: Partial<Scenario> = {}): Bench => {
  const answers: Answer[] = [];
  const log: LoggedEntry[] = [];
  const scenario = makeScenario(over);
  const cluster = createCluster(scenario, {
    components: [createApplications, createInbox(answers)],
    onLog: (entry) => void log.push(entry),
  });
  const { sim } = cluster;
  const [apps, machines] = [applicationsOf(sim), machinesOf(sim)];
  for (const { name } of scenario.nodes) if (!machines.get(name)) machines.add(name);
  apps.useReachable((uid) => [...apps.idsOfPod(uid)].some((id) => apps.get(id)?.state !== "exited"));

  const bench: Bench = {
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
    service: (name, spec) => {
      const ports = [{ port: 80, targetPort: 8080, protocol: "TCP" as const }];
      const metadata = makeMeta(name);
      const existing = sim.store.get("services", `default/${name}`);
      if (existing) sim.api.write("services", `default/${name}`, (old) => ({ ...old, spec: { ...old.spec, ...spec } }));
      else sim.api.createTrusted("services", { apiVersion: "v1", kind: "Service", metadata, spec: { ports, ...spec } });
    },
    slice: (service, endpoints) => {
      const name = `${service}-abcde`;
      const rows = endpoints.map(toEndpoint);
      if (sim.store.get("endpointslices", `default/${name}`)) {
        sim.api.write("endpointslices", `default/${name}`, (old) => ({ ...old, endpoints: rows }));
      } else {
        const labels = { "kubernetes.io/service-name": service };
        sim.api.createTrusted("endpointslices", {
          apiVersion: "discovery.k8s.io/v1",
          kind: "EndpointSlice",
          metadata: makeMeta(name, { labels }),
          addressType: "IPv4",
          endpoints: rows,
          ports: [{ name: "", port: 8080, protocol: "TCP" }],
        });
      }
      // The changes reach the watchers with the next step.
      cluster.run({ component: "firewall", action: "list", data: {} });
    },
    start: (n, image = "docker.io/demo/web:1.0") =>
      apps.start({
        id: `container-${n}`,
        podUid: `uid-${n}`,
        pod: `default/pod-${n}`,
        container: "web",
        node: "worker-1",
        image,
        revision: 0,
      }),
  };
  return bench;
};

const toEndpoint = ({ n, node = "worker-1", ...conditions }: BenchEndpoint): Endpoint => ({
  addresses: [`10.244.1.${n}`],
  conditions: { ready: true, serving: true, terminating: false, ...conditions },
  nodeName: node,
  targetRef: { kind: "Pod", namespace: "default", name: `pod-${n}`, uid: `uid-${n}` },
});
