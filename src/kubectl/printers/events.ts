// Models printEvent of pkg/printers/internalversion/printers.go (v1.36).
import type { JsonObject } from "#api/meta";
import { since } from "#api/duration";
import { has, nameOf, num, text } from "../object.ts";
import type { Column, TablePrinter } from "./table.ts";

const source = (event: JsonObject): string => {
  const component = text(event, "source", "component") || text(event, "reportingComponent");
  const host = text(event, "source", "host") || text(event, "reportingInstance");
  return host === "" ? component : `${component}, ${host}`;
};

/** When it was last and first seen, and how often. */
const eventTimes = (event: JsonObject): { last: string; first: string; count: number } => {
  const eventTime = text(event, "eventTime");
  const first = text(event, "firstTimestamp") || eventTime;
  const last = text(event, "lastTimestamp") || first;
  if (has(event, "series")) {
    return { first, last: text(event, "series", "lastObservedTime"), count: num(event, "series", "count") };
  }
  return { first, last, count: num(event, "count") || 1 };
};

const WIDE: true = true;
const COLUMNS: readonly Column[] = [
  { name: "Last Seen" },
  { name: "Type" },
  { name: "Reason" },
  { name: "Object" },
  { name: "Subobject", wide: WIDE },
  { name: "Source", wide: WIDE },
  { name: "Message" },
  { name: "First Seen", wide: WIDE },
  { name: "Count", wide: WIDE },
  { name: "Name", wide: WIDE },
];

export const events: TablePrinter = {
  columns: COLUMNS,
  cells: (event, context) => {
    const times = eventTimes(event);
    const kind = text(event, "involvedObject", "kind").toLowerCase();
    const name = text(event, "involvedObject", "name");
    return [
      since(times.last, context.nowMs),
      text(event, "type"),
      text(event, "reason"),
      name === "" ? kind : `${kind}/${name}`,
      text(event, "involvedObject", "fieldPath"),
      source(event),
      text(event, "message").trim(),
      since(times.first, context.nowMs),
      String(times.count),
      nameOf(event),
    ];
  },
};
