import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allKinds, fieldAt, goTypeName, structNamed, structOf, type FieldType } from "./schema.ts";

const structAt = (apiVersion: string, kind: string, path: string) => {
  const struct = structOf(apiVersion, kind);
  return struct && fieldAt(struct, path.split("."));
};

describe("the schema", () => {
  it.each([
    ["apps/v1", "Deployment", "spec.replicas", "int32"],
    ["apps/v1", "Deployment", "spec.template.spec.containers", "[]v1.Container"],
    ["apps/v1", "Deployment", "spec.template.spec.containers.imagePullPolicy", "v1.PullPolicy"],
    ["v1", "Pod", "spec.containers.resources.limits", "v1.ResourceList"],
    ["v1", "Pod", "metadata.labels", "map[string]string"],
    ["autoscaling/v2", "HorizontalPodAutoscaler", "spec.metrics", "[]v2.MetricSpec"],
    ["v1", "Secret", "data", "map[string][]uint8"],
    ["networking.k8s.io/v1", "Ingress", "spec.rules.http.paths.pathType", "v1.PathType"],
    ["v1", "Pod", "spec.securityContext", "v1.PodSecurityContext"],
  ])("%s %s %s is a %s", (apiVersion, kind, path, goType) => {
    const field = structAt(apiVersion, kind, path);
    expect(field && goTypeName(field.fieldType)).toBe(goType);
  });

  it("knows what is required and how lists merge", () => {
    expect(structAt("v1", "Pod", "spec.containers")).toMatchObject({
      isRequired: true,
      isAlwaysWritten: true,
      patchStrategies: ["merge"],
      patchMergeKey: "name",
    });
    expect(structAt("v1", "Pod", "spec.volumes")?.patchStrategies).toEqual(["merge", "retainKeys"]);
    expect(structAt("v1", "Pod", "spec.nodeName")?.isRequired).toBe(false);
  });

  it("has every struct that a field of a kind refers to", () => {
    const seen = new Set<string>();
    const visit = (fieldType: FieldType): void => {
      if (fieldType.type === "list" || fieldType.type === "map") visit(fieldType.of);
      if (fieldType.type !== "struct" || seen.has(fieldType.struct)) return;
      seen.add(fieldType.struct);
      const struct = structNamed(fieldType.struct);
      expect(struct?.name).toBe(fieldType.struct);
      for (const field of struct?.fields.values() ?? []) visit(field.fieldType);
    };
    for (const [apiVersion, kind] of allKinds())
      visit({ type: "struct", struct: structOf(apiVersion, kind)?.name ?? "" });
    expect(seen.size).toBeGreaterThan(300);
  });

  it("stays small", () => {
    const text = JSON.stringify(JSON.parse(readFileSync("src/api/schema/generated/structs.json", "utf8")));
    expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(8192);
  });
});
