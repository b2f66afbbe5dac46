// Models DescribeEvents and searchEvents of kubectl/pkg/describe (v1.36).
import type { JsonObject } from "#api/meta";
import { infoOf } from "#api/scheme";
import { parseTime } from "#api/time";
import { since } from "#api/duration";
import { has, list, nameOf, namespaceOf, num, text } from "../object.ts";
import type { DescribeContext } from "./describer.ts";
import type { Writer } from "./writer.ts";

export interface EventReference {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
}

/** Events about one object; an empty kind or uid is not compared. */
export const searchEvents = (context: DescribeContext, reference: EventReference): readonly JsonObject[] => {
  const { kind, name, namespace, uid } = reference;
  const selector = [
    `involvedObject.name=${name}`,
    `involvedObject.namespace=${namespace}`,
    ...(kind === "" ? [] : [`involvedObject.kind=${kind}`]),
    ...(uid === "" ? [] : [`involvedObject.uid=${uid}`]),
  ];
  const answer = context.client.list(infoOf("events"), {
    ...(namespace === "" ? {} : { namespace }),
    fieldSelector: selector.join(","),
  });
  return answer.ok ? answer.value : [];
};

const lastMs = (event: JsonObject): number => parseTime(text(event, "lastTimestamp")) ?? -Infinity;

const interval = (event: JsonObject, nowMs: number): string => {
  const first = has(event, "eventTime") ? text(event, "eventTime") : text(event, "firstTimestamp");
  if (has(event, "series")) {
    const last = since(text(event, "series", "lastObservedTime"), nowMs);
    return `${last} (x${num(event, "series", "count")} over ${since(first, nowMs)})`;
  }
  const count = num(event, "count");
  if (count > 1) return `${since(text(event, "lastTimestamp"), nowMs)} (x${count} over ${since(first, nowMs)})`;
  return since(first, nowMs);
};

export const writeEvents = (w: Writer, events: readonly JsonObject[], nowMs: number): void => {
  if (events.length === 0) {
    w.line(0, "Events:\t<none>");
    return;
  }
  w.flush();
  w.write(0, "Events:\n  Type\tReason\tAge\tFrom\tMessage\n");
  w.line(1, "----\t------\t----\t----\t-------");
  for (const event of events.toSorted((a, b) => (lastMs(a) === lastMs(b) ? 0 : lastMs(a) - lastMs(b)))) {
    const from = text(event, "source", "component") || text(event, "reportingComponent");
    const field = text(event, "involvedObject", "fieldPath");
    const message = text(event, "message").trim();
    const said = field === "" ? message : `${field}: ${message}`;
    w.line(1, `${text(event, "type")}\t${text(event, "reason")}\t${interval(event, nowMs)}\t${from}\t${said}`);
  }
};

/** The events of this object, if they are to be shown. */
export const eventsOf = (w: Writer, object: JsonObject, context: DescribeContext): void => {
  if (!context.showEvents) return;
  const reference: EventReference = {
    kind: text(object, "kind"),
    name: nameOf(object),
    namespace: namespaceOf(object),
    uid: text(object, "metadata", "uid"),
  };
  writeEvents(w, searchEvents(context, reference), context.nowMs);
};

export const controlledPods = (
  context: DescribeContext,
  owner: JsonObject,
  labelSelector: string,
): readonly JsonObject[] => {
  const answer = context.client.list(infoOf("pods"), { namespace: namespaceOf(owner), labelSelector });
  const uid = text(owner, "metadata", "uid");
  return answer.ok
    ? answer.value.filter((pod) =>
        list(pod, "metadata", "ownerReferences").some(
          (reference) => reference["controller"] === true && text(reference, "uid") === uid,
        ),
      )
    : [];
};

/** `3 Running / 0 Waiting / 0 Succeeded / 0 Failed` */
export const podsStatus = (pods: readonly JsonObject[]): string => {
  const count = (phase: string): number => pods.filter((pod) => text(pod, "status", "phase") === phase).length;
  return `${count("Running")} Running / ${count("Pending")} Waiting / ${count("Succeeded")} Succeeded / ${count("Failed")} Failed`;
};
