// Models GeneratePodHostNameAndDomain and managedHostsFileContent of pkg/kubelet/kubelet_pods.go (v1.36): what a pod calls itself, and the
// names that its containers know without asking anybody.
import type { Pod } from "#api/core-pod";
import { checks } from "../apiserver/checks.ts";
import type { Mount } from "../apps/files.ts";
import type { Sim } from "../sim.ts";
import { CLUSTER_DNS_IP, CLUSTER_DOMAIN } from "../network/cluster-dns.ts";

const MAX_LENGTH = 63;
const SERVICES = `svc.${CLUSTER_DOMAIN}`;
interface HostName {
  readonly name: string;
  /** Empty without a subdomain. */
  readonly domain: string;
}

/** Of a pod with a network of its own. */
export const namesOf = ({ metadata, spec }: Pod): HostName => {
  const { hostnameOverride, hostname, subdomain } = spec;
  const whole = hostnameOverride ?? (hostname || metadata.name);
  const name = whole.length > MAX_LENGTH ? whole.slice(0, MAX_LENGTH).replace(/[-.]+$/, "") : whole;
  const isIn = hostnameOverride === undefined && subdomain;
  return { name, domain: isIn ? `${subdomain}.${metadata.namespace ?? "default"}.${SERVICES}` : "" };
};

export const fullNameOf = ({ name, domain }: HostName): string => (domain === "" ? name : `${name}.${domain}`);

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

/** Whom a pod asks for names, and how (pkg/kubelet/network/dns). Of a resolver's options, only ndots counts. */
export interface Resolver {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  readonly options: readonly string[];
}

/** Whom systemd-resolved of a machine asks, the name server of the company: kubeadm has kubelets read its own file, for nobody listens at 127.0.0.53 in a pod. */
const MACHINES: Resolver = { servers: ["10.10.10.53"], search: [], options: [] };
const NOBODY: Resolver = { servers: [], search: [], options: [] };

export const clusterResolver = (namespace: string): Resolver => ({
  servers: [CLUSTER_DNS_IP],
  search: [`${namespace}.${SERVICES}`, SERVICES, CLUSTER_DOMAIN],
  options: ["ndots:5"],
});

export const resolverOf = ({ metadata: { namespace = "default" }, spec }: Pod): Resolver => {
  const { dnsPolicy = "ClusterFirst", dnsConfig, hostNetwork } = spec;
  const isInside = dnsPolicy === "ClusterFirstWithHostNet" || (dnsPolicy === "ClusterFirst" && !hostNetwork);
  const { servers, search, options } = isInside ? clusterResolver(namespace) : dnsPolicy === "None" ? NOBODY : MACHINES;
  if (!dnsConfig) return { servers, search, options };
  const given = (dnsConfig.options ?? []).map(({ name, value }) => (value ? `${name}:${value}` : `${name}`));
  const isKept = (option: string): boolean => !given.some((one) => one.split(":")[0] === option.split(":")[0]);
  return {
    servers: [...new Set([...servers, ...(dnsConfig.nameservers ?? [])])],
    search: [...new Set([...search, ...(dnsConfig.searches ?? [])])],
    options: [...options.filter(isKept), ...given],
  };
};

interface Born {
  readonly ip: string;
  readonly wallMs: number;
}

export type NameFile = "hostname" | "hosts" | "resolv.conf";

/** The files of its name, in each container. What is in them is written when somebody reads it. */
export const nameFiles = (sim: Sim, pod: Pod, { ip, wallMs }: Born): readonly Mount[] => {
  const file = (name: NameFile): Mount => ({
    path: `/etc/${name}`,
    get files() {
      return { "": { text: checks().nameFile(sim, pod, ip, name), mode: 0o644 } };
    },
    isFile: true,
    wallMs,
  });
  return [file("hostname"), file("hosts"), file("resolv.conf")];
};
