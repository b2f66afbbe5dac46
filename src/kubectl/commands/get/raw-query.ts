// What stands behind the ? of a raw path, and the part of a list that `limit` and `continue` ask for
// (apiserver/pkg/storage: EncodeContinue, PrepareContinueToken).
// Simplified: the next part is of the list as it is then; a token does not grow old.
import { decodeBase64, encodeBase64 } from "#api/base64";
import { goQuote } from "#api/go-quote";
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { badRequest } from "#api/status";
import { fail } from "../../command.ts";
import { fromStatus } from "../../errors.ts";
import { text } from "../../object.ts";

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch {
    return part;
  }
};

/** Of a name that is said twice the first counts. */
export const queryOf = (query: string): ReadonlyMap<string, string> =>
  new Map(
    query
      .split("&")
      .toReversed()
      .map((part) => {
        const [, name = "", value = ""] = /^([^=]*)=?([^]*)$/.exec(part) ?? [];
        return [decoded(name), decoded(value)];
      }),
  );

interface Asked {
  readonly place: { readonly namespace: string };
  readonly query: ReadonlyMap<string, string>;
  readonly revision: string;
}

/** The objects of this part, and what the list's metadata says of the others. */
export const chunkOf = (
  listed: readonly JsonObject[],
  { place, query, revision }: Asked,
): { readonly items: readonly JsonObject[]; readonly rest: JsonObject } => {
  const from = query.get("continue") ?? "";
  const limit = limitOf(query.get("limit") ?? "");
  const keyOf = (object: JsonObject): string => {
    const [namespace, name] = [text(object, "metadata", "namespace"), text(object, "metadata", "name")];
    return place.namespace === "" && namespace !== "" ? `${namespace}/${name}` : name;
  };
  const start = from === "" ? "" : startOf(from);
  const left = start === "" ? listed : listed.filter((object) => keyOf(object) >= start);
  const items = limit > 0 ? left.slice(0, limit) : left;
  const last = items.at(-1);
  if (items.length === left.length || !last) return { items, rest: {} };
  const token = { v: "meta.k8s.io/v1", rv: Number(revision), start: `${keyOf(last)}\u0000` };
  const isSelected = ["labelSelector", "fieldSelector"].some((name) => (query.get(name) ?? "") !== "");
  return {
    items,
    rest: {
      continue: encodeBase64(JSON.stringify(token)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
      // The server does not count what a selector would leave of the rest.
      ...(isSelected ? {} : { remainingItemCount: left.length - items.length }),
    },
  };
};

const limitOf = (given: string): number => {
  if (given === "" || /^[-+]?\d+$/.test(given)) return Number(given);
  return fail(fromStatus(badRequest(`strconv.ParseInt: parsing ${goQuote(given)}: invalid syntax`)));
};

const startOf = (token: string): string => {
  const read = parsed(decodeBase64(token.replaceAll("-", "+").replaceAll("_", "/")));
  const start = isJsonObject(read) ? text(read, "start") : "";
  return start === "" ? fail(fromStatus(badRequest("invalid continue token: continue key is not valid"))) : start;
};

const parsed = (json: string): Json => {
  try {
    return JSON.parse(json) as Json;
  } catch {
    return null;
  }
};
