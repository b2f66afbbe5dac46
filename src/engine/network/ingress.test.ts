import type { Ingress, IngressSpec } from "#api/networking";
import type { StringMap } from "#api/meta";
import { describe, expect, it } from "vitest";
import { applicationsOf } from "../apps/applications.ts";
import type { Scenario } from "../scenario.ts";
import { findLocation, makeIngressConfig, rewriteUri } from "./ingress-config.ts";
import { makeBench, type Bench } from "./testing.ts";

type Path = { path?: string; pathType?: "Exact" | "Prefix" | "ImplementationSpecific"; service?: string };

const makeIngress = (
  rules: { host?: string; paths: Path[] }[],
  annotations: StringMap = {},
  spec: IngressSpec = {},
): Ingress => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "Ingress",
  metadata: { name: "paths", namespace: "default", annotations },
  spec: {
    ingressClassName: "nginx",
    rules: rules.map(({ host, paths }) => ({
      ...(host === undefined ? {} : { host }),
      http: {
        paths: paths.map(({ path, pathType = "Prefix", service = "web" }) => ({
          ...(path === undefined ? {} : { path }),
          pathType,
          backend: { service: { name: service, port: { number: 80 } } },
        })),
      },
    })),
    ...spec,
  },
});
const REWRITE = "nginx.ingress.kubernetes.io/rewrite-target";

describe("locations", () => {
  const cases: {
    name: string;
    ingress: Ingress;
    host?: string;
    uri: string;
    expected: string | undefined;
    rewritten?: string;
  }[] = [
    {
      name: "a regex that the matcher might never be done with matches nothing",
      ingress: makeIngress([{ paths: [{ path: "/(a+)+b", pathType: "ImplementationSpecific" }] }], {
        "nginx.ingress.kubernetes.io/use-regex": "true",
      }),
      uri: `/${"a".repeat(60)}`,
      expected: undefined,
    },
    {
      name: "a prefix is of whole elements",
      ingress: makeIngress([{ paths: [{ path: "/p" }] }]),
      uri: "/pfoo",
      expected: undefined,
    },
    { name: "a prefix has itself", ingress: makeIngress([{ paths: [{ path: "/p" }] }]), uri: "/p", expected: "/p web" },
    {
      name: "a prefix has what is below",
      ingress: makeIngress([{ paths: [{ path: "/p" }] }]),
      uri: "/p/a?b=/c",
      expected: "/p web",
    },
    {
      name: "a prefix may end in a slash",
      ingress: makeIngress([{ paths: [{ path: "/p/" }] }]),
      uri: "/p/a",
      expected: "/p/ web",
    },
    {
      name: "the longest prefix wins",
      ingress: makeIngress([{ paths: [{ path: "/" }, { path: "/a", service: "a" }, { path: "/a/b", service: "b" }] }]),
      uri: "/a/b/c",
      expected: "/a/b b",
    },
    {
      name: "exact wins over prefix",
      ingress: makeIngress([{ paths: [{ path: "/a" }, { path: "/a", pathType: "Exact", service: "exact" }] }]),
      uri: "/a",
      expected: "/a exact",
    },
    {
      name: "exact has nothing below",
      ingress: makeIngress([{ paths: [{ path: "/a", pathType: "Exact" }] }]),
      uri: "/a/b",
      expected: undefined,
    },
    {
      name: "implementation-specific is of text",
      ingress: makeIngress([{ paths: [{ path: "/p", pathType: "ImplementationSpecific" }] }]),
      uri: "/pfoo",
      expected: "/p web",
    },
    {
      name: "with a rewrite, prefixes are of text too",
      ingress: makeIngress([{ paths: [{ path: "/p" }] }], { [REWRITE]: "/" }),
      uri: "/pfoo?x=1",
      expected: "/p web",
      rewritten: "/?x=1",
    },
    {
      name: "a rewrite is without regard to case",
      ingress: makeIngress([{ paths: [{ path: "/mynginx" }] }], { [REWRITE]: "/" }),
      uri: "/MyNginx",
      expected: "/mynginx web",
      rewritten: "/",
    },
    {
      name: "a rewrite has groups",
      ingress: makeIngress([{ paths: [{ path: "/shop(/|$)(.*)", pathType: "ImplementationSpecific" }] }], {
        [REWRITE]: "/$2",
      }),
      uri: "/shop/cart/1",
      expected: "/shop(/|$)(.*) web",
      rewritten: "/cart/1",
    },
    {
      name: "a path may be a regex",
      ingress: makeIngress([{ paths: [{ path: "/v[12]/", pathType: "ImplementationSpecific" }] }], {
        "nginx.ingress.kubernetes.io/use-regex": "true",
      }),
      uri: "/v2/x",
      expected: "/v[12]/ web",
      rewritten: "/v2/x",
    },
    {
      name: "a host is its own",
      ingress: makeIngress([{ host: "shop.example.com", paths: [{ path: "/" }] }]),
      host: "shop.example.com",
      uri: "/x",
      expected: "/ web",
    },
    {
      name: "another host has nothing",
      ingress: makeIngress([{ host: "shop.example.com", paths: [{ path: "/" }] }]),
      host: "x.example.com",
      uri: "/",
      expected: undefined,
    },
    {
      name: "an exact host wins over a wildcard",
      ingress: makeIngress([
        { host: "*.example.com", paths: [{ path: "/", service: "any" }] },
        { host: "shop.example.com", paths: [{ path: "/", service: "shop" }] },
      ]),
      host: "shop.example.com",
      uri: "/",
      expected: "/ shop",
    },
    {
      name: "a wildcard is one label",
      ingress: makeIngress([{ host: "*.example.com", paths: [{ path: "/" }] }]),
      host: "a.b.example.com",
      uri: "/",
      expected: undefined,
    },
    {
      name: "a default backend takes the rest",
      ingress: makeIngress([], {}, { defaultBackend: { service: { name: "rest", port: { number: 80 } } } }),
      uri: "/x",
      expected: "/ rest",
    },
  ];
  it.each(cases)("$name", ({ ingress, host = "10.10.10.10", uri, expected, rewritten }) => {
    const location = findLocation(makeIngressConfig([ingress]), host, uri);
    const backend = location?.backend?.replace(/^default\/(.*):80$/, "$1");
    expect(backend && `${location!.rulePath} ${backend}`).toBe(expected);
    expect(location && rewriteUri(location, uri)).toBe(location && (rewritten ?? uri));
  });
});

