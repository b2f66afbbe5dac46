// The describe pages, as recorded.
import { describe, expect, it } from "vitest";
import { readVectors, runCase } from "./testing/vectors.ts";

const { now, cases } = readVectors("describe");

describe("kubectl describe, recorded", () => {
  it.each(cases.map((vector, index) => [index, vector.name, vector] as const))("#%i %s", (_index, _name, vector) => {
    expect(runCase(vector, now)).toEqual(vector.want);
  });
});
