// Models kubectl/pkg/cmd/logs/logs.go (v1.36): one container, or the containers of many pods, now or as they come.
import type { Json, JsonObject } from "#api/meta";
import { formatMicroTime, parseTime } from "#api/time";
import { infoOf } from "#api/scheme";
import type { LogLine } from "../client.ts";
import { type Call, type Command, type Context, DONE, fail, type Outcome } from "../command.ts";
import { fromStatus, message } from "../errors.ts";
import { list, nameOf, namespaceOf, num, text } from "../object.ts";
import { must, namespaceFor, usageError } from "../usage.ts";
import { allContainers, defaultContainer, hasContainer, podFor, podsFor } from "./pods.ts";

interface Source {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Lines that were printed. */
  readonly seen: number;
}

const LOOK_MS = 200;

const USAGE = `expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.
POD or TYPE/NAME is a required argument for the logs command`;

export const logs: Command = {
  path: "logs",
  short: "Show what containers wrote",
  examples: [
    ["The last lines", "kubectl logs web-0 --tail=20"],
    ["As they come", "kubectl logs -f deployment/web"],
    ["Of the life before", "kubectl logs web-0 --previous"],
    ["Of all pods of an application", "kubectl logs -l app=web --prefix"],
  ],
  run(context, call) {
    validate(call);
    const sources = sourcesOf(context, call);
    if (sources.length === 0) {
      context.err(`No resources found in ${namespaceFor(context, call).namespace} namespace.\n`);
      return DONE;
    }
    const isFollowing = call.flags.isOn("follow");
    const most = call.flags.int("max-log-requests");
    if (isFollowing && sources.length > most) {
      return fail(
        message(
          `you are attempting to follow ${sources.length} log streams, but maximum allowed concurrency is ${most}, use --max-log-requests to increase the limit`,
        ),
      );
    }
    const shown = sources.map((source) => printFirst(context, call, source));
    return isFollowing ? follow(context, shown) : DONE;
  },
  resume(context, call, state: Json) {
    const sources = list(state, "sources").map(readSource);
    return follow(
      context,
      sources.map((source) => printMore(context, call, source)),
    );
  },
};

const validate = (call: Call): void => {
  const { flags, args } = call;
  if (args.length === 0 && flags.text("selector") === "") usageError("logs", USAGE);
  if (args.length > 2) usageError("logs", USAGE);
  if (args.length > 0 && flags.text("selector") !== "")
    usageError("logs", "only a selector (-l) or a POD name is allowed");
  if (flags.changed("since") && flags.durationMs("since") < 0) fail(message("--since must be greater than 0"));
  if (flags.changed("since") && flags.text("since-time") !== "") {
    fail(message("at most one of `sinceTime` or `sinceSeconds` may be specified"));
  }
  if (flags.int("tail") < -1) fail(message("--tail must be greater than or equal to -1"));
  if (flags.changed("limit-bytes") && flags.int("limit-bytes") < 0)
    fail(message("--limit-bytes must be greater than 0"));
  const time = flags.text("since-time");
  if (time !== "" && parseTime(time) === undefined) {
    fail(message(`parsing time "${time}" as "2006-01-02T15:04:05Z07:00": cannot parse "${time}" as "2006"`));
  }
};

const missing = (plural: string, name: string, namespace: string): never =>
  fail(message(`error from server (NotFound): ${plural} "${name}" not found in namespace "${namespace}"`));

const sourcesOf = (context: Context, call: Call): Source[] => {
  const { namespace } = namespaceFor(context, call);
  const selector = call.flags.text("selector");
  if (selector !== "") {
    const pods = must(context.client.list(infoOf("pods"), { namespace, labelSelector: selector }));
    return pods.flatMap((pod) => containersOf(context, call, pod));
  }
  const [argument = "", container] = call.args;
  if (call.flags.isOn("all-pods")) {
    return podsFor(context, argument, namespace, missing).flatMap((pod) => containersOf(context, call, pod));
  }
  const pod = podFor(context, argument, namespace, missing);
  if (container !== undefined) return [sourceOf(pod, checked(pod, container))];
  return containersOf(context, call, pod);
};

const sourceOf = (pod: JsonObject, container: string): Source => ({
  namespace: namespaceOf(pod),
  pod: nameOf(pod),
  container,
  seen: 0,
});

const checked = (pod: JsonObject, container: string): string =>
  hasContainer(pod, container)
    ? container
    : fail(message(`container ${container} is not valid for pod ${nameOf(pod)} out of: ${allContainers(pod)}`));

const containersOf = (context: Context, call: Call, pod: JsonObject): Source[] => {
  if (call.flags.isOn("all-containers")) {
    return ["initContainers", "containers", "ephemeralContainers"].flatMap((field) =>
      list(pod, "spec", field).map((container) => sourceOf(pod, text(container, "name"))),
    );
  }
  const named = call.flags.text("container");
  return [sourceOf(pod, named === "" ? defaultContainer(context, pod) : checked(pod, named))];
};

