// Files that every machine has, made of the cluster's state when somebody reads them.
import { networkOf, type Sim } from "#engine";
import { FIREWALL, isNode } from "./hosts.ts";

/** By their whole paths. */
export const filesOn = (sim: Sim, host: string): ReadonlyMap<string, string> => {
  if (isNode(sim, host) || host === FIREWALL) return new Map(common(host));
  const client = [...networkOf(sim).clients()].find(({ spec }) => spec.name === host);
  return new Map([...common(host), ...(client ? [[CALLS, `url=${client.spec.url}\n`] as const] : [])]);
};

export const CALLS = "/root/calls.conf";

const common = (host: string): readonly (readonly [string, string])[] => [
  ["/etc/hostname", `${host}\n`],
  [
    "/etc/os-release",
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n',
  ],
];
