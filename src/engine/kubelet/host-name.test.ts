import { expect, it } from "vitest";
import type { Pod, PodSpec } from "#api/core-pod";
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

it("writes /etc/hosts as the kubelet does, but for the names of IPv6", () => {
  const pod = make({
    hostname: "db-0",
    subdomain: "db",
    hostAliases: [{ ip: "10.0.0.9", hostnames: ["old", "old.example.com"] }],
  });
  const [hostname, hosts] = nameFiles(pod, "10.244.1.7", 0);
  expect(hostname?.files[""]?.text).toBe("db-0\n");
  expect(hosts?.files[""]?.text).toBe(`# Kubernetes-managed hosts file.
127.0.0.1\tlocalhost
10.244.1.7\tdb-0.db.shop.svc.cluster.local\tdb-0

# Entries added by HostAliases.
10.0.0.9\told\told.example.com
`);
  expect(addressInHosts(pod, "old")).toBe("10.0.0.9");
  expect(addressInHosts(pod, "db-0")).toBe("10.244.1.7");
  expect(addressInHosts(pod, "db-0.db.shop.svc.cluster.local")).toBe("10.244.1.7");
  expect(addressInHosts(pod, "web-1")).toBeUndefined();
});
