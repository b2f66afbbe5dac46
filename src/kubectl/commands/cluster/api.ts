// Models kubectl/pkg/cmd/apiresources (v1.36): what the API server serves.
import type { JsonObject } from "#api/meta";
import { compareStrings } from "#api/compare";
import { discovered, type DiscoveredResource } from "#api/discovered";
import { apiVersionOf, qualifiedPlural } from "#api/scheme";
import { type Command, DONE, fail } from "../../command.ts";
import { message } from "../../errors.ts";
import { TABLE, tabbed } from "../../go/tabwriter.ts";
import { kyamlText } from "../../output/format.ts";
import { usageError } from "../../usage.ts";
import { printDocument } from "./document.ts";

const FORMATS = ["", "wide", "name", "json", "yaml", "kyaml"];
const SORTS = ["", "name", "kind"];

export const apiResources: Command = {
  path: "api-resources",
  short: "List the kinds that the server knows",
  examples: [
    ["All", "kubectl api-resources"],
    ["With verbs", "kubectl api-resources -o wide"],
    ["Of one group", "kubectl api-resources --api-group=apps"],
  ],
  run(context, call) {
    const { flags, args } = call;
    if (args.length > 0) usageError("api-resources", `unexpected arguments: [${args.join(" ")}]`);
    const output = flags.text("output");
    if (!FORMATS.includes(output)) {
      return fail(
        message(
          `unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: json,kyaml,name,wide,yaml`,
        ),
      );
    }
    const by = flags.text("sort-by");
    if (!SORTS.includes(by)) return fail(message("--sort-by accepts only name or kind"));
    const rows = discovered.filter((row) => isWanted(row, call.flags)).toSorted(orderBy(by));
    if (output === "json" || output === "yaml" || output === "kyaml") {
      const shown = document(rows) as JsonObject;
      context.out(output === "kyaml" ? kyamlText(shown) : printDocument(shown, output));
      return DONE;
    }
    if (output === "name") {
      context.out(rows.map((row) => `${qualifiedPlural(row)}\n`).join(""));
      return DONE;
    }
    const isWide = output === "wide";
    const head = `NAME\tSHORTNAMES\tAPIVERSION\tNAMESPACED\tKIND${isWide ? "\tVERBS\tCATEGORIES" : ""}`;
    const lines = [...(flags.isOn("no-headers") ? [] : [head]), ...rows.map((row) => lineOf(row, isWide))];
    if (lines.length > 0) context.out(`${tabbed(lines.join("\n"), TABLE).text}\n`);
    return DONE;
  },
};

const isWanted = (
  row: DiscoveredResource,
  flags: {
    changed(name: string): boolean;
    isOn(name: string): boolean;
    text(name: string): string;
    list(name: string): readonly string[];
  },
): boolean =>
  (!flags.changed("api-group") || row.group === flags.text("api-group")) &&
  (!flags.changed("namespaced") || row.namespaced === flags.isOn("namespaced")) &&
  flags.list("verbs").every((verb) => row.verbs.includes(verb)) &&
  flags.list("categories").every((category) => row.categories.includes(category));

const orderBy = (by: string): ((a: DiscoveredResource, b: DiscoveredResource) => number) => {
  if (by === "name") return (a, b) => compareStrings(a.plural, b.plural);
  if (by === "kind") return (a, b) => compareStrings(a.kind, b.kind);
  return (a, b) => compareStrings(a.group, b.group) || compareStrings(a.plural, b.plural);
};

const lineOf = (row: DiscoveredResource, isWide: boolean): string => {
  const words = [row.plural, row.shortNames.join(","), apiVersionOf(row), String(row.namespaced), row.kind];
  if (isWide) words.push(row.verbs.join(","), row.categories.join(","));
  return words.join("\t");
};

const document = (rows: readonly DiscoveredResource[]): { readonly [field: string]: never } | object => ({
  kind: "APIResourceList",
  apiVersion: "v1",
  groupVersion: "",
  // As Go writes a list that nothing was added to.
  resources:
    rows.length === 0
      ? null
      : rows.map((row) => ({
          name: row.plural,
          singularName: row.singular,
          namespaced: row.namespaced,
          ...(row.group === "" ? {} : { group: row.group }),
          version: row.version,
          kind: row.kind,
          verbs: row.verbs,
          ...(row.shortNames.length === 0 ? {} : { shortNames: row.shortNames }),
          ...(row.categories.length === 0 ? {} : { categories: row.categories }),
        })),
});

/** Served beside the preferred versions that discovery names. */
const OLDER = ["autoscaling/v1"];

export const apiVersions: Command = {
  path: "api-versions",
  short: "List the groups and versions that the server knows",
  examples: [["All", "kubectl api-versions"]],
  run(context, call) {
    if (call.args.length > 0) usageError("api-versions", `unexpected arguments: [${call.args.join(" ")}]`);
    const versions = new Set([...OLDER, ...discovered.map(apiVersionOf)]);
    context.out(
      [...versions]
        .toSorted(compareStrings)
        .map((version) => `${version}\n`)
        .join(""),
    );
    return DONE;
  },
};
