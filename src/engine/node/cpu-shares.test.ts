import { describe, expect, it } from "vitest";
import { sharesAgree } from "../../../e2e/conformance/compare/series.ts";
import { answerCpuShares, type CpuSharesAnswer, type CpuSharesIn } from "../../../e2e/conformance/kinds/cpu-shares.ts";
import { recorded } from "../../../e2e/conformance/kinds/recorded.ts";
import { cpuShares, divideCpu, type CpuGroup } from "./cpu-shares.ts";

describe("recorded nodes", () => {
  it.each(recorded<CpuSharesIn, CpuSharesAnswer>("cpu-shares"))("$title", ({ in: input, want }) => {
    const { cores, ...exact } = answerCpuShares(input);
    expect(exact).toEqual({ shares: want.shares, slices: want.slices });
    expect(sharesAgree(want.cores, cores)).toBe(true);
  });
});

const leaf = (shares: number, wantsMilli: number, quotaMilli?: number): CpuGroup => ({
  shares,
  wantsMilli,
  ...(quotaMilli === undefined ? {} : { quotaMilli }),
});

describe("divideCpu", () => {
  it.each<[string, CpuGroup[], number, number[]]>([
    ["lends what one does not want", [leaf(102, 300), leaf(204, 2000)], 2000, [300, 1700]],
    ["divides by weight", [leaf(100, 2000), leaf(300, 2000)], 2000, [500, 1500]],
    ["gives all what they want if there is enough", [leaf(2, 100), leaf(1024, 200)], 2000, [100, 200]],
    ["keeps a quota while the node idles", [leaf(100, 2000, 300)], 2000, [300]],
    ["divides nothing", [leaf(100, 2000)], 0, [0]],
  ])("%s", (_, children, milli, want) => {
    const granted = divideCpu({ shares: 1024, children }, milli);
    expect(children.map((child) => granted.get(child))).toEqual(want);
  });

  it("cuts a group by its quota before its children share", () => {
    const [a, b, c] = [leaf(100, 1000), leaf(100, 1000), leaf(100, 1000)];
    const root = { shares: 1024, children: [{ shares: 200, quotaMilli: 400, children: [a, b] }, c] };
    const granted = divideCpu(root, 2000);
    expect([a, b, c].map((group) => granted.get(group))).toEqual([200, 200, 1000]);
  });
});

describe("cpuShares", () => {
  it.each([
    [0, 2],
    [1, 2],
    [250, 256],
    [1000, 1024],
    [10_000_000, 262_144],
  ])("of %dm are %d", (milli, shares) => {
    expect(cpuShares(milli)).toBe(shares);
  });
});
