import { describe, expect, it } from "vitest";
import { answerDeploymentMath, type DeploymentMathIn } from "../../../../e2e/conformance/kinds/deployment-math.ts";
import { recorded } from "../../../../e2e/conformance/kinds/recorded.ts";
import { replicasOf } from "./replica-sets.ts";

describe("recorded arithmetic of the deployment controller", () => {
  it.each(recorded<DeploymentMathIn>("deployment-math"))("$title $in.op", (row) => {
    expect(answerDeploymentMath(row.in)).toEqual(row.want);
  });
  it("knows a size that is absent as 1", () => {
    expect(replicasOf({ spec: {} })).toBe(1);
  });
});
