import { expect, it } from "vitest";
import type { Pod, PodSpec } from "#api/core-pod";
import { createCluster } from "../cluster.ts";
import { makeNodes, makeScenario } from "../testing/make.ts";
import { addressInHosts, hostNameOf, nameFiles } from "./host-name.ts";

const make = (spec: Partial<PodSpec>, name = "web-1"): Pod => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "shop" },
  spec: { containers: [{ name: "c" }], nodeName: "worker-1", ...spec },
  status: { podIP: "10.244.1.7" },
});

it.each([
  ["its own", make({}), "web-1"],
  ["spec.hostname", make({ hostname: "db-0", subdomain: "db" }), "db-0"],
  [
    "with its domain",
    make({ hostname: "db-0", subdomain: "db", setHostnameAsFQDN: true }),
    "db-0.db.shop.svc.cluster.local",
  ],
  ["hostnameOverride", make({ hostnameOverride: "db.example.com" }), "db.example.com"],
  ["the machine's", make({ hostNetwork: true }), "worker-1"],
  ["63 characters, no dash at the end", make({}, `${"a".repeat(62)}-${"b".repeat(9)}`), "a".repeat(62)],
])("names a pod: %s", (_title, pod, name) => {
  expect(hostNameOf(pod)).toBe(name);
});

const { sim } = createCluster(makeScenario({ nodes: makeNodes(1) }));
const filesOf = (pod: Pod): readonly (string | undefined)[] =>
  nameFiles(sim, pod, { ip: "10.244.1.7", wallMs: 0 }).map(({ files }) => files[""]?.text);

it("writes /etc/hosts as the kubelet does", () => {
  const pod = make({
    hostname: "db-0",
    subdomain: "db",
    hostAliases: [{ ip: "10.0.0.9", hostnames: ["old", "old.example.com"] }],
  });
  const [hostname, hosts] = filesOf(pod);
  expect(hostname).toBe("db-0\n");
  expect(hosts).toBe(`# Kubernetes-managed hosts file.
127.0.0.1\tlocalhost
::1\tlocalhost ip6-localhost ip6-loopback
fe00::0\tip6-localnet
fe00::0\tip6-mcastprefix
fe00::1\tip6-allnodes
fe00::2\tip6-allrouters
10.244.1.7\tdb-0.db.shop.svc.cluster.local\tdb-0

# Entries added by HostAliases.
10.0.0.9\told\told.example.com
`);
  expect(addressInHosts(pod, "old")).toBe("10.0.0.9");
  expect(addressInHosts(pod, "db-0")).toBe("10.244.1.7");
  expect(addressInHosts(pod, "db-0.db.shop.svc.cluster.local")).toBe("10.244.1.7");
  expect(addressInHosts(pod, "web-1")).toBeUndefined();
});

it("has the machine's own file on the machine's network", () => {
  const [hostname, hosts] = filesOf(make({ hostNetwork: true, hostAliases: [{ ip: "10.0.0.9", hostnames: ["old"] }] }));
  expect(hostname).toBe("worker-1\n");
  expect(hosts).toMatch(/^# Kubernetes-managed hosts file \(host network\)\.\n127\.0\.0\.1 localhost\n[\d.]+ master\n/);
  expect(hosts).toMatch(/\n\n# Entries added by HostAliases\.\n10\.0\.0\.9\told\n$/);
});

const INSIDE =
  "search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n";
it.each<[string, Partial<PodSpec>, string]>([
  ["of its namespace", {}, INSIDE],
  ["of its machine", { dnsPolicy: "Default" }, "nameserver 10.10.10.53\n"],
  [
    "of its machine, on whose network it is",
    { hostNetwork: true, dnsPolicy: "ClusterFirst" },
    "nameserver 10.10.10.53\n",
  ],
  ["of its namespace all the same", { hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" }, INSIDE],
  [
    "that it brings itself",
    { dnsPolicy: "None", dnsConfig: { nameservers: ["8.8.8.8"], searches: ["corp"], options: [{ name: "debug" }] } },
    "search corp\nnameserver 8.8.8.8\noptions debug\n",
  ],
  [
    "of its namespace, with less patience",
    { dnsConfig: { options: [{ name: "ndots", value: "2" }] } },
    INSIDE.replace("ndots:5", "ndots:2"),
  ],
  [
    "of its namespace, and two more at most",
    {
      dnsConfig: {
        nameservers: ["8.8.8.8", "1.1.1.1", "9.9.9.9"],
        searches: Array.from({ length: 32 }, (_, i) => `s${i}`),
        options: [{ name: "debug", value: "" }],
      },
    },
    INSIDE.replace("\nname", ` ${Array.from({ length: 29 }, (_, i) => `s${i}`).join(" ")}\nname`)
      .replace("\nopt", "\nnameserver 8.8.8.8\nnameserver 1.1.1.1\nopt")
      .replace("ndots:5", "ndots:5 debug"),
  ],
])("asks the name server %s", (_, spec, want) => {
  expect(filesOf(make(spec))[2]).toBe(want);
});
