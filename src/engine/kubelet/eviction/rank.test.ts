import { describe, expect, it } from "vitest";
import { formatQuantity } from "#api/quantity";
import { answerEviction, type EvictionIn } from "../../../../e2e/conformance/kinds/eviction.ts";
import { recorded } from "../../../../e2e/conformance/kinds/recorded.ts";
import { thresholdQuantity } from "./rank.ts";

describe("recorded nodes", () => {
  it.each(recorded<EvictionIn>("eviction"))("node $title", (row) => {
    expect(answerEviction(row.in)).toEqual(row.want);
  });
});

describe("thresholdQuantity", () => {
  it.each([
    ["100Mi", "100Mi"],
    ["5%", "268435460"],
    ["50%", "2560Mi"],
  ])("%s of 5Gi is %s", (threshold, want) => {
    expect(formatQuantity(thresholdQuantity(threshold, 5 * 2 ** 30))).toBe(want);
  });
});
