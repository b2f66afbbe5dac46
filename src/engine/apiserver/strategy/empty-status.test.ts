import { expect, it } from "vitest";
import { resources } from "#api/scheme";
import { structOf } from "#api/schema/schema";
import { canonicalObject } from "../strict/canonical.ts";
import { emptyStatuses } from "./empty-status.ts";

it.each(
  // A node keeps the status that it comes with.
  resources
    .filter((r) => r.plural !== "nodes")
    .map(({ plural, group, version, kind }) => ({
      plural,
      apiVersion: group ? `${group}/${version}` : version,
      kind,
    })),
)("is what Go writes for one that nobody has filled in: $plural", ({ plural, apiVersion, kind }) => {
  const has = structOf(apiVersion, kind)?.fields.has("status") === true;
  const wanted = has ? canonicalObject({ apiVersion, kind, status: {} })["status"] : undefined;
  expect(JSON.stringify(emptyStatuses[plural])).toBe(JSON.stringify(wanted));
});
