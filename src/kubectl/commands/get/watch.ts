// Models the watch of kubectl/pkg/cmd/get/get.go (v1.36): a row for each change, columns as wide as what was printed before.
import { isJsonObject } from "#api/json";
import type { DiscoveredResource } from "#api/discovered";
import type { Json, JsonObject } from "#api/meta";
import { discoveredByName, qualifiedPlural } from "#api/scheme";
import { matchesSelector } from "#api/selector";
import { parseSelector } from "#api/selector-parse";
import { type Blocked, type Call, type Context, DONE, fail, type Outcome, type WakeReason } from "../../command.ts";
import { aggregate, message } from "../../errors.ts";
import { map, nameOf, namespaceOf, text } from "../../object.ts";
import { objectPrinter } from "../../output/format.ts";
import { printTable } from "../../output/table-text.ts";
import { printerOf } from "../../printers/registry.ts";
import type { Selection } from "../../resources.ts";
import { namespaceFor } from "../../usage.ts";
import { tableOptions } from "./groups.ts";

interface WatchState {
  readonly resource: string;
  readonly name: string;
  readonly namespace: string;
  readonly widths: readonly number[];
  readonly isHeaderPrinted: boolean;
}

export const startWatch = (context: Context, call: Call, selection: Selection): Outcome => {
  const error = aggregate(selection.errors);
  if (error) return fail(error);
  const resources = new Set(selection.resources);
  const [resource] = resources;
  if (!resource || resources.size > 1) {
    return fail(
      message(
        "watch is only supported on individual resources and resource collections - more than 1 resource was found",
      ),
    );
  }
  if (call.flags.text("sort-by") !== "") {
    context.err("warning: --watch or --watch-only requested, --sort-by will be ignored\n");
  }
  const isEverywhere = call.flags.isOn("all-namespaces") || !resource.namespaced;
  const state: WatchState = {
    resource: qualifiedPlural(resource),
    name: selection.isSingle ? (selection.infos[0]?.name ?? "") : "",
    namespace: isEverywhere ? "" : namespaceFor(context, call).namespace,
    widths: [],
    isHeaderPrinted: false,
  };
  const objects = call.flags.isOn("watch-only") ? [] : selection.infos.map((info) => info.object);
  return wait(print(context, call, { resource, state, objects, event: "ADDED" }), resource);
};

const wait = (state: WatchState, resource: DiscoveredResource): Blocked => ({
  state: { ...state },
  wake: {
    watch: {
      resource: resource.plural,
      ...(state.namespace === "" ? {} : { namespace: state.namespace }),
      ...(state.name === "" ? {} : { name: state.name }),
    },
  },
});

interface Printing {
  readonly resource: DiscoveredResource;
  readonly state: WatchState;
  readonly objects: readonly JsonObject[];
  readonly event: string;
}

const print = (context: Context, call: Call, printing: Printing): WatchState => {
  const { resource, state, objects, event } = printing;
  if (objects.length === 0) return state;
  const output = call.flags.text("output");
  const isTable = output === "" || output === "wide";
  if (!isTable) {
    const printer = objectPrinter(context, call, output);
    for (const object of objects) context.out(printer?.(object) ?? "");
    return state;
  }
  const base = tableOptions(call, resource, false);
  const table = printTable(
    printerOf(resource.kind),
    objects,
    {
      ...base,
      noHeaders: base.noHeaders || state.isHeaderPrinted,
      remembered: state.widths,
      ...(call.flags.isOn("output-watch-events") ? { events: objects.map(() => event) } : {}),
    },
    { nowMs: context.client.nowMs(), wide: base.wide },
  );
  context.out(table.text);
  return { ...state, widths: table.widths, isHeaderPrinted: true };
};

export const resumeWatch = (context: Context, call: Call, stored: Json, reason: WakeReason): Outcome => {
  const state = readState(stored);
  const resource = discoveredByName(state.resource);
  if (!resource) return DONE;
  if (reason.type !== "change" || !isJsonObject(reason.object)) return wait(state, resource);
  const event = eventFor(call, state, reason.change, reason.object, reason.old);
  if (event === undefined) return wait(state, resource);
  return wait(print(context, call, { resource, state, objects: [reason.object], event }), resource);
};

/** The event as this watch sees it: an object that starts or stops to match is added or deleted. */
const eventFor = (
  call: Call,
  state: WatchState,
  change: "ADDED" | "MODIFIED" | "DELETED",
  ...[object, old]: [object: JsonObject, old: Json | undefined]
): string | undefined => {
  if (state.name !== "" && nameOf(object) !== state.name) return undefined;
  if (state.namespace !== "" && namespaceOf(object) !== state.namespace) return undefined;
  const selector = parseSelector(call.flags.text("selector"));
  if (!selector.ok) return undefined;
  const isMatch = matchesSelector(selector.value, map(object, "metadata", "labels"));
  const wasMatch =
    change === "ADDED"
      ? false
      : isJsonObject(old)
        ? matchesSelector(selector.value, map(old, "metadata", "labels"))
        : isMatch;
  if (change === "DELETED") return isMatch ? "DELETED" : undefined;
  if (isMatch) return wasMatch ? "MODIFIED" : "ADDED";
  return wasMatch ? "DELETED" : undefined;
};

const readState = (stored: Json): WatchState => ({
  resource: text(stored, "resource"),
  name: text(stored, "name"),
  namespace: text(stored, "namespace"),
  widths: widthsOf(stored),
  isHeaderPrinted: isJsonObject(stored) && stored["isHeaderPrinted"] === true,
});

const widthsOf = (stored: Json): readonly number[] => {
  const value = isJsonObject(stored) ? stored["widths"] : undefined;
  return Array.isArray(value) ? value.filter((item): item is number => typeof item === "number") : [];
};
