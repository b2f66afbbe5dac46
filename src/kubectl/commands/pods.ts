// Which pod a command such as logs or exec means: `web-0`, `pod/web-0`, `deployment/web`. Models polymorphichelpers (v1.36).
import type { JsonObject } from "#api/meta";
import { compareStrings } from "#api/compare";
import { infoOf, qualifiedPlural } from "#api/scheme";
import { goQuote } from "#api/go-quote";
import { type Context, fail } from "../command.ts";
import { fromStatus, message } from "../errors.ts";
import { formatLabels, selectorString } from "../go/selector-text.ts";
import { has, list, map, nameOf, num, obj, text } from "../object.ts";
import { resourceOfType } from "../resource-args.ts";

const phaseRank: { readonly [phase: string]: number } = { Running: 2, Unknown: 1, Pending: 0 };

const isReady = (pod: JsonObject): boolean =>
  list(pod, "status", "conditions").some((item) => text(item, "type") === "Ready" && text(item, "status") === "True");

const restarts = (pod: JsonObject): number =>
  Math.max(0, ...list(pod, "status", "containerStatuses").map((item) => num(item, "restartCount")));

/** The most active pod first, as `logs deployment/x` chooses. */
const byActivity = (a: JsonObject, b: JsonObject): number =>
  Number(has(b, "spec", "nodeName")) - Number(has(a, "spec", "nodeName")) ||
  (phaseRank[text(b, "status", "phase")] ?? -1) - (phaseRank[text(a, "status", "phase")] ?? -1) ||
  Number(isReady(b)) - Number(isReady(a)) ||
  restarts(a) - restarts(b) ||
  compareStrings(text(a, "metadata", "creationTimestamp"), text(b, "metadata", "creationTimestamp"));

const selectorFor = (object: JsonObject): string | undefined => {
  switch (text(object, "kind")) {
    case "Service":
      return has(object, "spec", "selector") ? formatLabels(map(object, "spec", "selector")) : undefined;
    case "ReplicationController":
      return formatLabels(map(object, "spec", "selector"));
    case "Deployment":
    case "ReplicaSet":
    case "StatefulSet":
    case "DaemonSet":
    case "Job":
      return selectorString(obj(object, "spec", "selector"));
    default:
      return undefined;
  }
};

/** How a missing object is told: logs has words of its own. */
export type Missing = (plural: string, name: string, namespace: string) => never;

const unselective = (service: string): string => `invalid service '${service}': Service is defined without a selector`;

/** The pods that an argument names, the one that is meant first. */
export const podsFor = (
  context: Context,
  argument: string,
  namespace: string,
  missing?: Missing,
): readonly [JsonObject, ...JsonObject[]] => {
  const [type, name] = argument.includes("/") ? argument.split("/", 2) : ["pods", argument];
  const resource = resourceOfType(type ?? "pods");
  const found = context.client.get({ resource, namespace, name: name ?? "" });
  if (!found.ok) {
    return found.status.reason === "NotFound" && missing
      ? missing(qualifiedPlural(resource), name ?? "", namespace)
      : fail(fromStatus(found.status));
  }
  if (resource.kind === "Pod") return [found.value];
  const labelSelector = selectorFor(found.value);
  if (labelSelector === undefined) {
    const go = `*${resource.version}.${resource.kind}`;
    const why = resource.kind === "Service" ? unselective(name ?? "") : `selector for ${go} not implemented`;
    return fail(message(`cannot ${missing ? "get the logs from" : "attach to"} ${go}: ${why}`));
  }
  const pods = context.client.list(infoOf("pods"), { namespace, labelSelector });
  const [first, ...others] = pods.ok ? pods.value.toSorted(byActivity) : [];
  if (!first) return fail(message("timed out waiting for the condition"));
  return [first, ...others];
};

/** The pod that an argument names. */
export const podFor = (context: Context, argument: string, namespace: string, missing?: Missing): JsonObject => {
  const [first, ...others] = podsFor(context, argument, namespace, missing);
  if (others.length > 0 && missing) context.err(`Found ${others.length + 1} pods, using pod/${nameOf(first)}\n`);
  return first;
};

const CONTAINER_FIELDS = ["containers", "initContainers", "ephemeralContainers"] as const;

const DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

/** `a, b, c (init)` */
export const allContainers = (pod: JsonObject): string =>
  CONTAINER_FIELDS.flatMap((field) =>
    list(pod, "spec", field).map((container) => {
      const mark = field === "initContainers" ? " (init)" : field === "ephemeralContainers" ? " (ephem)" : "";
      return `${text(container, "name")}${mark}`;
    }),
  ).join(", ");

export const hasContainer = (pod: JsonObject, name: string): boolean =>
  CONTAINER_FIELDS.some((field) => list(pod, "spec", field).some((container) => text(container, "name") === name));

/** The container that is meant when none is named. Says so if there are others. */
export const defaultContainer = (context: Context, pod: JsonObject): string => {
  const annotated = map(pod, "metadata", "annotations")[DEFAULT_CONTAINER];
  if (annotated !== undefined && hasContainer(pod, annotated)) return annotated;
  const first = text(list(pod, "spec", "containers")[0], "name");
  const count = CONTAINER_FIELDS.reduce((sum, field) => sum + list(pod, "spec", field).length, 0);
  if (count > 1) context.err(`Defaulted container ${goQuote(first)} out of: ${allContainers(pod)}\n`);
  return first;
};
