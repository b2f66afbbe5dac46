// nslookup in a container's own command, as busybox 1.36 does it: what the cluster's name server says now.
import { resolverOf } from "../../kubelet/host-name.ts";
import { networkOf } from "../../network/network.ts";
import type { Sim } from "../../sim.ts";
import type { Did } from "./builtins.ts";

/** `key`: of the pod. */
export const askNames = (sim: Sim, key: string, words: readonly string[]): Did => {
  const pod = sim.store.get("pods", key);
  const name = words.find((word) => !word.startsWith("-"));
  if (!pod || name === undefined)
    return { out: "Usage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]\n", code: 1 };
  const { servers, search } = resolverOf(pod);
  const server = servers[0] ?? "127.0.0.1";
  const names = name.includes(".") || search.length === 0 ? [name] : search.map((domain) => `${name}.${domain}`);
  let out = `Server:\t\t${server}\nAddress:\t${server}:53\n\n`;
  let code = 0;
  for (const one of names) {
    const found = networkOf(sim).query({ kind: "pod", pod: key }, one.replace(/\.$/, ""));
    if (!found) code = 1;
    const last = found?.aliases.at(-1) ?? one;
    const lines = found?.ips.map((ip) => `Name:\t${last}\nAddress: ${ip}\n`) ?? [];
    out += found ? `${lines.join("")}\n` : `** server can't find ${one}: NXDOMAIN\n\n`;
  }
  return { out, code };
};
