import { describe, expect, it } from "vitest";
import type { JsonObject } from "#api/meta";
import { answerPatch, type PatchIn } from "../../../../e2e/conformance/kinds/patch.ts";
import { onlyWanted, recorded } from "../../../../e2e/conformance/kinds/recorded.ts";
import type { PatchResult } from "./patch-error.ts";
import { createTwoWayMergePatch } from "./strategic.ts";

describe("patches of the recorded cluster", () => {
  it.each(recorded<PatchIn>("patch"))("$title", (row) => {
    expect(onlyWanted(answerPatch(row.in), row.want)).toEqual(row.want);
  });
});

const valueOf = (result: PatchResult): JsonObject => {
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

const pod = (names: readonly string[]): JsonObject => ({
  apiVersion: "v1",
  kind: "Pod",
  spec: { containers: names.map((name) => ({ name, image: "a:1" })) },
});

const held = (...finalizers: string[]): JsonObject => ({ ...pod(["a"]), metadata: { finalizers } });
const patch = (before: JsonObject, after: JsonObject): JsonObject => valueOf(createTwoWayMergePatch(before, after));

describe("a two-way patch", () => {
  it("names the order of a list that changed and deletes by merge key", () => {
    expect(valueOf(createTwoWayMergePatch(pod(["a", "b"]), pod(["c", "a"])))).toEqual({
      spec: {
        "$setElementOrder/containers": [{ name: "c" }, { name: "a" }],
        containers: [
          { name: "c", image: "a:1" },
          { name: "b", $patch: "delete" },
        ],
      },
    });
  });

  it("compares the order of plain values with the sorted original, as the real one does by mistake", () => {
    expect(patch(held("b/y", "a/x"), held("b/y", "a/x"))).toEqual({
      metadata: { "$setElementOrder/finalizers": ["b/y", "a/x"] },
    });
    expect(patch(held("b/y", "a/x"), held("a/x", "b/y"))).toEqual({});
  });
});
