import { describe, expect, it } from "vitest";
import type { JsonObject } from "#api/meta";
import { validateManifest } from "./validate-manifest.ts";

const container = { name: "c", image: "i" };
const rows: readonly { name: string; object: JsonObject; errors: readonly string[] }[] = [
  {
    name: "a Job gets its uid, and the selector made of it, from the API server",
    object: {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: { name: "batch" },
      spec: { template: { spec: { restartPolicy: "Never", containers: [container] } } },
    },
    errors: [],
  },
  {
    name: "a Deployment whose selector does not match its template",
    object: {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web" },
      spec: {
        selector: { matchLabels: { app: "a" } },
        template: { metadata: { labels: { app: "b" } }, spec: { containers: [container] } },
      },
    },
    errors: ["spec.template.metadata.labels"],
  },
  {
    name: "a ConfigMap with a key that every object knows",
    object: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, data: { constructor: "x" } },
    errors: [],
  },
  {
    name: "a kind that nobody knows is said elsewhere",
    object: { apiVersion: "v1", kind: "Nothing", metadata: { name: "a" } },
    errors: [],
  },
];

describe("a manifest in the editor", () => {
  it.each(rows)("$name", ({ object, errors }) => {
    expect(validateManifest(object).map((cause) => cause.field)).toEqual(errors);
  });
});
