// Models the firewall between the clients' network and the cluster's: an access list by destination port. The first row that matches
// decides; what no row allows is dropped, silently, as such walls do. A cluster without a list has no wall.
import type { FirewallRow } from "../scenario.ts";
import type { Sim } from "../sim.ts";

export interface Firewall {
  /** Whether there is a wall at all. */
  readonly isBuilt: boolean;
  lets(port: number): boolean;
  rows(): readonly FirewallRow[];
  /** Opens or closes a port, or (action `remove`) takes its row out. */
  set(port: number, action: FirewallRow["action"] | "remove"): void;
  /** As `iptables -L FORWARD -n` prints it. */
  list(): string;
  start(): void;
}

const ROWS = "rows";

export const createFirewall = (sim: Sim): Firewall => {
  const table = sim.table<readonly FirewallRow[]>("network/firewall");
  const rows = (): readonly FirewallRow[] => table.get(ROWS) ?? [];
  return {
    get isBuilt() {
      return table.has(ROWS);
    },
    lets: (port) => !table.has(ROWS) || rows().find((row) => row.port === port)?.action === "allow",
    rows,
    set: (port, action) => {
      const others = rows().filter((row) => row.port !== port);
      table.set(ROWS, action === "remove" ? others : [...others, { port, action }].toSorted((a, b) => a.port - b.port));
    },
    list: () => listing(rows(), table.has(ROWS)),
    start: () => {
      if (sim.scenario.firewall) table.set(ROWS, sim.scenario.firewall);
    },
  };
};

const listing = (rows: readonly FirewallRow[], isBuilt: boolean): string => {
  const lines = [
    `Chain FORWARD (policy ${isBuilt ? "DROP" : "ACCEPT"})`,
    "target     prot opt source               destination         ",
  ];
  for (const { port, action } of rows) {
    const target = (action === "allow" ? "ACCEPT" : "DROP").padEnd(10);
    lines.push(`${target} tcp  --  0.0.0.0/0            0.0.0.0/0            tcp dpt:${port}`);
  }
  return `${lines.join("\n")}\n`;
};
