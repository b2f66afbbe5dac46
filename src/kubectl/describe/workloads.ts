// Models the describers of workloads of kubectl/pkg/describe/describe.go (v1.36).
import type { JsonObject } from "#api/meta";
import { parseTime } from "#api/time";
import { canonicalQuantity } from "#api/quantity";
import { humanDuration } from "#api/duration";
import { formatLabels, formatLabelSelector, selectorString } from "../go/selector-text.ts";
import { goValue } from "../go/format.ts";
import { at, has, isTrue, list, map, nameOf, namespaceOf, num, obj, strings, text } from "../object.ts";
import { storageClassOf } from "../printers/config.ts";
import { splitReplicaSets } from "../revisions.ts";
import type { Describer } from "./describer.ts";
import { controlledPods, eventsOf, podsStatus } from "./events.ts";
import {
  boolWord,
  conditionsWithReason,
  controlledBy,
  heading,
  labels,
  metadataLabels,
  orUnset,
  rfc1123,
} from "./parts.ts";
import { describePodTemplate } from "./pod.ts";
import type { Writer } from "./writer.ts";

const selectorOf = (object: JsonObject): string => selectorString(obj(object, "spec", "selector"));
const created = (object: JsonObject): string => rfc1123(text(object, "metadata", "creationTimestamp"));
const template = (object: JsonObject): JsonObject => obj(object, "spec", "template");

const strategy = (w: Writer, object: JsonObject): void => {
  w.field(0, "StrategyType", text(object, "spec", "strategy", "type"));
  w.field(0, "MinReadySeconds", num(object, "spec", "minReadySeconds"));
  const rolling = obj(object, "spec", "strategy", "rollingUpdate");
  if (!has(object, "spec", "strategy", "rollingUpdate")) return;
  w.field(
    0,
    "RollingUpdateStrategy",
    `${text(rolling, "maxUnavailable")} max unavailable, ${text(rolling, "maxSurge")} max surge`,
  );
};

const replicaSetNames = (sets: readonly JsonObject[]): string =>
  sets
    .map((set) => `${nameOf(set)} (${num(set, "status", "replicas")}/${num(set, "spec", "replicas")} replicas created)`)
    .join(", ") || "<none>";

export const describeDeployment: Describer = (w, object, context) => {
  w.field(0, "Name", nameOf(object));
  w.field(0, "Namespace", namespaceOf(object));
  w.field(0, "CreationTimestamp", created(object));
  metadataLabels(w, object);
  w.field(0, "Selector", selectorOf(object));
  const count = (name: string): number => num(object, "status", name);
  w.field(
    0,
    "Replicas",
    `${num(object, "spec", "replicas")} desired | ${count("updatedReplicas")} updated | ${count("replicas")} total | ${count("availableReplicas")} available | ${count("unavailableReplicas")} unavailable`,
  );
  strategy(w, object);
  describePodTemplate(w, template(object));
  conditionsWithReason(w, list(object, "status", "conditions"));
  const { old, current } = splitReplicaSets(context.client, object);
  if (old.length > 0 || current) {
    w.field(0, "OldReplicaSets", replicaSetNames(old));
    w.field(0, "NewReplicaSet", replicaSetNames(current ? [current] : []));
  }
  eventsOf(w, object, context);
};

const replicas = (w: Writer, object: JsonObject): void =>
  w.field(0, "Replicas", `${num(object, "status", "replicas")} current / ${num(object, "spec", "replicas")} desired`);

export const describeReplicaSet: Describer = (w, object, context) => {
  w.field(0, "Name", nameOf(object));
  w.field(0, "Namespace", namespaceOf(object));
  w.field(0, "Selector", formatLabelSelector(object, "spec", "selector"));
  metadataLabels(w, object);
  const owner = controlledBy(object);
  if (owner !== "") w.field(0, "Controlled By", owner);
  replicas(w, object);
  w.field(0, "Pods Status", podsStatus(controlledPods(context, object, selectorOf(object))));
  describePodTemplate(w, template(object));
  conditionsWithReason(w, list(object, "status", "conditions"));
  eventsOf(w, object, context);
};

