// Rollouts: status lines, history, undo, restart, pause and resume, as recorded.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "#api/meta";
import { rolloutStatus } from "./commands/rollout/status-viewer.ts";
import { runCase, type Vectors } from "./testing/vectors.ts";

const recordings = new URL("../../e2e/conformance/recordings/vectors/rollout.json", import.meta.url);
const { now, cases } = JSON.parse(readFileSync(recordings, "utf8")) as Vectors;
const rows = cases.map((vector, index) => [index, vector.name, vector] as const);

describe("rollout status lines, recorded", () => {
  it.each(rows.filter(([, , vector]) => vector.in["op"] === "status"))("#%i %s", (_index, _name, vector) => {
    const { object, revision } = vector.in as unknown as { object: JsonObject; revision: number };
    expect(rolloutStatus(object, revision)).toEqual(vector.want);
  });
});

describe("kubectl rollout, recorded", () => {
  it.each(rows.filter(([, , vector]) => vector.in["op"] !== "status"))("#%i %s", (_index, _name, vector) => {
    const { stdout, stderr, exit } = vector.want as unknown as { stdout: string; stderr: string; exit: number };
    expect(runCase(vector, now)).toEqual({ stdout, stderr, exit });
  });
});
