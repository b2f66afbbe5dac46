// What a name server answers to whoever asks it by hand (nslookup): few do, so it comes with what writes need (apiserver/checks.ts).
import type { Sim } from "../sim.ts";
import { IP, MAX_ALIASES, SERVICES, ZONE } from "./cluster-dns.ts";
import type { Names } from "./names.ts";
import type { Source } from "./request.ts";

/** What a name server answers about one whole name: the names that it leads to, one after the other, and the last one's addresses. */
export interface DnsAnswer {
  readonly aliases: readonly string[];
  readonly ips: readonly string[];
}

/** What the name server of a pod, or of its machine, answers about a whole name, or the name of an address. */
export const queryDns = (sim: Sim, names: Names, source: Source, name: string): DnsAnswer | undefined => {
  const isInside = names.clusterResolver(source) !== undefined;
  if (IP.test(name)) {
    const found = isInside ? reverse(sim, name) : undefined;
    return found === undefined ? undefined : { aliases: [found], ips: [] };
  }
  if (isInside) return answer(names, name);
  const ip = names.companyDns(name);
  return ip === undefined ? undefined : { aliases: [], ips: [ip] };
};

/** The answer about a whole name, which is not searched; undefined: there is no such name. */
const answer = (names: Names, name: string): DnsAnswer | undefined => {
  const aliases: string[] = [];
  for (let asked = name; aliases.length <= MAX_ALIASES; asked = aliases.at(-1)!) {
    const record = names.dns.record(asked);
    if (record && "alias" in record) {
      aliases.push(record.alias);
      continue;
    }
    const outer = asked.endsWith(ZONE) ? undefined : names.companyDns(asked);
    const ips = record ? ("ips" in record ? record.ips : [record.ip]) : outer === undefined ? [] : [outer];
    return ips.length + aliases.length > 0 ? { aliases, ips } : undefined;
  }
  return { aliases, ips: [] };
};

/** Whose address it is, by its whole name. */
const reverse = ({ store }: Sim, ip: string): string | undefined => {
  for (const { spec, metadata } of store.list("services")) {
    if (spec.clusterIP === ip) return `${metadata.name}.${metadata.namespace}${SERVICES}`;
  }
  // A pod's address has a name only where the pod has one below a service of its own.
  for (const { endpoints, metadata } of store.list("endpointslices")) {
    const own = endpoints.find((e) => e.hostname && (e.conditions?.ready ?? true) && e.addresses[0] === ip);
    const service = metadata.labels?.["kubernetes.io/service-name"];
    if (own && service) return `${own.hostname}.${service}.${metadata.namespace}${SERVICES}`;
  }
  return undefined;
};