export const describeReplicationController: Describer = (w, object, context) => {
  w.field(0, "Name", nameOf(object));
  w.field(0, "Namespace", namespaceOf(object));
  const selector = formatLabels(map(object, "spec", "selector"));
  w.field(0, "Selector", selector);
  metadataLabels(w, object);
  replicas(w, object);
  w.field(0, "Pods Status", podsStatus(controlledPods(context, object, selector)));
  describePodTemplate(w, template(object));
  conditionsWithReason(w, list(object, "status", "conditions"));
  eventsOf(w, object, context);
};

export const describeDaemonSet: Describer = (w, object, context) => {
  w.field(0, "Name", nameOf(object));
  w.field(0, "Namespace", namespaceOf(object));
  w.field(0, "Selector", selectorOf(object));
  w.field(0, "Node-Selector", formatLabels(map(template(object), "spec", "nodeSelector")));
  metadataLabels(w, object);
  const count = (name: string): number => num(object, "status", name);
  w.line(0, `Desired Number of Nodes Scheduled: ${count("desiredNumberScheduled")}`);
  w.line(0, `Current Number of Nodes Scheduled: ${count("currentNumberScheduled")}`);
  w.line(0, `Number of Nodes Scheduled with Up-to-date Pods: ${count("updatedNumberScheduled")}`);
  w.line(0, `Number of Nodes Scheduled with Available Pods: ${count("numberAvailable")}`);
  w.line(0, `Number of Nodes Misscheduled: ${count("numberMisscheduled")}`);
  w.field(0, "Pods Status", podsStatus(controlledPods(context, object, selectorOf(object))));
  describePodTemplate(w, template(object));
  eventsOf(w, object, context);
};

const claimTemplates = (w: Writer, claims: readonly JsonObject[]): void => {
  w.line(0, claims.length === 0 ? "Volume Claims:\t<none>" : "Volume Claims:");
  for (const claim of claims) {
    w.field(1, "Name", nameOf(claim));
    w.field(1, "StorageClass", storageClassOf(claim));
    labels(w, "Labels", map(claim, "metadata", "labels"), "  ");
    labels(w, "Annotations", map(claim, "metadata", "annotations"), "  ");
    const size = text(claim, "spec", "resources", "requests", "storage");
    w.field(1, "Capacity", size === "" ? "<default>" : (canonicalQuantity(size) ?? size));
    w.field(1, "Access Modes", `[${strings(claim, "spec", "accessModes").join(" ")}]`);
  }
};

export const describeStatefulSet: Describer = (w, object, context) => {
  w.field(0, "Name", nameOf(object));
  w.field(0, "Namespace", namespaceOf(object));
  w.field(0, "CreationTimestamp", created(object));
  w.field(0, "Selector", selectorOf(object));
  metadataLabels(w, object);
  w.field(0, "Replicas", `${num(object, "spec", "replicas")} desired | ${num(object, "status", "replicas")} total`);
  w.field(0, "Update Strategy", text(object, "spec", "updateStrategy", "type"));
  const rolling = obj(object, "spec", "updateStrategy", "rollingUpdate");
  if (has(rolling, "partition")) {
    w.field(1, "Partition", num(rolling, "partition"));
    if (has(rolling, "maxUnavailable")) w.field(1, "MaxUnavailable", text(rolling, "maxUnavailable"));
  }
  w.field(0, "Pods Status", podsStatus(controlledPods(context, object, selectorOf(object))));
  describePodTemplate(w, template(object));
  claimTemplates(w, list(object, "spec", "volumeClaimTemplates"));
  eventsOf(w, object, context);
};

const ifSet = (w: Writer, object: JsonObject, title: string, field: string): void => {
  if (has(object, "spec", field)) w.field(0, title, goValue(at(object, "spec", field)));
};

/** The list of indexes, cut after about fifty characters. */
const indexes = (value: string): string => {
  if (value === "") return "<none>";
  const comma = value.indexOf(",", 50);
  return comma < 0 ? value : `${value.slice(0, comma + 1)}...`;
};

