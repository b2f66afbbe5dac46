// `kubectl get --raw PATH`: the document that the API server has at a path.
// Simplified: of its checks and its metrics only those stand there whose parts are simulated.
import type { JsonObject } from "#api/meta";
import { discovered, type DiscoveredResource } from "#api/discovered";
import { apiVersionOf } from "#api/scheme";
import { makeStatus } from "#api/status";
import { type Call, type Context, DONE, fail, type Outcome } from "../../command.ts";
import { fromStatus, message } from "../../errors.ts";
import { asMarshalled } from "../../go/as-marshalled.ts";
import { compactJsonAsWritten, indentedJson } from "../../go/json-text.ts";
import { text } from "../../object.ts";
import { withManagedFields } from "../../output/managed-fields.ts";
import { refused } from "../../usage.ts";
import { serverVersion } from "../../version-info.ts";
import { chunkOf, queryOf } from "./raw-query.ts";

/** What each endpoint asks, in its order. */
const HEALTH: ReadonlyMap<string, readonly string[]> = new Map([
  ["healthz", ["ping", "log", "etcd"]],
  ["livez", ["ping", "log", "etcd"]],
  ["readyz", ["ping", "log", "etcd", "informer-sync", "shutdown"]],
]);
const PUBLIC = "/api /apis /healthz /livez /metrics /readyz /version".split(" ");

export const rawGet = (context: Context, call: Call): Outcome => {
  const [path = "", query = ""] = call.flags.text("raw").split("?");
  if (!path.startsWith("/")) {
    return fail(message(`--raw must be a valid URL path: parse "${path}": invalid URI for request`));
  }
  const [, check = "", part] = /^\/(healthz|livez|readyz)(?:\/([\w-]+))?$/.exec(path) ?? [];
  const checks = HEALTH.get(check);
  if (checks) context.out(healthOf(check, checks, { part, isVerbose: /(^|&)verbose\b/.test(query) }));
  else if (path === "/version") context.out(indentedJson(serverVersion).replaceAll("    ", "  "));
  else if (path === "/metrics") context.out(metricsOf(context));
  else
    context.out(
      `${compactJsonAsWritten(discovery(path.replace(/(?<=.)\/$/, "")) ?? document(context, path, queryOf(query)))}\n`,
    );
  return DONE;
};

const notThere = (): never =>
  fail(fromStatus(makeStatus(404, "NotFound", "the server could not find the requested resource")));

const healthOf = (
  check: string,
  checks: readonly string[],
  { part, isVerbose }: { readonly part: string | undefined; readonly isVerbose: boolean },
): string => {
  if (part !== undefined && !checks.includes(part)) return notThere();
  if (!isVerbose) return "ok";
  const asked = part === undefined ? checks : [part];
  return `${asked.map((name) => `[+]${name} ok\n`).join("")}${part === undefined ? `${check} check passed\n` : ""}`;
};

/** How many objects of each kind are kept. */
const metricsOf = ({ client }: Context): string => {
  const [version, major, minor] = ["gitVersion", "major", "minor"].map((field) => text(serverVersion, field));
  const counts = discovered
    .filter(({ isKept }) => isKept)
    .flatMap((resource) => {
      const listed = client.list(resource, {});
      const name = resource.group === "" ? resource.plural : `${resource.plural}.${resource.group}`;
      return listed.ok ? [`apiserver_storage_objects{resource="${name}"} ${listed.value.length}`] : [];
    });
  return [
    "# HELP apiserver_storage_objects [STABLE] Number of stored objects at the time of last check split by kind.",
    "# TYPE apiserver_storage_objects gauge",
    ...counts,
    "# HELP kubernetes_build_info [ALPHA] A metric with a constant '1' value labeled by major, minor and git version.",
    "# TYPE kubernetes_build_info gauge",
    `kubernetes_build_info{git_version="${version}",major="${major}",minor="${minor}"} 1`,
    "",
  ].join("\n");
};