const URL = "http://10.10.10.10/mynginx";
const make = (over: Partial<Scenario> = {}): Bench => {
  const bench = makeBench({
    ingressAddress: "10.10.10.10",
    images: { "demo/web:1.0": { port: 8080, routes: [{ path: "/", status: 200, body: "$HOSTNAME" }] } },
    ...over,
  });
  bench.service("web", { clusterIP: "10.96.0.50" });
  bench.service("empty", { clusterIP: "10.96.0.51" });
  for (const n of [1, 2]) bench.start(n);
  bench.slice("web", [{ n: 1 }, { n: 2 }]);
  return bench;
};
const paths = makeIngress(
  [{ paths: [{ path: "/mynginx" }, { path: "/empty", service: "empty" }, { path: "/gone", service: "gone" }] }],
  { [REWRITE]: "/" },
);
const apply = (bench: Bench, ingress: Ingress): void => {
  expect(bench.cluster.sim.api.create("ingresses", ingress)).toMatchObject({ ok: true });
  bench.slice("empty", []);
};

describe("the controller", () => {
  it("takes turns over the endpoints of a rule's service", () => {
    const bench = make();
    apply(bench, paths);
    bench.sleep(5000);
    expect([1, 2, 3, 4].map(() => bench.send({ url: URL }).body)).toEqual(["pod-1", "pod-2", "pod-1", "pod-2"]);
    expect(bench.send({ url: URL }).hops.map((hop) => `${hop.kind} ${hop.name} ${hop.what}`)).toEqual([
      "client curl ",
      "ingress ingress-nginx 10.10.10.10/mynginx",
      "service default/web /mynginx -> default/web:80",
      "pod default/pod-1 10.244.1.1:8080",
    ]);
  });

  it.each([
    { path: "/", status: 404, reason: "no-rule", title: "404 Not Found" },
    { path: "/empty", status: 503, reason: "no-backend", title: "503 Service Temporarily Unavailable" },
    { path: "/gone", status: 503, reason: "no-backend", title: "503 Service Temporarily Unavailable" },
  ])("answers $status for $path", ({ path, status, reason, title }) => {
    const bench = make();
    apply(bench, paths);
    bench.sleep(5000);
    const answer = bench.send({ url: `http://10.10.10.10${path}` });
    expect(answer).toMatchObject({ status, reason });
    expect(answer.body).toContain(`<title>${title}</title>`);
  });

  it("tries another endpoint when one refuses, and answers 502 when all do", () => {
    const bench = make({
      images: {
        "demo/web:1.0": { port: 9999 },
        "demo/good:1": { port: 8080, routes: [{ path: "/", status: 200, body: "good" }] },
      },
    });
    bench.start(3, "docker.io/demo/good:1");
    bench.slice("web", [{ n: 1 }, { n: 2 }, { n: 3 }]);
    apply(bench, paths);
    bench.sleep(5000);
    expect([1, 2, 3].map(() => bench.send({ url: URL }).outcome)).toEqual(["200", "200", "200"]);
    bench.slice("web", [{ n: 1 }, { n: 2 }]);
    bench.sleep(5000);
    expect(bench.send({ url: URL })).toMatchObject({
      status: 502,
      reason: "bad-gateway",
      pod: expect.any(String) as string,
    });
  });

  it("waits five seconds for a dead endpoint and then takes the next, if the client waits as long", () => {
    const bench = make();
    apply(bench, paths);
    bench.sleep(5000);
    applicationsOf(bench.cluster.sim).kill("container-1", { code: 137, reason: "Error" });
    expect(bench.send({ url: URL, timeoutMs: 30_000 })).toMatchObject({
      outcome: "200",
      body: "pod-2",
      latencyMs: 5007,
    });
    applicationsOf(bench.cluster.sim).kill("container-2", { code: 137, reason: "Error" });
    expect(bench.send({ url: URL, timeoutMs: 30_000 })).toMatchObject({ outcome: "504", reason: "gateway-timeout" });
    expect(bench.send({ url: URL })).toMatchObject({ outcome: "timeout", reason: "no-answer", latencyMs: 3000 });
  });

  it("never sends a POST a second time once an application has it", () => {
    const bench = make({ images: { "demo/web:1.0": { port: 8080, hangAtMs: 1 } } });
    apply(bench, paths);
    bench.sleep(5000);
    const patient = { url: URL, timeoutMs: 200_000 };
    expect(bench.send({ ...patient, method: "POST" })).toMatchObject({ outcome: "504", latencyMs: 60_005 });
    expect(bench.send(patient)).toMatchObject({ outcome: "504", latencyMs: 180_007 });
    for (const n of [1, 2]) applicationsOf(bench.cluster.sim).kill(`container-${n}`, { code: 137, reason: "Error" });
    expect(bench.send({ ...patient, method: "POST" })).toMatchObject({ outcome: "504", latencyMs: 15_007 });
  });

  it("takes a request whose pod dies in the middle to another", () => {
    const bench = make({
      images: { "demo/web:1.0": { port: 8080, routes: [{ path: "/", status: 200, body: "$HOSTNAME", delayMs: 500 }] } },
    });
    apply(bench, paths);
    bench.sleep(5000);
    bench.cluster.run({ component: "network", action: "request", data: { name: "r", url: URL, n: 1 } });
    bench.sleep(200);
    applicationsOf(bench.cluster.sim).kill("container-1", { code: 137, reason: "Error" });
    bench.sleep(1000);
    expect(bench.cluster.run({ component: "network", action: "results", data: { name: "r" } })).toMatchObject({
      outcomes: { "200": 1 },
      bodies: { "pod-2": 1 },
    });
  });

  it("leaves an Ingress of another class alone, and writes its address into its own", () => {
    const bench = make();
    apply(bench, paths);
    const other = makeIngress([{ paths: [{ path: "/" }] }], {}, { ingressClassName: "other" });
    apply(bench, { ...other, metadata: { ...other.metadata, name: "other" } });
    bench.sleep(61_000);
    const { store } = bench.cluster.sim;
    expect(store.get("ingresses", "default/paths")?.status).toEqual({
      loadBalancer: { ingress: [{ ip: "10.10.10.10" }] },
    });
    expect(store.get("ingresses", "default/other")?.status?.loadBalancer?.ingress).toBeUndefined();
    expect(store.list("events").map((e) => `${e.reason} ${e.message} ${e.involvedObject.name}`)).toContain(
      "Sync Scheduled for sync paths",
    );
  });

  it("reaches its hosts by name through an open port only", () => {
    const bench = make({ firewall: [{ port: 80, action: "allow" }] });
    apply(bench, makeIngress([{ host: "shop.example.com", paths: [{ path: "/" }] }]));
    bench.sleep(5000);
    expect(bench.send({ url: "http://shop.example.com/" }).outcome).toBe("200");
    expect(bench.send({ url: "http://10.10.10.10/", host: "shop.example.com" }).outcome).toBe("200");
    expect(bench.send({ url: "http://10.10.10.10/" }).outcome).toBe("404");
    bench.cluster.run({ component: "firewall", action: "set", data: { port: 80, action: "deny" } });
    expect(bench.send({ url: "http://shop.example.com/" })).toMatchObject({ outcome: "timeout", reason: "firewall" });
    expect(bench.cluster.run({ component: "firewall", action: "list", data: {} })).toBe(
      [
        "Chain FORWARD (policy DROP)",
        "target     prot opt source               destination         ",
        "DROP       tcp  --  0.0.0.0/0            0.0.0.0/0            tcp dpt:80",
        "",
      ].join("\n"),
    );
  });
});
