// Models ensureHostsFile of pkg/kubelet/kubelet_pods.go (v1.36), and the resolver's file: what stands in the files of a pod's name. Few look into
// them, so it comes with what writes need (apiserver/checks.ts).
import type { Pod } from "#api/core-pod";
import type { Sim } from "../sim.ts";
import { fullNameOf, hostNameOf, namesOf, resolverOf, type NameFile } from "./host-name.ts";

const HEADER = "# Kubernetes-managed hosts file";
const LOCAL = `127.0.0.1\tlocalhost
::1\tlocalhost ip6-localhost ip6-loopback
fe00::0\tip6-localnet
fe00::0\tip6-mcastprefix
fe00::1\tip6-allnodes
fe00::2\tip6-allrouters
`;

/** The hosts file of every machine: it knows all of them. */
export const machineHosts = (sim: Sim): string => {
  const lines = sim.store.list("nodes").flatMap(({ metadata, status }) => {
    const address = status?.addresses?.find(({ type }) => type === "InternalIP")?.address;
    return address === undefined ? [] : [`${address} ${metadata.name}\n`];
  });
  return `127.0.0.1 localhost\n${lines.join("")}`;
};

const hostsFile = (pod: Pod, ip: string, sim: Sim): string => {
  const names = namesOf(pod);
  const own = names.domain === "" ? names.name : `${fullNameOf(names)}\t${names.name}`;
  const aliases = (pod.spec.hostAliases ?? []).map((alias) => `${alias.ip}\t${(alias.hostnames ?? []).join("\t")}\n`);
  const added = aliases.length > 0 ? `\n# Entries added by HostAliases.\n${aliases.join("")}` : "";
  return pod.spec.hostNetwork
    ? `${HEADER} (host network).\n${machineHosts(sim)}${added}`
    : `${HEADER}.\n${LOCAL}${ip}\t${own}\n${added}`;
};

/** formDNSConfigFitsLimits. */
const MOST_SERVERS = 3;
const MOST_SEARCHED = 32;

const line = (word: string, words: readonly string[]): string =>
  words.length > 0 ? `${word} ${words.join(" ")}\n` : "";

const resolverFile = (pod: Pod): string => {
  const { servers, search, options } = resolverOf(pod);
  const named = servers.slice(0, MOST_SERVERS).map((server) => line("nameserver", [server]));
  return line("search", search.slice(0, MOST_SEARCHED)) + named.join("") + line("options", options);
};

export const nameFile = (sim: Sim, pod: Pod, ip: string, name: NameFile): string => {
  if (name === "hostname") return `${hostNameOf(pod)}\n`;
  return name === "hosts" ? hostsFile(pod, ip, sim) : resolverFile(pod);
};
