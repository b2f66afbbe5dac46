// Patches that take from an object what makes it one.
import { describe, expect, it } from "vitest";
import type { Json, KubeObject } from "#api/meta";
import { type Cluster, createCluster } from "../cluster.ts";

const made = (): Cluster => {
  const cluster = createCluster({ name: "patch", seed: 1, startTime: "2026-06-03T10:20:30Z", nodes: [], images: {} });
  cluster.sim.api.create("configmaps", {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "c", namespace: "default" },
    data: { a: "1" },
  } as unknown as KubeObject);
  return cluster;
};

const NAMELESS =
  'ConfigMap "" is invalid: [metadata.name: Required value: name or generateName is required, metadata.name: Invalid value: "": field is immutable]';
const REJECTED = "the server rejected our request due to an error in our request";
const EMPTY = "Object 'Kind' is missing in '{}'";

describe("a patch", () => {
  it.each<readonly [string, "json" | "merge" | "strategic", Json, string]>([
    ["of metadata", "json", [{ op: "remove", path: "/metadata" }], NAMELESS],
    ["of metadata by null", "merge", { metadata: null }, NAMELESS],
    ["of metadata by a strategic null", "strategic", { metadata: null }, NAMELESS],
    ["of the name", "json", [{ op: "remove", path: "/metadata/name" }], NAMELESS],
    ["of everything", "json", [{ op: "replace", path: "", value: null }], REJECTED],
    ["of the object for a list", "json", [{ op: "replace", path: "", value: [] }], EMPTY],
    ["of the kind", "json", [{ op: "remove", path: "/kind" }], `Object 'Kind' is missing in '{"apiVersion":"v1"`],
    [
      "of the name for another",
      "strategic",
      { metadata: { name: "d" } },
      "the name of the object (d) does not match the name on the URL (c)",
    ],
    [
      "of the namespace for another",
      "merge",
      { metadata: { namespace: "kube-system" } },
      "the namespace of the provided object does not match the namespace sent on the request",
    ],
    [
      "of the name and the namespace for others",
      "merge",
      { metadata: { name: "d", namespace: "kube-system" } },
      "the namespace of the provided object does not match the namespace sent on the request",
    ],
    [
      "of a value for one of another type",
      "merge",
      { data: { a: 1 } },
      ' "" is invalid: patch: Invalid value: "{\\"apiVersion\\":\\"v1\\",\\"kind\\":\\"ConfigMap\\"',
    ],
    ["of the version", "merge", { apiVersion: null }, "Object 'apiVersion' is missing in '"],
  ])("%s is refused", (_what, type, body, want) => {
    const cluster = made();
    const answer = cluster.sim.api.patch("configmaps", "default/c", { type, body }, { fieldValidation: "Strict" });
    const message = answer.ok ? "taken" : answer.status.message;
    expect(message.slice(0, want.length)).toBe(want);
    expect(cluster.sim.store.get("configmaps", "default/c")?.data).toEqual({ a: "1" });
  });

  it("puts what is in no namespace into none", () => {
    const { api } = made().sim;
    const body = { metadata: { namespace: "default", labels: { team: "sea" } } };
    const answer = api.patch("namespaces", "default", { type: "merge", body }, { fieldValidation: "Strict" });
    const { labels, namespace } = answer.ok ? answer.value.object.metadata : {};
    expect([labels?.["team"], namespace]).toEqual(["sea", undefined]);
  });

  it.each([
    [{ kind: "Pod" }, "converting (v1.Pod) to (core.ConfigMap): unknown conversion"],
    [
      { apiVersion: "apps/v1" },
      'no kind "ConfigMap" is registered for version "apps/v1" in scheme "pkg/runtime/scheme.go:111"',
    ],
  ])("that makes another kind of an object is refused: %j", (body, why) => {
    const cluster = made();
    const answer = cluster.sim.api.patch("configmaps", "default/c", { type: "merge", body }, {});
    expect(answer.ok ? "taken" : answer.status.message.slice(-why.length)).toBe(why);
  });

  it("does not make one kind of another", () => {
    const cluster = made();
    const answer = cluster.sim.api.patch("configmaps", "default/c", { type: "strategic", body: { kind: "Pod" } }, {});
    expect(answer.ok && answer.value.object.kind).toBe("ConfigMap");
  });

  it("of the namespace leaves the object where it is", () => {
    const cluster = made();
    const body = [
      { op: "remove", path: "/metadata/namespace" },
      { op: "replace", path: "/data/a", value: "2" },
    ];
    const answer = cluster.sim.api.patch("configmaps", "default/c", { type: "json", body }, {});
    expect(answer.ok).toBe(true);
    expect(cluster.sim.store.get("configmaps", "default/c")?.data).toEqual({ a: "2" });
  });
});
