// Models GeneratePodHostNameAndDomain and managedHostsFileContent of pkg/kubelet/kubelet_pods.go (v1.36): what a pod calls itself, and the
// names that its containers know without asking anybody.
import type { Pod } from "#api/core-pod";
import type { Files, Mount } from "../apps/files.ts";
import { CLUSTER_DNS_IP, CLUSTER_DOMAIN } from "../network/cluster-dns.ts";

const MAX_LENGTH = 63;
const SERVICES = `svc.${CLUSTER_DOMAIN}`;
/** Simplified: without the names of IPv6. */
const LOCAL = "# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n";

interface HostName {
  readonly name: string;
  /** Empty without a subdomain. */
  readonly domain: string;
}

/** Of a pod with a network of its own. */
const namesOf = ({ metadata, spec }: Pod): HostName => {
  const { hostnameOverride, hostname, subdomain } = spec;
  const whole = hostnameOverride ?? (hostname || metadata.name);
  const name = whole.length > MAX_LENGTH ? whole.slice(0, MAX_LENGTH).replace(/[-.]+$/, "") : whole;
  const isIn = hostnameOverride === undefined && subdomain;
  return { name, domain: isIn ? `${subdomain}.${metadata.namespace ?? "default"}.${SERVICES}` : "" };
};

const fullNameOf = ({ name, domain }: HostName): string => (domain === "" ? name : `${name}.${domain}`);

/** What `hostname` says in its containers, and $HOSTNAME; on the machine's network that is the machine's name. */
export const hostNameOf = (pod: Pod): string => {
  if (pod.spec.hostNetwork) return pod.spec.nodeName ?? "";
  const names = namesOf(pod);
  return pod.spec.setHostnameAsFQDN ? fullNameOf(names) : names.name;
};

/** The address that /etc/hosts has for a name, if it has one. */
export const addressInHosts = (pod: Pod, name: string): string | undefined => {
  const names = namesOf(pod);
  if (!pod.spec.hostNetwork && (name === names.name || name === fullNameOf(names))) return pod.status?.podIP;
  return pod.spec.hostAliases?.find((alias) => alias.hostnames?.includes(name))?.ip;
};

const hostsFile = (pod: Pod, ip: string): string => {
  const names = namesOf(pod);
  const own = names.domain === "" ? names.name : `${fullNameOf(names)}\t${names.name}`;
  const aliases = (pod.spec.hostAliases ?? []).map((alias) => `${alias.ip}\t${(alias.hostnames ?? []).join("\t")}\n`);
  const added = aliases.length > 0 ? `\n# Entries added by HostAliases.\n${aliases.join("")}` : "";
  return `${LOCAL}${ip}\t${own}\n${added}`;
};

/** pkg/kubelet/network/dns. Simplified: dnsConfig, and any dnsPolicy but the default one, are not looked at. */
const resolverFile = ({ metadata: { namespace = "default" } }: Pod): string =>
  `search ${namespace}.${SERVICES} ${SERVICES} ${CLUSTER_DOMAIN}\nnameserver ${CLUSTER_DNS_IP}\noptions ndots:5\n`;

/** The files of its name, in each container. Simplified: a pod on the machine's network has none. */
export const nameFiles = (pod: Pod, ip: string, wallMs: number): readonly Mount[] => {
  if (pod.spec.hostNetwork) return [];
  const file = (path: string, text: string): Mount => {
    const files: Files = { "": { text, mode: 0o644 } };
    return { path, files, isFile: true, wallMs };
  };
  return [
    file("/etc/hostname", `${hostNameOf(pod)}\n`),
    file("/etc/hosts", hostsFile(pod, ip)),
    file("/etc/resolv.conf", resolverFile(pod)),
  ];
};
