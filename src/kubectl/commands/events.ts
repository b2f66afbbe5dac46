// Models kubectl/pkg/cmd/events (v1.36): events by time, of everything or of one object.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { compareStrings } from "#api/compare";
import { discoveredByName, infoOf } from "#api/scheme";
import { goQuote } from "#api/go-quote";
import { parseTime } from "#api/time";
import { since } from "#api/duration";
import { type Blocked, type Call, type Command, type Context, DONE, fail, type Outcome } from "../command.ts";
import { message, plain } from "../errors.ts";
import { TABLE, tabbed } from "../go/tabwriter.ts";
import { has, isTrue, nameOf, namespaceOf, num, text } from "../object.ts";
import { checkFormat, objectPrinter, unknownFormat, OBJECT_FORMATS } from "../output/format.ts";
import { must, namespaceFor } from "../usage.ts";

interface Subject {
  readonly kind: string;
  readonly name: string;
}

export const events: Command = {
  path: "events",
  short: "Show events in the order in which they happened",
  examples: [
    ["Of the namespace", "kubectl events"],
    ["Of one pod", "kubectl events --for pod/web-0"],
    ["Only warnings, from now on", "kubectl events --types=Warning --watch"],
  ],
  run(context, call) {
    checkFormat(call);
    if (call.flags.list("types").some((type) => !["normal", "warning"].includes(type.toLowerCase()))) {
      return fail(message("valid --types are Normal or Warning"));
    }
    const subject = subjectOf(call);
    const { namespace } = namespaceFor(context, call);
    const isEverywhere = call.flags.isOn("all-namespaces");
    const found = must(context.client.list(infoOf("events"), isEverywhere ? {} : { namespace }));
    const shown = found.filter((event) => isWanted(event, call, subject)).toSorted(byTime);
    const isWatch = call.flags.isOn("watch");
    if (shown.length === 0 && !isWatch) {
      context.err(isEverywhere ? "No events found.\n" : `No events found in ${namespace} namespace.\n`);
      return DONE;
    }
    print(context, call, shown, call.flags.isOn("no-headers"));
    return isWatch ? wait(isEverywhere ? "" : namespace, shown.length > 0) : DONE;
  },
  resume(context, call, state: Json, reason): Outcome {
    const namespace = text(state, "namespace");
    const isPrinted = isTrue(state, "isPrinted");
    if (reason.type !== "change" || reason.change === "DELETED" || !isJsonObject(reason.object))
      return wait(namespace, isPrinted);
    const isHere = namespace === "" || namespaceOf(reason.object) === namespace;
    if (!isHere || !isWanted(reason.object, call, subjectOf(call))) return wait(namespace, isPrinted);
    print(context, call, [reason.object], isPrinted || call.flags.isOn("no-headers"));
    return wait(namespace, true);
  },
};

const wait = (namespace: string, isPrinted: boolean): Blocked => ({
  state: { namespace, isPrinted },
  wake: { watch: { resource: "events", ...(namespace === "" ? {} : { namespace }) } },
});

const subjectOf = (call: Call): Subject | undefined => {
  const spec = call.flags.text("for");
  if (spec === "") return undefined;
  const parts = spec.split("/");
  const [type = "", name = ""] = parts;
  if (parts.length !== 2 || type === "") return fail(message("--for must be in resource/name form"));
  const resource = discoveredByName(type);
  // Without a name nothing is chosen by it.
  if (resource) return name === "" ? undefined : { kind: resource.kind, name };
  return fail(plain(`the server doesn't have a resource type ${goQuote(type)}`));
};

const isWanted = (event: JsonObject, call: Call, subject: Subject | undefined): boolean => {
  const types = call.flags.list("types").map((type) => type.toLowerCase());
  if (types.length > 0 && !types.includes(text(event, "type").toLowerCase())) return false;
  if (!subject) return true;
  return (
    text(event, "involvedObject", "kind") === subject.kind && text(event, "involvedObject", "name") === subject.name
  );
};

const lastTime = (event: JsonObject): number => {
  const at = has(event, "series")
    ? text(event, "series", "lastObservedTime")
    : text(event, "lastTimestamp") || text(event, "eventTime");
  return parseTime(at) ?? -Infinity;
};

const byTime = (a: JsonObject, b: JsonObject): number =>
  lastTime(a) === lastTime(b) ? compareStrings(nameOf(a), nameOf(b)) : lastTime(a) - lastTime(b);

const interval = (event: JsonObject, nowMs: number): string => {
  const first = has(event, "eventTime") ? text(event, "eventTime") : text(event, "firstTimestamp");
  if (has(event, "series")) {
    return `${since(text(event, "series", "lastObservedTime"), nowMs)} (x${num(event, "series", "count")} over ${since(first, nowMs)})`;
  }
  if (num(event, "count") > 1) {
    return `${since(text(event, "lastTimestamp"), nowMs)} (x${num(event, "count")} over ${since(first, nowMs)})`;
  }
  return since(first, nowMs);
};

const row = (event: JsonObject, withNamespace: boolean, nowMs: number): string => {
  const object = `${text(event, "involvedObject", "kind")}/${text(event, "involvedObject", "name")}`;
  const cells = [
    interval(event, nowMs),
    text(event, "type"),
    text(event, "reason"),
    object,
    text(event, "message").trim(),
  ];
  return (withNamespace ? [namespaceOf(event), ...cells] : cells).join("\t");
};

const print = (context: Context, call: Call, shown: readonly JsonObject[], noHeaders: boolean): void => {
  const output = call.flags.text("output");
  if (output !== "") {
    const printer = objectPrinter(context, call, output) ?? unknownFormat(output, OBJECT_FORMATS);
    const items = { apiVersion: "v1", items: shown, kind: "EventList", metadata: {} };
    // The name printer refuses typed lists, and nobody listens to its refusal.
    if (output !== "name") context.out(printer(items));
    return;
  }
  if (shown.length === 0) return;
  const withNamespace = call.flags.isOn("all-namespaces");
  const lines = shown.map((event) => row(event, withNamespace, context.client.nowMs()));
  if (!noHeaders) lines.unshift(`${withNamespace ? "NAMESPACE\t" : ""}LAST SEEN\tTYPE\tREASON\tOBJECT\tMESSAGE`);
  context.out(`${tabbed(lines.join("\n"), TABLE).text}\n`);
};
