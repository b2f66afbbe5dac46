// Models the columns of printPod (pkg/printers/internalversion/printers.go, v1.36): one row of `kubectl get pods`.
import type { JsonObject } from "#api/meta";
import { list, text } from "../object.ts";
import { age, orNone } from "./cells.ts";
import { isCondition, restartsCell, tallyOf } from "./pods.ts";
import { columns, type PrintContext, type TablePrinter } from "./table.ts";

const readinessGates = (pod: JsonObject): string => {
  const gates = list(pod, "spec", "readinessGates");
  if (gates.length === 0) return "<none>";
  const isTrueGate = gates.filter((gate) => isCondition(pod, text(gate, "conditionType"))).length;
  return `${isTrueGate}/${gates.length}`;
};

/** What stands in a pod's row whatever the time is. */
interface StillCells {
  readonly ready: string;
  readonly status: string;
  readonly restarts: number;
  readonly lastRestartMs: number;
  readonly address: string;
  readonly node: string;
  readonly nominatedNode: string;
  readonly readinessGates: string;
}

/** An object never changes, a new revision is another one: what was read of it holds as long as it is kept. */
const STILL = new WeakMap<JsonObject, StillCells>();

const stillCells = (pod: JsonObject): StillCells => {
  const known = STILL.get(pod);
  if (known) return known;
  const tally = tallyOf(pod);
  const made: StillCells = {
    ready: `${tally.ready}/${tally.total}`,
    status: tally.reason,
    restarts: tally.restarts,
    lastRestartMs: tally.lastRestartMs,
    address: orNone(text(pod, "status", "podIP") || text(list(pod, "status", "podIPs")[0], "ip")),
    node: orNone(text(pod, "spec", "nodeName")),
    nominatedNode: orNone(text(pod, "status", "nominatedNodeName")),
    readinessGates: readinessGates(pod),
  };
  STILL.set(pod, made);
  return made;
};

export const pods: TablePrinter = {
  columns: columns(
    "Name",
    "Ready",
    "Status",
    "Restarts",
    "Age",
    "|",
    "IP",
    "Node",
    "Nominated Node",
    "Readiness Gates",
  ),
  cells(pod: JsonObject, context: PrintContext) {
    const still = stillCells(pod);
    return [
      text(pod, "metadata", "name"),
      still.ready,
      still.status,
      restartsCell(still, context.nowMs),
      age(pod, context),
      still.address,
      still.node,
      still.nominatedNode,
      still.readinessGates,
    ];
  },
};