const jobTimes = (w: Writer, object: JsonObject): void => {
  const start = text(object, "status", "startTime");
  const end = text(object, "status", "completionTime");
  if (start !== "") w.field(0, "Start Time", rfc1123(start));
  if (end !== "") w.field(0, "Completed At", rfc1123(end));
  const [from, to] = [parseTime(start), parseTime(end)];
  if (from !== undefined && to !== undefined) w.field(0, "Duration", humanDuration(to - from));
};

export const describeJob: Describer = (w, object, context) => {
  w.field(0, "Name", nameOf(object));
  w.field(0, "Namespace", namespaceOf(object));
  w.field(0, "Selector", selectorOf(object));
  metadataLabels(w, object);
  const owner = controlledBy(object);
  if (owner !== "") w.field(0, "Controlled By", owner);
  ifSet(w, object, "Parallelism", "parallelism");
  w.field(0, "Completions", orUnset(object, "spec", "completions"));
  ifSet(w, object, "Completion Mode", "completionMode");
  ifSet(w, object, "Suspend", "suspend");
  ifSet(w, object, "Backoff Limit", "backoffLimit");
  ifSet(w, object, "TTL Seconds After Finished", "ttlSecondsAfterFinished");
  jobTimes(w, object);
  if (has(object, "spec", "activeDeadlineSeconds")) {
    w.field(0, "Active Deadline Seconds", `${num(object, "spec", "activeDeadlineSeconds")}s`);
  }
  const count = (name: string): number => num(object, "status", name);
  const ready = has(object, "status", "ready") ? ` (${count("ready")} Ready)` : "";
  w.field(
    0,
    "Pods Statuses",
    `${count("active")} Active${ready} / ${count("succeeded")} Succeeded / ${count("failed")} Failed`,
  );
  if (text(object, "spec", "completionMode") === "Indexed") {
    w.field(0, "Completed Indexes", indexes(text(object, "status", "completedIndexes")));
  }
  describePodTemplate(w, template(object));
  eventsOf(w, object, context);
};

const jobTemplate = (w: Writer, spec: JsonObject): void => {
  w.field(0, "Selector", has(spec, "selector") ? selectorString(obj(spec, "selector")) : "<unset>");
  w.field(0, "Parallelism", orUnset(spec, "parallelism"));
  w.field(0, "Completions", orUnset(spec, "completions"));
  if (has(spec, "activeDeadlineSeconds"))
    w.field(0, "Active Deadline Seconds", `${num(spec, "activeDeadlineSeconds")}s`);
  describePodTemplate(w, obj(spec, "template"));
};

export const describeCronJob: Describer = (w, object, context) => {
  heading(w, object);
  w.field(0, "Schedule", text(object, "spec", "schedule"));
  w.field(0, "Concurrency Policy", text(object, "spec", "concurrencyPolicy"));
  w.field(0, "Suspend", has(object, "spec", "suspend") ? boolWord(isTrue(object, "spec", "suspend")) : "<unset>");
  w.field(0, "Time Zone", orUnset(object, "spec", "timeZone"));
  w.field(0, "Successful Job History Limit", orUnset(object, "spec", "successfulJobsHistoryLimit"));
  w.field(0, "Failed Job History Limit", orUnset(object, "spec", "failedJobsHistoryLimit"));
  const deadline = orUnset(object, "spec", "startingDeadlineSeconds");
  w.field(0, "Starting Deadline Seconds", deadline === "<unset>" ? deadline : `${deadline}s`);
  jobTemplate(w, obj(object, "spec", "jobTemplate", "spec"));
  const last = text(object, "status", "lastScheduleTime");
  w.field(0, "Last Schedule Time", last === "" ? "<unset>" : rfc1123(last));
  const active = list(object, "status", "active").map((job) => text(job, "name"));
  w.field(0, "Active Jobs", active.length === 0 ? "<none>" : active.join(", "));
  eventsOf(w, object, context);
};
