// Models HostPortInfo of pkg/scheduler/framework/types.go and GetHostPorts of pkg/scheduler/util/utils.go (v1.36).
import type { PodSpec } from "#api/core-pod";

export interface HostPort {
  readonly ip: string;
  readonly protocol: string;
  readonly port: number;
}

const ANY_IP = "0.0.0.0";

/** Ports of the node that the pod takes for as long as it lives. */
export const hostPortsOf = (spec: PodSpec): HostPort[] => {
  const lasting = [...(spec.initContainers ?? []).filter((c) => c.restartPolicy === "Always"), ...spec.containers];
  return lasting.flatMap((c) =>
    (c.ports ?? [])
      .filter((p) => (p.hostPort ?? 0) > 0)
      .map((p) => ({ ip: p.hostIP || ANY_IP, protocol: p.protocol ?? "TCP", port: p.hostPort ?? 0 })),
  );
};

/** The taken ports of a node: `protocol/port` to the addresses on which they are taken, with how many pods say so. */
export class HostPorts {
  readonly #taken: Map<string, Map<string, number>>;

  constructor(taken: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map()) {
    this.#taken = new Map([...taken].map(([k, ips]) => [k, new Map(ips)]));
  }
  /** For a trial of who could go. As in the real one nobody is counted there: where two pods hold the same port, the first to go frees it. */
  clone(): HostPorts {
    return new HostPorts(new Map([...this.#taken].map(([k, ips]) => [k, new Map([...ips].map(([ip]) => [ip, 1]))])));
  }
  add(ports: readonly HostPort[], by: 1 | -1): void {
    for (const { ip, protocol, port } of ports) {
      const key = `${protocol}/${port}`;
      const ips = this.#taken.get(key) ?? new Map<string, number>();
      const pods = (ips.get(ip) ?? 0) + by;
      if (pods > 0) ips.set(ip, pods);
      else ips.delete(ip);
      if (ips.size > 0) this.#taken.set(key, ips);
      else this.#taken.delete(key);
    }
  }
  /** 0.0.0.0 is every address: it collides with all of them. */
  conflicts({ ip, protocol, port }: HostPort): boolean {
    const ips = this.#taken.get(`${protocol}/${port}`);
    return ips !== undefined && (ip === ANY_IP || ips.has(ANY_IP) || ips.has(ip));
  }
}
