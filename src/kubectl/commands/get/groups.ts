// The tables of one `kubectl get`, one after another with an empty line between them.
import type { DiscoveredResource } from "#api/discovered";
import type { JsonObject } from "#api/meta";
import { qualifiedSingular } from "#api/scheme";
import type { Call, Context } from "../../command.ts";
import { text as textOf } from "../../object.ts";
import { printTable, type TableOptions } from "../../output/table-text.ts";
import { namesAndAges } from "../../printers/config.ts";
import { printerOf } from "../../printers/registry.ts";
import type { Info } from "../../resources.ts";

export const tableOptions = (call: Call, resource: DiscoveredResource, withKind: boolean): TableOptions => ({
  wide: call.flags.text("output") === "wide",
  noHeaders: call.flags.isOn("no-headers"),
  withNamespace: call.flags.isOn("all-namespaces") && resource.namespaced,
  kindPrefix: withKind || call.flags.isOn("show-kind") ? qualifiedSingular(resource) : "",
  showLabels: call.flags.isOn("show-labels"),
  labelColumns: call.flags.list("label-columns"),
});

/** True if anything was printed. */
export const printGroups = (
  context: Context,
  call: Call,
  groups: readonly (readonly [DiscoveredResource, readonly Info[]])[],
): boolean => {
  const withKind = new Set(groups.map(([resource]) => resource)).size > 1;
  let isWritten = false;
  for (const [resource, infos] of groups) {
    if (infos.length === 0) continue;
    const options = tableOptions(call, resource, withKind);
    const objects: JsonObject[] = infos.map((info) => info.object);
    const text = printTable(
      call.flags.isOn("server-print") ? printerOf(textOf(objects[0], "kind") || resource.kind) : namesAndAges,
      objects,
      options,
      {
        nowMs: context.client.nowMs(),
        wide: options.wide,
      },
    ).text;
    if (isWritten && !options.noHeaders) context.out("\n");
    context.out(text);
    isWritten = true;
  }
  return isWritten;
};
