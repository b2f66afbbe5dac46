// Verbs that change objects, as recorded: what they print, and what they leave behind.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runCaseWithObjects, type Vectors } from "./testing/vectors.ts";

const recordings = new URL("../../e2e/conformance/recordings/vectors/kubectl.json", import.meta.url);
const { now, cases } = JSON.parse(readFileSync(recordings, "utf8")) as Vectors;

describe("kubectl, recorded", () => {
  it.each(cases.map((vector, index) => [index, vector.name, vector] as const))("#%i %s", (_index, _name, vector) => {
    const got = runCaseWithObjects(vector, now);
    expect({
      ...got,
      ...Object.fromEntries(Object.keys(vector.want).map((key) => [key, got[key as keyof typeof got]])),
    }).toMatchObject(vector.want);
  });
});
