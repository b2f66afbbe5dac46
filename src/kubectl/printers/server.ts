// Models the printers of what the API server keeps of itself: kube-aggregator's API services and pkg/printers/internalversion/printers.go's
// flow schemas and priority levels (v1.36).
import type { JsonObject } from "#api/meta";
import { list, nameOf, text } from "../object.ts";
import { age, orNone } from "./cells.ts";
import { columns, type TablePrinter } from "./table.ts";

/** Those here are all the server's own. */
export const apiServices: TablePrinter = {
  columns: columns("Name", "Service", "Available", "Age"),
  cells: (object, context) => [nameOf(object), "Local", conditionOf(object, "Available"), age(object, context)],
};

const conditionOf = (object: JsonObject, type: string): string =>
  text(
    list(object, "status", "conditions").find((condition) => text(condition, "type") === type),
    "status",
  );

export const flowSchemas: TablePrinter = {
  columns: columns("Name", "PriorityLevel", "MatchingPrecedence", "DistinguisherMethod", "Age", "MissingPL"),
  cells: (object, context) => [
    nameOf(object),
    text(object, "spec", "priorityLevelConfiguration", "name"),
    text(object, "spec", "matchingPrecedence"),
    orNone(text(object, "spec", "distinguisherMethod", "type")),
    age(object, context),
    conditionOf(object, "Dangling"),
  ],
};

const QUEUES = ["queues", "handSize", "queueLengthLimit"];

export const priorityLevels: TablePrinter = {
  columns: columns("Name", "Type", "NominalConcurrencyShares", "Queues", "HandSize", "QueueLengthLimit", "Age"),
  cells: (object, context) => [
    nameOf(object),
    text(object, "spec", "type"),
    orNone(text(object, "spec", "limited", "nominalConcurrencyShares")),
    ...QUEUES.map((name) => orNone(text(object, "spec", "limited", "limitResponse", "queuing", name))),
    age(object, context),
  ],
};