const linesOf = (context: Context, call: Call, source: Source): readonly LogLine[] => {
  const target = { resource: infoOf("pods"), namespace: source.namespace, name: source.pod };
  const previous = call.flags.isOn("previous");
  const answer = context.client.logs(target, { container: source.container, previous, query: queryOf(call) });
  if (answer.ok) return answer.value;
  if (call.flags.isOn("ignore-errors")) {
    context.err(`error: ${answer.status.message}\n`);
    return [];
  }
  return fail(fromStatus(answer.status));
};

/** As url.Values.Encode writes it: by name. */
const queryOf = (call: Call): string => {
  const { flags } = call;
  const tail = tailOf(call);
  const limit = flags.int("limit-bytes");
  const span = flags.durationMs("since");
  const asked = [
    ...(flags.isOn("follow") ? ["follow=true"] : []),
    ...(limit > 0 ? [`limitBytes=${limit}`] : []),
    ...(flags.isOn("previous") ? ["previous=true"] : []),
    ...(span > 0 ? [`sinceSeconds=${Math.ceil(span / 1000)}`] : []),
    ...(flags.text("since-time") === "" ? [] : [`sinceTime=${encodeURIComponent(flags.text("since-time"))}`]),
    ...(tail < 0 ? [] : [`tailLines=${tail}`]),
    ...(flags.isOn("timestamps") ? ["timestamps=true"] : []),
  ];
  return asked.length === 0 ? "" : `?${asked.join("&")}`;
};

const prefixOf = (call: Call, source: Source): string =>
  call.flags.isOn("prefix") || call.flags.isOn("all-pods") ? `[pod/${source.pod}/${source.container}] ` : "";

const lineText = (call: Call, source: Source, line: LogLine): string => {
  const stamp = call.flags.isOn("timestamps") ? `${formatMicroTime(line.atMs).replace("Z", "000Z")} ` : "";
  return `${prefixOf(call, source)}${stamp}${line.text}\n`;
};

/** Only the selector flag implies the last ten lines. */
const tailOf = (call: Call): number =>
  call.flags.changed("tail") ? call.flags.int("tail") : call.flags.text("selector") === "" ? -1 : 10;

const printFirst = (context: Context, call: Call, source: Source): Source => {
  const all = linesOf(context, call, source);
  const since = sinceMs(context, call);
  const recent = all.filter((line) => line.atMs >= since);
  const tail = tailOf(call);
  const shown = tail < 0 ? recent : tail === 0 ? [] : recent.slice(-tail);
  const out = shown.map((line) => lineText(call, source, line)).join("");
  const limit = call.flags.int("limit-bytes");
  const isWhole = all.at(-1)?.isWhole !== false;
  context.out(limit > 0 ? out.slice(0, limit) : isWhole ? out : out.replace(/\n$/, ""));
  return { ...source, seen: all.length };
};

const sinceMs = (context: Context, call: Call): number => {
  if (call.flags.text("since-time") !== "") return parseTime(call.flags.text("since-time")) ?? -Infinity;
  const span = call.flags.durationMs("since");
  return span > 0 ? context.client.nowMs() - span : -Infinity;
};

const printMore = (context: Context, call: Call, source: Source): Source => {
  const target = { resource: infoOf("pods"), namespace: source.namespace, name: source.pod };
  const answer = context.client.logs(target, { container: source.container, previous: false });
  if (!answer.ok) return source;
  const fresh = answer.value.slice(source.seen);
  context.out(fresh.map((line) => lineText(call, source, line)).join(""));
  return { ...source, seen: answer.value.length };
};

/** Ends when every container that is followed has ended. */
const follow = (context: Context, sources: readonly Source[]): Outcome => {
  const alive = sources.filter((source) => isAlive(context, source));
  if (alive.length === 0) return DONE;
  return {
    state: { sources: alive.map((source) => ({ ...source })) },
    wake: { atMs: context.client.nowMs() + LOOK_MS },
  };
};

const isAlive = (context: Context, source: Source): boolean => {
  const found = context.client.get({ resource: infoOf("pods"), namespace: source.namespace, name: source.pod });
  if (!found.ok) return false;
  const statuses = ["initContainerStatuses", "containerStatuses"].flatMap((field) =>
    list(found.value, "status", field),
  );
  const status = statuses.find((item) => text(item, "name") === source.container);
  return status === undefined || "running" in ((status["state"] ?? {}) as JsonObject);
};

const readSource = (item: Json): Source => ({
  namespace: text(item, "namespace"),
  pod: text(item, "pod"),
  container: text(item, "container"),
  seen: num(item, "seen"),
});
