// `kubectl get --raw PATH`: the document that the API server has at a path.
import type { JsonObject } from "#api/meta";
import { discovered } from "#api/discovered";
import { apiVersionOf } from "#api/scheme";
import { type Call, type Context, DONE, fail, type Outcome } from "../../command.ts";
import { fromStatus, message } from "../../errors.ts";
import { compactJsonAsWritten, indentedJson } from "../../go/json-text.ts";
import { serverVersion } from "../../version-info.ts";

const HEALTH = new Set(["/healthz", "/livez", "/readyz"]);

export const rawGet = (context: Context, call: Call): Outcome => {
  const path = call.flags.text("raw").replace(/\?.*$/, "");
  if (!path.startsWith("/")) {
    return fail(
      message(
        `--raw must be a valid URL path: parse "${path}": invalid URI for request\nSee 'kubectl get -h' for help and examples`,
      ),
    );
  }
  if (HEALTH.has(path)) context.out("ok");
  else if (path === "/version") context.out(indentedJson(serverVersion).replaceAll("    ", "  "));
  else context.out(`${compactJsonAsWritten(document(context, path))}\n`);
  return DONE;
};

const PATH = /^\/(?:api\/(v1)|apis\/([^/]+\/[^/]+))(?:\/namespaces\/([^/]+)(?=\/[^/]))?\/([^/]+)(?:\/([^/]+))?$/;

const document = (context: Context, path: string): JsonObject => {
  const match = PATH.exec(path);
  const apiVersion = match?.[1] ?? match?.[2] ?? "";
  const resource = discovered.find((row) => row.plural === match?.[4] && apiVersionOf(row) === apiVersion);
  if (!match || !resource) {
    return fail(message("Error from server (NotFound): the server could not find the requested resource"));
  }
  const namespace = match[3] ?? "";
  const name = match[5];
  if (name !== undefined) {
    const found = context.client.get({ resource, namespace, name });
    return found.ok ? asServed(found.value) : fail(fromStatus(found.status));
  }
  const listed = context.client.list(resource, namespace === "" ? {} : { namespace });
  if (!listed.ok) return fail(fromStatus(listed.status));
  return {
    kind: `${resource.kind}List`,
    apiVersion,
    metadata: { resourceVersion: "" },
    items: listed.value.map(({ kind: _kind, apiVersion: _version, ...item }) => item),
  };
};

/** The server writes kind and version first, then metadata. */
const asServed = (object: JsonObject): JsonObject => {
  const { kind = "", apiVersion = "", metadata = {}, ...rest } = object;
  return { kind, apiVersion, metadata, ...rest };
};
