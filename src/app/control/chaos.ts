// A fault by chance, from a seed: the same seed on the same cluster finds the same one. What it does is done as if by hand, from the inspector.
import { networkOf, nodeTruth } from "#engine";
import type { Pod } from "#api/core-pod";
import type { Run } from "#engine";
import { PORT_ID } from "../views/request-views.ts";

export interface ChaosFault {
  /** What the inspector would have selected. */
  readonly id: string;
  readonly fault: string;
}

const POD_FAULTS = ["hang", "exit", "trouble", "leak", "delete"] as const;
const WORKER_FAULTS = ["power", "cut", "fillDisk"] as const;

/** The fault of this seed, `index` faults after the first; null if there is nothing to break. */
export const chaosFault = (run: Run, seed: number, index: number): ChaosFault | null => {
  // First which kind of thing: there are many pods and few machines.
  const kinds = [podFaults(run), nodeFaults(run), wallFaults(run)].filter((kind) => kind.length > 0);
  const dice = mixed(seed, index);
  const kind = kinds[dice % kinds.length];
  return kind?.[Math.floor(dice / 8) % kind.length] ?? null;
};

const podFaults = (run: Run): readonly ChaosFault[] =>
  run.cluster.sim.store
    .list("pods", "default")
    .filter(isRunning)
    .flatMap(({ metadata: { uid = "" } }) => POD_FAULTS.map((fault) => ({ id: uid, fault })));

const isRunning = ({ metadata, status }: Pod): boolean =>
  status?.phase === "Running" && metadata.deletionTimestamp === undefined;

/** Only workers: a master without power is a lesson of its own. */
const nodeFaults = ({ scenario, cluster: { sim } }: Run): readonly ChaosFault[] =>
  scenario.nodes
    .filter(({ name, role }) => role !== "control-plane" && isWell(nodeTruth(sim, name)))
    .flatMap(({ name }) => WORKER_FAULTS.map((fault) => ({ id: `nodes/${name}`, fault })));

const isWell = (truth: ReturnType<typeof nodeTruth>): boolean =>
  truth?.isOn === true && !truth.isCut && !truth.isDiskFull;

const wallFaults = ({ cluster: { sim } }: Run): readonly ChaosFault[] => {
  const { firewall } = networkOf(sim);
  if (!firewall.isBuilt) return [];
  return firewall
    .rows()
    .filter((row) => row.action === "allow" && !("lastPort" in row))
    .map(({ port }) => ({ id: PORT_ID(port), fault: `deny ${port}` }));
};

/** The two numbers stirred into one that looks like neither (Murmur's finalizer). */
const mixed = (seed: number, index: number): number => {
  let n = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0;
  n = Math.imul(n ^ (n >>> 16), 0x7feb352d) >>> 0;
  n = Math.imul(n ^ (n >>> 15), 0x846ca68b) >>> 0;
  return (n ^ (n >>> 16)) >>> 0;
};
