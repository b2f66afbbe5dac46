// The wall as the graph draws it: its ports, where each leads, and at which of them requests are dropped.
import { networkOf, type Run } from "#engine";
import type { FirewallView, IngressView, ServiceView } from "../view-models/graph.ts";
import { FIREWALL_ID, PORT_ID } from "./request-views.ts";

interface WayIn {
  readonly ingresses: readonly IngressView[];
  readonly services: readonly ServiceView[];
  /** From when on a drop still marks its port. */
  readonly sinceMs: number;
}

export const firewallView = (run: Run, { ingresses, services, sinceMs }: WayIn): FirewallView | null => {
  const network = networkOf(run.cluster.sim);
  if (!network.firewall.isBuilt) return null;
  const dropping = new Set(
    network
      .recent()
      .filter((r) => r.reason === "firewall" && r.endMs > sinceMs)
      .map((r) => Number(/:(\d+)/.exec(r.remote ?? "")?.[1])),
  );
  const ports = portsToShow(run).map((port) => ({
    id: PORT_ID(port),
    toId: port === 80 || port === 443 ? (ingresses[0]?.id ?? null) : nodePortService(services, port),
    port,
    open: network.firewall.lets(port),
    dropping: dropping.has(port),
  }));
  return { id: FIREWALL_ID, ports };
};

/** Ports with a row of their own, ports that clients ask for, and those of services that a row for a range lets in. */
const portsToShow = (run: Run): readonly number[] => {
  const network = networkOf(run.cluster.sim);
  const rows = network.firewall.rows();
  const own = rows.filter((row) => row.lastPort === undefined).map((row) => row.port);
  const asked = [...network.clients()].flatMap(({ spec }) => portOfUrl(spec.url));
  const nodePorts = run.cluster.sim.store
    .list("services")
    .flatMap((s) => (s.spec?.ports ?? []).flatMap((p) => p.nodePort ?? []));
  const hasRange = rows.some((row) => row.lastPort !== undefined);
  const ranged = hasRange ? nodePorts.filter((port) => network.firewall.lets(port)) : [];
  return [...new Set([...own, ...asked, ...ranged])].toSorted((a, b) => a - b);
};

/** The port that a client's URL means. */
export const portOfUrl = (url: string): number => {
  const [, scheme, port] = /^(?:(https?):\/\/)?[^:/]+(?::(\d+))?/.exec(url) ?? [];
  if (port !== undefined) return Number(port);
  return scheme === "https" ? 443 : 80;
};

/** The service that has this port on every node. */
export const nodePortService = (services: readonly ServiceView[], port: number): string | null =>
  services.find((s) => s.portText.includes(`:${port} `))?.id ?? null;
