// Models the workload printers of pkg/printers/internalversion/printers.go (v1.36).
import type { JsonObject } from "#api/meta";
import { parseTime } from "#api/time";
import { inGroup } from "#api/scheme";
import { humanDuration, since } from "#api/duration";
import { formatLabelSelector } from "../go/selector-text.ts";
import { has, isTrue, list, map, nameOf, num, obj, text } from "../object.ts";
import { formatLabels } from "../go/selector-text.ts";
import { age, containerCells, nodeSelectorText, templateSpec } from "./cells.ts";
import { columns, type TablePrinter } from "./table.ts";

const count = (object: JsonObject, ...path: readonly string[]): string => String(num(object, ...path));

/** A replica count that is absent defaults to one. */
const desired = (object: JsonObject): number => (has(object, "spec", "replicas") ? num(object, "spec", "replicas") : 1);

export const deployments: TablePrinter = {
  columns: columns("Name", "Ready", "Up-to-date", "Available", "Age", "|", "Containers", "Images", "Selector"),
  cells: (object, context) => [
    nameOf(object),
    `${count(object, "status", "readyReplicas")}/${desired(object)}`,
    count(object, "status", "updatedReplicas"),
    count(object, "status", "availableReplicas"),
    age(object, context),
    ...containerCells(templateSpec(object)),
    formatLabelSelector(object, "spec", "selector"),
  ],
};

/** Both kinds keep a number of pods; only how they write their selector differs. */
const replicaPrinter = (selectorText: (object: JsonObject) => string): TablePrinter => ({
  columns: columns("Name", "Desired", "Current", "Ready", "Age", "|", "Containers", "Images", "Selector"),
  cells: (object, context) => [
    nameOf(object),
    String(desired(object)),
    count(object, "status", "replicas"),
    count(object, "status", "readyReplicas"),
    age(object, context),
    ...containerCells(templateSpec(object)),
    selectorText(object),
  ],
});

export const replicaSets = replicaPrinter((object) => formatLabelSelector(object, "spec", "selector"));
export const replicationControllers = replicaPrinter((object) => formatLabels(map(object, "spec", "selector")));

export const statefulSets: TablePrinter = {
  columns: columns("Name", "Ready", "Age", "|", "Containers", "Images"),
  cells: (object, context) => [
    nameOf(object),
    `${count(object, "status", "readyReplicas")}/${desired(object)}`,
    age(object, context),
    ...containerCells(templateSpec(object)),
  ],
};

export const scales: TablePrinter = {
  columns: columns("Name", "Desired", "Available", "Age"),
  cells: (object, context) => [
    nameOf(object),
    count(object, "spec", "replicas"),
    count(object, "status", "replicas"),
    age(object, context),
  ],
};

export const daemonSets: TablePrinter = {
  columns: columns(
    "Name",
    "Desired",
    "Current",
    "Ready",
    "Up-to-date",
    "Available",
    "Node Selector",
    "Age",
    "|",
    "Containers",
    "Images",
    "Selector",
  ),
  cells: (object, context) => [
    nameOf(object),
    count(object, "status", "desiredNumberScheduled"),
    count(object, "status", "currentNumberScheduled"),
    count(object, "status", "numberReady"),
    count(object, "status", "updatedNumberScheduled"),
    count(object, "status", "numberAvailable"),
    nodeSelectorText(templateSpec(object)),
    age(object, context),
    ...containerCells(templateSpec(object)),
    formatLabelSelector(object, "spec", "selector"),
  ],
};

const hasCondition = (object: JsonObject, type: string): boolean =>
  list(object, "status", "conditions").some((item) => text(item, "type") === type && text(item, "status") === "True");

const jobStatus = (job: JsonObject): string => {
  if (hasCondition(job, "Complete")) return "Complete";
  if (hasCondition(job, "Failed")) return "Failed";
  if (has(job, "metadata", "deletionTimestamp")) return "Terminating";
  if (hasCondition(job, "Suspended")) return "Suspended";
  if (hasCondition(job, "FailureTarget")) return "FailureTarget";
  if (hasCondition(job, "SuccessCriteriaMet")) return "SuccessCriteriaMet";
  return "Running";
};

const jobCompletions = (job: JsonObject): string => {
  const succeeded = num(job, "status", "succeeded");
  if (has(job, "spec", "completions")) return `${succeeded}/${num(job, "spec", "completions")}`;
  const parallelism = num(job, "spec", "parallelism");
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
};

const jobDuration = (job: JsonObject, nowMs: number): string => {
  const start = parseTime(text(job, "status", "startTime"));
  if (start === undefined) return "";
  return humanDuration((parseTime(text(job, "status", "completionTime")) ?? nowMs) - start);
};

export const jobs: TablePrinter = {
  columns: columns("Name", "Status", "Completions", "Duration", "Age", "|", "Containers", "Images", "Selector"),
  cells: (object, context) => [
    nameOf(object),
    jobStatus(object),
    jobCompletions(object),
    jobDuration(object, context.nowMs),
    age(object, context),
    ...containerCells(templateSpec(object)),
    formatLabelSelector(object, "spec", "selector"),
  ],
};

export const cronJobs: TablePrinter = {
  columns: columns(
    "Name",
    "Schedule",
    "Timezone",
    "Suspend",
    "Active",
    "Last Schedule",
    "Age",
    "|",
    "Containers",
    "Images",
    "Selector",
  ),
  cells: (object, context) => [
    nameOf(object),
    text(object, "spec", "schedule"),
    text(object, "spec", "timeZone") || "<none>",
    has(object, "spec", "suspend") ? (isTrue(object, "spec", "suspend") ? "True" : "False") : "<unset>",
    String(list(object, "status", "active").length),
    has(object, "status", "lastScheduleTime")
      ? since(text(object, "status", "lastScheduleTime"), context.nowMs)
      : "<none>",
    age(object, context),
    ...containerCells(obj(object, "spec", "jobTemplate", "spec", "template", "spec")),
    formatLabelSelector(object, "spec", "jobTemplate", "spec", "selector"),
  ],
};

export const controllerRevisions: TablePrinter = {
  columns: columns("Name", "Controller", "Revision", "Age"),
  cells: (object, context) => {
    const owner = list(object, "metadata", "ownerReferences").find((reference) => isTrue(reference, "controller"));
    const group = text(owner, "apiVersion").split("/").slice(0, -1).join("/");
    const kind = text(owner, "kind").toLowerCase();
    const controller = owner ? `${inGroup(kind, group)}/${text(owner, "name")}` : "<none>";
    return [nameOf(object), controller, count(object, "revision"), age(object, context)];
  },
};
