import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "#api/meta";
import { createThreeWayJsonMergePatch, jsonMergePatch } from "./json-merge.ts";
import { jsonPatch } from "./json-patch.ts";
import type { PatchResult } from "./patch-error.ts";
import { createThreeWayMergePatch, createTwoWayMergePatch, strategicMergePatch } from "./strategic.ts";

interface PatchCase {
  readonly name: string;
  readonly in: {
    readonly op: string;
    readonly current: JsonObject;
    readonly original: JsonObject;
    readonly modified: JsonObject;
    readonly from: JsonObject;
    readonly to: JsonObject;
    readonly patch: JsonObject & readonly Json[];
  };
  readonly want: {
    readonly patch?: Json;
    readonly threeWayPatch?: Json;
    readonly result?: Json;
    readonly error?: string;
  };
}

const { cases } = JSON.parse(readFileSync("e2e/conformance/recordings/vectors/patch.json", "utf8")) as {
  cases: PatchCase[];
};

const valueOf = (result: PatchResult): JsonObject => {
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

const asWanted = (result: PatchResult): PatchCase["want"] =>
  result.ok ? { error: "", result: result.value } : { error: result.error };

const run: { readonly [op: string]: (input: PatchCase["in"]) => PatchCase["want"] } = {
  threeWay: ({ original, modified, current }) => {
    const patch = valueOf(createThreeWayMergePatch(original, modified, current));
    return { patch, ...asWanted(strategicMergePatch(current, patch)) };
  },
  strategic: ({ current, patch }) => asWanted(strategicMergePatch(current, patch)),
  jsonPatch: ({ current, patch }) => asWanted(jsonPatch(current, patch)),
  jsonMerge: ({ from, to, current, patch }) => ({
    result: jsonMergePatch(current, patch),
    threeWayPatch: createThreeWayJsonMergePatch(from, to, current),
  }),
};

describe("patches of the recorded cluster", () => {
  it.each(cases.map((c, i) => ({ title: `${i} ${c.name}`, ...c })))("$title", ({ in: input, want }) => {
    const expected = want.error ? { error: want.error } : want;
    expect(run[input.op]?.(input)).toEqual(expected);
  });
});

const pod = (names: readonly string[]): JsonObject => ({
  apiVersion: "v1",
  kind: "Pod",
  spec: { containers: names.map((name) => ({ name, image: "a:1" })) },
});

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
});
