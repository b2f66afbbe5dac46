// Models plugins/queuesort/priority_sort.go (v1.36).
import type { Plugin } from "../../plugin.ts";

export const prioritySort: Plugin = {
  name: "PrioritySort",
  less: (a, b) => a.priority > b.priority || (a.priority === b.priority && a.timestampMs < b.timestampMs),
};
