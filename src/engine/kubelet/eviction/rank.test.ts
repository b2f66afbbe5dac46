import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Pod } from "#api/core-pod";
import { formatQuantity } from "#api/quantity";
import { evictionMessage, rankForEviction, thresholdQuantity, type EvictionCandidate } from "./rank.ts";

interface RecordedPod {
  pod: Pod;
  noStats?: boolean;
  workingSetBytes?: number;
  containerWorkingSetBytes?: Record<string, number>;
}
interface Row {
  in: { availableBytes: number; capacityBytes: number; threshold: string; pods: RecordedPod[] };
  want: { order: string[]; message: string };
}

const { cases }: { cases: Row[] } = JSON.parse(
  readFileSync("e2e/conformance/recordings/vectors/eviction.json", "utf8"),
);

const toCandidate = (recorded: RecordedPod): EvictionCandidate => ({
  pod: recorded.pod,
  ...(recorded.workingSetBytes === undefined
    ? {}
    : { usage: { bytes: recorded.workingSetBytes, containerBytes: recorded.containerWorkingSetBytes ?? {} } }),
});

const answer = ({ pods, ...node }: Row["in"]): Row["want"] => {
  const ranked = rankForEviction(pods.map(toCandidate), "memory");
  const [candidate] = ranked;
  return {
    order: ranked.map(({ pod }) => pod.metadata.name),
    message: candidate ? evictionMessage({ resource: "memory", ...node, candidate }) : "",
  };
};

describe("recorded nodes", () => {
  it.each(cases.map((row, i) => ({ ...row, i })))("node $i", (row) => {
    expect(answer(row.in)).toEqual(row.want);
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
