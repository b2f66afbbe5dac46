// The server's tables and kubectl's own formats, as recorded.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runCase, type Vectors } from "./testing/vectors.ts";

const recordings = new URL("../../e2e/conformance/recordings/vectors/printer.json", import.meta.url);
const { now, cases } = JSON.parse(readFileSync(recordings, "utf8")) as Vectors;

describe("kubectl get, recorded", () => {
  it.each(cases.map((vector, index) => [index, vector.name, vector] as const))("#%i %s", (_index, _name, vector) => {
    expect(runCase(vector, now)).toEqual(vector.want);
  });
});
