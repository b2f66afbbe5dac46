// Models printPersistentVolumeClaim of kubectl/pkg/describe/describe.go (v1.36): a claim's page, and the claim inside a pod's volume.
import type { JsonObject } from "#api/meta";
import { since } from "#api/duration";
import { canonicalQuantity } from "#api/quantity";
import { has, list, nameOf, namespaceOf, obj, strings, text } from "../object.ts";
import { accessModes, storageClassOf } from "../printers/config.ts";
import { infoOf } from "#api/scheme";
import type { DescribeContext, Describer } from "./describer.ts";
import { eventsOf } from "./events.ts";
import { metadataLabels, podNames, rfc1123 } from "./parts.ts";
import type { Writer } from "./writer.ts";

const dataSource = (w: Writer, claim: JsonObject): void => {
  if (!has(claim, "spec", "dataSource")) return;
  const source = obj(claim, "spec", "dataSource");
  w.line(0, "DataSource:");
  if (has(source, "apiGroup")) w.field(1, "APIGroup", text(source, "apiGroup"));
  w.field(1, "Kind", text(source, "kind"));
  w.field(1, "Name", text(source, "name"));
};

/** `nowMs` when it is a claim of its own, with a name and a state. */
export const claimBody = (w: Writer, claim: JsonObject, nowMs?: number): void => {
  if (nowMs !== undefined) {
    w.field(0, "Name", nameOf(claim));
    w.field(0, "Namespace", namespaceOf(claim));
  }
  w.field(0, "StorageClass", storageClassOf(claim));
  if (nowMs !== undefined) {
    const gone = text(claim, "metadata", "deletionTimestamp");
    w.field(0, "Status", gone === "" ? text(claim, "status", "phase") : `Terminating (lasts ${since(gone, nowMs)})`);
  }
  const volume = text(claim, "spec", "volumeName");
  w.field(0, "Volume", volume);
  metadataLabels(w, claim);
  if (nowMs !== undefined) w.field(0, "Finalizers", `[${strings(claim, "metadata", "finalizers").join(" ")}]`);
  const capacity = text(claim, "status", "capacity", "storage");
  w.field(0, "Capacity", volume === "" ? "" : (canonicalQuantity(capacity === "" ? "0" : capacity) ?? ""));
  w.field(0, "Access Modes", volume === "" ? "" : accessModes(strings(claim, "status", "accessModes")));
  if (has(claim, "spec", "volumeMode")) w.field(0, "VolumeMode", text(claim, "spec", "volumeMode"));
  dataSource(w, claim);
};

const usersOf = (context: DescribeContext, claim: JsonObject): readonly JsonObject[] => {
  const answer = context.client.list(infoOf("pods"), { namespace: namespaceOf(claim) });
  if (!answer.ok) return [];
  return answer.value.filter((pod) =>
    list(pod, "spec", "volumes").some((volume) => text(volume, "persistentVolumeClaim", "claimName") === nameOf(claim)),
  );
};

const conditions = (w: Writer, claim: JsonObject): void => {
  const items = list(claim, "status", "conditions");
  if (items.length === 0) return;
  w.line(0, "Conditions:");
  w.line(1, "Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage");
  w.line(1, "----\t------\t-----------------\t------------------\t------\t-------");
  for (const item of items) {
    const times = `${rfc1123(text(item, "lastProbeTime"))} \t${rfc1123(text(item, "lastTransitionTime"))}`;
    w.line(
      1,
      `${text(item, "type")} \t${text(item, "status")} \t${times} \t${text(item, "reason")} \t${text(item, "message")}`,
    );
  }
};

export const describePersistentVolumeClaim: Describer = (w, claim, context) => {
  claimBody(w, claim, context.nowMs);
  podNames(w, "Used By", usersOf(context, claim));
  conditions(w, claim);
  eventsOf(w, claim, context);
};
