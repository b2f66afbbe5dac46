// Models the firewall between the clients' network and the cluster's: an access list by destination port, as the chain FORWARD of a
// machine with iptables. The first row that matches decides; what no row allows is dropped, silently, as such walls do. A cluster
// without a list has no wall.
import type { FirewallRow } from "../scenario.ts";
import type { Sim } from "../sim.ts";

export interface Firewall {
  /** Whether there is a wall at all. */
  readonly isBuilt: boolean;
  lets(port: number): boolean;
  rows(): readonly FirewallRow[];
  /** How many ports it lets through. */
  openPorts(): number;
  /** Puts a row before the one that stands at `at` (from 0): at 0 it decides before all others, at `rows().length` after them. */
  insert(row: FirewallRow, at: number): void;
  removeAt(at: number): void;
  /** Opens or closes one port, or (action `remove`) takes its own row out. */
  set(port: number, action: FirewallRow["action"] | "remove"): void;
  /** As `iptables -L FORWARD -n` prints it. */
  list(options?: { readonly hasNumbers?: boolean }): string;
  start(): void;
}

const ROWS = "rows";
const LAST_PORT = 65_535;

const lastPortOf = ({ port, lastPort }: FirewallRow): number => lastPort ?? port;

export const createFirewall = (sim: Sim): Firewall => {
  const table = sim.table<readonly FirewallRow[]>("network/firewall");
  const rows = (): readonly FirewallRow[] => table.get(ROWS) ?? [];
  return {
    get isBuilt() {
      return table.has(ROWS);
    },
    lets: (port) => !table.has(ROWS) || decides(rows(), port)?.action === "allow",
    rows,
    openPorts: () => (table.has(ROWS) ? countOpen(rows()) : LAST_PORT),
    insert: (row, at) => table.set(ROWS, rows().toSpliced(at, 0, row)),
    removeAt: (at) => table.set(ROWS, rows().toSpliced(at, 1)),
    set: (port, action) => table.set(ROWS, withPort(rows(), port, action)),
    list: ({ hasNumbers = false } = {}) => listing(rows(), { isBuilt: table.has(ROWS), hasNumbers }),
    start: () => {
      if (sim.scenario.firewall) table.set(ROWS, sim.scenario.firewall);
    },
  };
};

const decides = (rows: readonly FirewallRow[], port: number): FirewallRow | undefined =>
  rows.find((row) => row.port <= port && port <= lastPortOf(row));

/** Between two neighbouring bounds of rows every port has the same fate. */
const countOpen = (rows: readonly FirewallRow[]): number => {
  const bounds = new Set(rows.flatMap((row) => [row.port, lastPortOf(row) + 1]));
  const sorted = [...bounds].toSorted((a, b) => a - b);
  return sorted.reduce((open, from, i) => {
    const isOpen = decides(rows, from)?.action === "allow";
    return isOpen ? open + (sorted[i + 1] ?? LAST_PORT + 1) - from : open;
  }, 0);
};

/** A row of its own keeps its place if it decides there; else it stands before all others. */
const withPort = (
  rows: readonly FirewallRow[],
  port: number,
  action: FirewallRow["action"] | "remove",
): readonly FirewallRow[] => {
  const isOwn = (row: FirewallRow): boolean => row.port === port && lastPortOf(row) === port;
  const others = rows.filter((row) => !isOwn(row));
  if (action === "remove") return others;
  const now = decides(rows, port);
  if (now && isOwn(now)) return rows.map((row) => (row === now ? { port, action } : row));
  return [{ port, action }, ...others];
};

const listing = (
  rows: readonly FirewallRow[],
  { isBuilt, hasNumbers }: { readonly isBuilt: boolean; readonly hasNumbers: boolean },
): string => {
  const lines = [
    `Chain FORWARD (policy ${isBuilt ? "DROP" : "ACCEPT"})`,
    `${hasNumbers ? "num  " : ""}target     prot opt source               destination         `,
  ];
  for (const [i, row] of rows.entries()) {
    const target = (row.action === "allow" ? "ACCEPT" : "DROP").padEnd(10);
    const match = lastPortOf(row) === row.port ? `dpt:${row.port}` : `dpts:${row.port}:${lastPortOf(row)}`;
    const number = hasNumbers ? String(i + 1).padEnd(5) : "";
    lines.push(`${number}${target} tcp  --  0.0.0.0/0            0.0.0.0/0            tcp ${match}`);
  }
  return `${lines.join("\n")}\n`;
};