const versionEntry = (groupVersion: string): JsonObject => ({
  groupVersion,
  version: groupVersion.replace(/^.*\//, ""),
});

const groupOf = (group: string): JsonObject => {
  const versions = [...new Set(discovered.filter((row) => row.group === group).map(apiVersionOf))].map(versionEntry);
  return { name: group, versions, preferredVersion: versions[0] ?? {} };
};

/** What the server tells of itself; undefined: the path is of no such document. */
const discovery = (path: string): JsonObject | undefined => {
  const groups = [...new Set(discovered.map(({ group }) => group))].filter((group) => group !== "");
  if (path === "/") return { paths: PUBLIC };
  if (path === "/api") return { kind: "APIVersions", versions: ["v1"] };
  if (path === "/apis") return { kind: "APIGroupList", apiVersion: "v1", groups: groups.map(groupOf) };
  const [, group] = /^\/apis\/([^/]+)$/.exec(path) ?? [];
  if (group !== undefined) {
    return groups.includes(group) ? { kind: "APIGroup", apiVersion: "v1", ...groupOf(group) } : notThere();
  }
  const [, core, named] = /^\/(?:api\/(v1)|apis\/([^/]+\/[^/]+))$/.exec(path) ?? [];
  const groupVersion = core ?? named;
  if (groupVersion === undefined) return undefined;
  const rows = discovered.filter((row) => apiVersionOf(row) === groupVersion);
  if (rows.length === 0) return notThere();
  return {
    kind: "APIResourceList",
    ...(core ? {} : { apiVersion: "v1" }),
    groupVersion,
    resources: rows.map(resourceOf),
  };
};

const resourceOf = (row: DiscoveredResource): JsonObject => ({
  name: row.plural,
  singularName: row.singular,
  namespaced: row.namespaced,
  kind: row.kind,
  verbs: row.verbs,
  ...(row.shortNames.length === 0 ? {} : { shortNames: row.shortNames }),
  ...(row.categories.length === 0 ? {} : { categories: row.categories }),
});

const PATH = /^\/(?:api\/(v1)|apis\/([^/]+\/[^/]+))(?:\/namespaces\/([^/]+)(?=\/[^/]))?\/([^/]+)(?:\/([^/]+))?$/;

const document = (context: Context, path: string, query: ReadonlyMap<string, string>): JsonObject => {
  const match = PATH.exec(path);
  const apiVersion = match?.[1] ?? match?.[2] ?? "";
  const resource = discovered.find((row) => row.plural === match?.[4] && apiVersionOf(row) === apiVersion);
  if (!match || !resource) return notThere();
  const namespace = match[3] ?? "";
  const name = match[5];
  if (name !== undefined) {
    const found = context.client.get({ resource, namespace, name });
    return found.ok ? asMarshalled(withManagedFields(context.client, found.value)) : fail(fromStatus(found.status));
  }
  return listAt(context, { resource, apiVersion, namespace }, query);
};

interface Place {
  readonly resource: DiscoveredResource;
  readonly apiVersion: string;
  readonly namespace: string;
}

const listAt = ({ client }: Context, place: Place, query: ReadonlyMap<string, string>): JsonObject => {
  const { resource, apiVersion, namespace } = place;
  if (/^(?:1|true)$/i.test(query.get("watch") ?? ""))
    refused("a watch by its path", "add --watch to kubectl get instead");
  const listed = client.list(resource, {
    ...(namespace === "" ? {} : { namespace }),
    labelSelector: query.get("labelSelector") ?? "",
    fieldSelector: query.get("fieldSelector") ?? "",
  });
  if (!listed.ok) return fail(fromStatus(listed.status));
  const { items, rest } = chunkOf(listed.value, { place, query, revision: client.revision() });
  return {
    kind: `${resource.kind}List`,
    apiVersion,
    metadata: { resourceVersion: client.revision(), ...rest },
    items: items.map((item) => {
      const { kind: _kind, apiVersion: _version, ...bare } = asMarshalled(withManagedFields(client, item));
      return bare;
    }),
  };
};
